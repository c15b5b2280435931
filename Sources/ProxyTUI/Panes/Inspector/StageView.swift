import Journal
import Translation

/// One stage on the screen: its body in one of two forms, and the position in it.
struct StageView: Sendable {
    let stage: ExchangeStages.Stage
    private(set) var capture: ExchangeStages.Capture?
    var body = BodyView.nothing("") {
        didSet { rowCounts = RowCounts() }
    }
    /// The number of rows of wrapped lines.
    private(set) var rowCounts = RowCounts()
    private(set) var places = NotePlaces()
    var viewport = Viewport()
    /// As received: text instead of laid-out JSON, events instead of the assembled message.
    private(set) var showsRaw: Bool
    private(set) var isStream = false
    private var isBuilt = false
    /// Every event, also while the assembled message is shown.
    private var events: EventList?
    private var answer = AssembledAnswer()
    /// The last layout, with the user's folds.
    private var outline: JSONOutline?
    /// The user has asked for the other form before the body arrived.
    private(set) var hasChosenForm = false

    init(_ stage: ExchangeStages.Stage, showsRaw: Bool) {
        self.stage = stage
        self.showsRaw = showsRaw
    }

    /// Takes the body so far; it becomes lines only when it is shown.
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

    /// Within one generation equal lengths mean equal bodies.
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

    /// Makes the lines, unless they exist.
    mutating func make(_ notes: [NoteRow], _ exchange: Exchange) {
        guard !isBuilt else { return }
        isBuilt = true
        places = NotePlaces()
        switch body {
        case .json(let shown): outline = shown
        case .events(let shown): events = shown
        case .text, .nothing: break
        }
        // The only reference to the growing list, or appending would copy it.
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

    /// The shown form, and the form that `s` would show.
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
        case .clientRequest: return "The request had no body."
        case .upstreamRequest:
            return exchange.isRunning && exchange.attempts.isEmpty
                ? "Nothing is sent yet." : "Nothing was sent upstream."
        case .upstreamAnswer:
            if exchange.attempts.isEmpty { return "Nothing was sent upstream, so nothing was answered." }
            return exchange.isRunning ? "The upstream has not answered yet." : "No answer came from the upstream."
        case .clientAnswer:
            return exchange.isRunning ? "Nothing has been sent to Claude Code yet." : "Nothing was sent to Claude Code."
        }
    }
}
