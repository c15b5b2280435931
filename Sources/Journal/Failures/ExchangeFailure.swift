package import Translation

/// Why an exchange, or one attempt of it, ended without an answer.
///
/// A value with the facts and no sentence. What a client reads (``Translation/APIError``), WHY, remedies, log lines and
/// labels are functions of it, each an exhaustive switch: a new case does not compile until all of them say something.
package enum ExchangeFailure: Error, Sendable, Equatable {
    // MARK: The upstream and the way to it
    /// The connection failed.
    case transport(UpstreamError)
    /// The upstream said what is wrong.
    case upstream(UpstreamFailure)
    /// The answer broke off or made no sense.
    case broken(BrokenAnswer)

    // MARK: Refused here, nothing was sent
    /// The body is not JSON.
    case malformed(JSONSyntaxError)
    /// The body is not a request of the Messages API, or says what no upstream takes.
    case invalid(InvalidRequest)
    /// No rule maps the model.
    case unrouted(UnroutedModel)
    /// The client's key is none of `client_keys`.
    case unauthenticated
    /// The body is larger than `server.max_body`, in bytes.
    case tooLarge(limit: Int)
    /// The body came packed, and cannot be unpacked.
    case undecodable(UndecodableBody)

    // MARK: Neither's fault
    /// The client closed the connection.
    case clientGone
    /// The proxy ended before the answer did.
    case shutdown
    /// A fault of this program.
    case fault(InternalFault)
    /// A failure that a newer version of this program has recorded.
    case unrecognized(String)

    package init(_ failure: AnswerFailure) {
        switch failure {
        case .upstream(let failure): self = .upstream(failure)
        case .broken(let broken): self = .broken(broken)
        case .transport(let error): self = .transport(error)
        }
    }
}

/// A model that no rule maps.
package struct UnroutedModel: Sendable, Equatable {
    /// The mapped name that was probably meant.
    package struct Nearest: Sendable, Equatable, Codable {
        /// Can be asked for as it is.
        package var name: String
        /// What maps it: the same, or a pattern.
        package var pattern: String

        package init(name: String, pattern: String) {
            self.name = name
            self.pattern = pattern
        }
    }

    /// Where a rule can be added.
    package enum Place: Sendable, Equatable {
        /// There is no file: the defaults serve.
        case defaults
        /// Under `key` in `file`.
        case file(String, key: String)
    }

    package var asked: String
    package var nearest: Nearest?
    /// The patterns of the rules, as written.
    package var mapped: [String]
    package var place: Place

    package init(asked: String, nearest: Nearest? = nil, mapped: [String], place: Place = .defaults) {
        self.asked = asked
        self.nearest = nearest
        self.mapped = mapped
        self.place = place
    }
}

/// A packed body that cannot be read.
package struct UndecodableBody: Sendable, Equatable {
    package enum Reason: String, Sendable, CaseIterable {
        /// An encoding that is not supported.
        case unsupported
        /// The bytes are not of that encoding.
        case corrupt
    }

    package var encoding: String
    package var reason: Reason

    package init(encoding: String, _ reason: Reason) {
        self.encoding = encoding
        self.reason = reason
    }
}

/// What should not happen: a fault of this program.
package enum InternalFault: Sendable, Equatable {
    /// A rule leads to an upstream that does not exist.
    case unconfiguredUpstream(String)
    /// What was written as JSON is none.
    case unreadableTranslation(JSONSyntaxError)
}
