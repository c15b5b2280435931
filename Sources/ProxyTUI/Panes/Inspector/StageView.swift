import Journal
import Translation

/// One stage as it is being read: its body in one of two forms, and where the reader stands in it.
struct StageView: Sendable {
    let stage: ExchangeStages.Stage
    private(set) var capture: ExchangeStages.Capture?
    var body = BodyView.nothing("") {
        didSet { rowCounts = RowCounts() }
    }
    /// How many rows the lines take where they are wrapped.
    private(set) var rowCounts = RowCounts()
    private(set) var places = NotePlaces()
    var viewport = Viewport()
    /// As it came: text in place of laid-out JSON, events in place of the message they make.
    private(set) var showsRaw: Bool
    private(set) var isStream = false
    private var isBuilt = false
    /// Every event, also while the message is shown that they make.
    private var events: EventList?
    private var answer = AssembledAnswer()
    /// What was laid out last, with what a person has folded in it.
    private var outline: JSONOutline?
    /// The reader has asked for the other form before there was anything to show.
    private(set) var hasChosenForm = false

    init(_ stage: ExchangeStages.Stage, showsRaw: Bool) {
        self.stage = stage
        self.showsRaw = showsRaw
    }

    /// Takes what is captured by now; made into lines only when it is looked at.
    mutating func take(_ capture: ExchangeStages.Capture?) {
        guard !Self.isSame(self.capture, capture) else { return }
        if let former = self.capture, let capture, !Self.isContinuation(former, capture) {
            events = nil
            answer = AssembledAnswer()
            outline = nil
            body = .nothing("")
            viewport = Viewport()
        }
        self.capture = capture
        isBuilt = false
    }

    /// Of one generation the length tells all.
    private static func isSame(_ former: ExchangeStages.Capture?, _ capture: ExchangeStages.Capture?) -> Bool {
        guard let former, let capture else { return former == nil && capture == nil }
        return former.generation == capture.generation && former.body.count == capture.body.count
            && former.omittedBytes == capture.omittedBytes && former.headers == capture.headers
    }

    private static func isContinuation(_ former: ExchangeStages.Capture, _ capture: ExchangeStages.Capture) -> Bool {
        former.generation == capture.generation && former.body.count <= capture.body.count
    }

    mutating func toggleForm(_ notes: [NoteRow], _ exchange: Exchange) {
        showsRaw.toggle()
        hasChosenForm = true
        isBuilt = false
        viewport = Viewport()
        make(notes, exchange)
    }

    /// Makes the lines, unless they are there.
    mutating func make(_ notes: [NoteRow], _ exchange: Exchange) {
        guard !isBuilt else { return }
        isBuilt = true
        places = NotePlaces()
        switch body {
        case .json(let shown): outline = shown
        case .events(let shown): events = shown
        case .text, .nothing: break
        }
        // Nobody else may hold what grows, or growing it copies it.
        body = .nothing("")
        guard let capture, !capture.body.isEmpty else {
            body = .nothing(absence(exchange))
            return
        }
        isStream = EventList.isStream(capture.body)
        if isStream {
            makeStream(capture)
        } else if !showsRaw, let document = try? JSONDocument(capture.body, maximumDepth: 4096) {
            show(document)
        } else {
            body = .text(TextLines(capture.body))
        }
        placeNotes(notes)
    }

    mutating func placeNotes(_ notes: [NoteRow]) {
        guard case .json(let outline) = body else { return }
        places = NotePlaces(notes, in: stage, of: outline.document)
    }

    private mutating func makeStream(_ capture: ExchangeStages.Capture) {
        var list = events ?? EventList(capture)
        events = nil
        if list.bytes.count != capture.body.count { list.extend(capture) }
        guard !showsRaw else {
            body = .events(list)
            return
        }
        answer.take(list)
        if let document = answer.document {
            events = list
            show(document)
        } else {
            body = .events(list)
        }
    }

    private mutating func show(_ document: JSONDocument) {
        body = .json(outline.map { JSONOutline(document, foldedAs: $0) } ?? JSONOutline(document))
        outline = nil
    }

    /// What form is shown, and what `s` would show.
    var form: String {
        switch body {
        case .json: isStream ? "assembled" : "laid out"
        case .events: "events"
        case .text: "as bytes"
        case .nothing: ""
        }
    }

    private func absence(_ exchange: Exchange) -> String {
        guard capture != nil else { return "No longer kept." }
        switch stage {
        case .anthropicRequest: return "The request had no body."
        case .openAIRequest:
            return exchange.isRunning && exchange.attempts.isEmpty
                ? "Nothing is sent yet." : "Nothing was sent upstream."
        case .openAIAnswer:
            if exchange.attempts.isEmpty { return "Nothing was sent upstream, so nothing was answered." }
            return exchange.isRunning ? "The upstream has not answered yet." : "No answer came from the upstream."
        case .anthropicAnswer:
            return exchange.isRunning ? "Claude Code has been told nothing yet." : "Claude Code was told nothing."
        }
    }
}
