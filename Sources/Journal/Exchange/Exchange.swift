package import Foundation
package import Translation

/// One client request and all that became of it: the program's noun.
package struct Exchange: Sendable {
    package enum Endpoint: String, Sendable {
        case messages
        case countTokens = "count_tokens"
    }

    /// Where it was sent.
    package struct Destination: Sendable, Equatable {
        package var upstream: String
        package var dialect: DialectName
        /// `config.yaml:14`, the rule that mapped the model.
        package var rule: String?

        package init(upstream: String, dialect: DialectName, rule: String? = nil) {
            self.upstream = upstream
            self.dialect = dialect
            self.rule = rule
        }
    }

    /// Moments on the way, measured from the arrival.
    package struct Marks: Sendable, Equatable {
        package var sent: Duration?
        package var firstByte: Duration?
        package var firstToken: Duration?
        package var finished: Duration?

        package init(
            sent: Duration? = nil,
            firstByte: Duration? = nil,
            firstToken: Duration? = nil,
            finished: Duration? = nil
        ) {
            self.sent = sent
            self.firstByte = firstByte
            self.firstToken = firstToken
            self.finished = finished
        }
    }

    /// One try at the upstream.
    package struct Attempt: Sendable, Equatable {
        package var status: Int?
        /// Why it was not the last, or what ended it badly.
        package var failure: ExchangeFailure?
        package var upstreamRequestID: String?
        package var began: Duration

        package init(
            status: Int? = nil,
            failure: ExchangeFailure? = nil,
            upstreamRequestID: String? = nil,
            began: Duration
        ) {
            self.status = status
            self.failure = failure
            self.upstreamRequestID = upstreamRequestID
            self.began = began
        }
    }

    package enum Outcome: Sendable, Equatable {
        case running
        case finished(StopReason)
        /// The upstream or the way to it failed.
        case failed(ExchangeFailure)
        /// Answered with an error before anything was sent upstream.
        case refused(ExchangeFailure)
        /// The client went away.
        case cancelled
        /// Tokens counted: there is no stop reason to tell.
        case counted(tokens: Int, isEstimate: Bool)
    }

    package let id: ExchangeID
    package let endpoint: Endpoint
    package let arrivedAt: Date
    package var session: String?
    package var client: String?
    package var isStreamed = false
    package var modelAsked: String?
    package var modelSent: String?
    package var modelAnswered: String?
    package var destination: Destination?
    package var requestBytes = 0
    package var answerBytes = 0
    package var estimatedInputTokens: Int?
    /// What the estimate was multiplied with, learnt from what the upstream has counted for the model before.
    package var estimateCorrection: Double?
    package var marks = Marks()
    package var attempts: [Attempt] = []
    package var notes: [TranslationNote] = []
    package var usage: Usage?
    /// Dollars, where the model's prices are known.
    package var cost: Double?
    /// What refused, where the answer is a refusal.
    package var refusedBy: RefusalSource?
    /// The limit that the upstream was given for its answer.
    package var outputLimit: OutputLimit?
    package var outcome = Outcome.running

    package init(id: ExchangeID, endpoint: Endpoint, arrivedAt: Date) {
        self.id = id
        self.endpoint = endpoint
        self.arrivedAt = arrivedAt
    }

    package var isRunning: Bool { outcome == .running }
}

/// The bytes of an exchange at its four stages, headers redacted.
package struct ExchangeStages: Sendable, Equatable {
    package enum Stage: Int, Sendable, CaseIterable {
        case clientRequest = 1
        case upstreamRequest
        case upstreamAnswer
        case clientAnswer
    }

    package struct Capture: Sendable, Equatable {
        package var headers: [HeaderField] = []
        package var body: [UInt8] = []
        /// Bytes that did not fit into the ring.
        package var omittedBytes = 0
        /// When the pieces of a streamed body came, in order; those of one millisecond count as one.
        package var arrivals: [Arrival] = []
        /// Bodies of one generation only grow: each is the beginning of the next.
        package var generation: UInt32 = 0

        package init(headers: [HeaderField] = [], body: [UInt8] = [], omittedBytes: Int = 0, arrivals: [Arrival] = []) {
            self.headers = headers
            self.body = body
            self.omittedBytes = omittedBytes
            self.arrivals = arrivals
        }
    }

    /// When the bytes of a body from `offset` on came. Small, since a long answer has thousands.
    package struct Arrival: Sendable, Equatable {
        private let start: UInt32
        private let milliseconds: UInt32

        package init(offset: Int, at moment: Duration) {
            start = UInt32(clamping: offset)
            milliseconds = UInt32(clamping: moment.milliseconds)
        }

        package var offset: Int { Int(start) }
        /// Measured from the arrival of the request.
        package var at: Duration { .milliseconds(Int64(milliseconds)) }

        func isSameMoment(as other: Arrival) -> Bool { milliseconds == other.milliseconds }
    }

    package init() {}

    package var clientRequest = Capture()
    package var upstreamRequest = Capture()
    package var upstreamAnswer = Capture()
    package var clientAnswer = Capture()

    package subscript(stage: Stage) -> Capture {
        get {
            switch stage {
            case .clientRequest: clientRequest
            case .upstreamRequest: upstreamRequest
            case .upstreamAnswer: upstreamAnswer
            case .clientAnswer: clientAnswer
            }
        }
        _modify {
            switch stage {
            case .clientRequest: yield &clientRequest
            case .upstreamRequest: yield &upstreamRequest
            case .upstreamAnswer: yield &upstreamAnswer
            case .clientAnswer: yield &clientAnswer
            }
        }
    }

    /// Gives back what growing arrays have reserved ahead: up to as much again as they hold. A body that was reserved
    /// whole has little too much, and is not copied for it.
    mutating func trim() {
        for stage in Stage.allCases {
            let count = self[stage].body.count
            guard self[stage].body.capacity > count + count / 8 + 1024 else { continue }
            self[stage].body = self[stage].body.withUnsafeBufferPointer { Array($0) }
        }
        for stage in Stage.allCases where self[stage].arrivals.capacity > self[stage].arrivals.count + 64 {
            self[stage].arrivals = self[stage].arrivals.withUnsafeBufferPointer { Array($0) }
        }
    }

    package var byteCount: Int {
        Stage.allCases.reduce(0) { $0 + self[$1].body.count }
    }
}
