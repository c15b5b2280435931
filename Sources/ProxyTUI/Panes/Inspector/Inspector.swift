import ProxyEngine

/// One exchange under the glass: its four stages alone or in pairs, what was changed where, and why it ended so.
///
/// A value without clock or I/O. Whoever owns it hands in the record and the stages, also while they grow, and passes on
/// the commands; scroll, folds and selection stay across updates.
struct Inspector: Sendable {
    enum Tab: Sendable { case bodies, headers, attempts }
    enum Focus: Sendable { case body, notes }

    private(set) var exchange: Exchange
    private(set) var stages: ExchangeStages?
    /// Which of how many in the list; from 1.
    var position: (index: Int, count: Int)?
    /// What the list calls the session.
    var sessionLabel: String?
    /// Seconds that the reader's clock is ahead of UTC.
    var utcOffset = 0

    var tab = Tab.bodies
    var focus = Focus.body
    var stage = ExchangeStages.Stage.anthropicRequest
    /// Nil: as the width suggests.
    var choosesPair: Bool?
    var wraps = false
    var follows: Bool
    var showsOnlyProblems = false
    var views: [StageView]
    /// For headers and attempts.
    var listViewport = Viewport()

    private(set) var allNotes: [NoteRow] = []
    private(set) var notes: [NoteRow] = []
    var selectedNote = 0
    /// The selected note is told at the bottom in place of the reason.
    var tellsNote = false

    private(set) var complaint: Complaint?
    private(set) var explanation: Explanation
    private(set) var search: ByteSearch?
    private(set) var searchFailed = false
    /// Nothing is known of the exchange yet but its id.
    private(set) var isLoading: Bool

    /// From this width on two stages are side by side.
    static let pairWidth = 110

    init(exchange: Exchange, stages: ExchangeStages?) {
        self.exchange = exchange
        self.stages = stages
        follows = exchange.isRunning
        isLoading = stages == nil && exchange.isRunning
        explanation = Explanation(exchange, nil)
        views = []
        begin()
    }

    /// Shows what a reader of such an exchange wants to see first.
    private mutating func begin() {
        views = ExchangeStages.Stage.allCases.map { stage in
            let isAnswer = stage == .openAIAnswer || stage == .anthropicAnswer
            return StageView(stage, showsRaw: exchange.isRunning && isAnswer)
        }
        stage = Self.firstStage(exchange)
        follows = exchange.isRunning
        refresh()
        if notes.first?.note.kind == .fail { showNote(0, area: Size(width: Self.pairWidth, height: 30)) }
        tellsNote = false
    }

    /// Takes a newer record of the same exchange, and what is captured by now.
    mutating func update(exchange: Exchange, stages: ExchangeStages?) {
        let wasLoading = isLoading
        self.exchange = exchange
        self.stages = stages
        isLoading = false
        if wasLoading { return begin() }
        if !exchange.isRunning { follows = false }
        refresh()
    }

    /// Begins to look for `text` from where the reader stands; nothing ends the search.
    mutating func search(_ text: String) {
        search = ByteSearch(text)
        searchFailed = false
        guard search != nil else { return }
        tab = .bodies
        focus = .body
        find(forward: true, area: Size(width: Self.pairWidth, height: 30))
    }

    var isSearching: Bool { search != nil }

    mutating func endSearch() {
        search = nil
        searchFailed = false
    }

    // MARK: What is shown

    /// Where a reader of this outcome wants to begin.
    private static func firstStage(_ exchange: Exchange) -> ExchangeStages.Stage {
        switch exchange.outcome {
        case .failed: exchange.attempts.last?.status.map { $0 >= 400 } ?? false ? .openAIRequest : .openAIAnswer
        case .running: exchange.marks.firstByte == nil ? .openAIRequest : .anthropicAnswer
        case .refused, .finished, .cancelled, .counted: .anthropicRequest
        }
    }

    /// The other stage of the same translation.
    var partner: ExchangeStages.Stage {
        switch stage {
        case .anthropicRequest: .openAIRequest
        case .openAIRequest: .anthropicRequest
        case .openAIAnswer: .anthropicAnswer
        case .anthropicAnswer: .openAIAnswer
        }
    }

    func isPair(_ width: Int) -> Bool { choosesPair ?? (width >= Self.pairWidth) }

    func shown(_ width: Int) -> [ExchangeStages.Stage] {
        isPair(width) ? [stage, partner].sorted { $0.rawValue < $1.rawValue } : [stage]
    }

    func view(_ stage: ExchangeStages.Stage) -> StageView { views[stage.rawValue - 1] }

    var current: StageView {
        get { views[stage.rawValue - 1] }
        set { views[stage.rawValue - 1] = newValue }
    }

    mutating func setSearchFailed(_ failed: Bool) { searchFailed = failed }

    mutating func showOnlyProblems(_ only: Bool) {
        showsOnlyProblems = only
        let selected = notes.indices.contains(selectedNote) ? notes[selectedNote] : nil
        notes = only ? allNotes.filter(\.isProblem) : allNotes
        selectedNote = selected.flatMap { notes.firstIndex(of: $0) } ?? 0
        for index in views.indices { views[index].placeNotes(notes) }
    }

    /// Makes what is stale, of what can be seen.
    mutating func refresh() {
        for stage in ExchangeStages.Stage.allCases { views[stage.rawValue - 1].take(stages?[stage]) }
        refreshNotes()
        prepare()
    }

    /// Makes the lines of the stages that are, or with a key can be, on the screen.
    mutating func prepare() {
        for stage in [stage, partner] { views[stage.rawValue - 1].make(notes, exchange) }
    }

    private mutating func refreshNotes() {
        var sent: JSONDocument?
        var asked: JSONDocument?
        if case .failed = exchange.outcome, let stages {
            sent = try? JSONDocument(stages.openAIRequest.body, maximumDepth: 4096)
            asked = try? JSONDocument(stages.anthropicRequest.body, maximumDepth: 4096)
        }
        complaint = Complaint(exchange, stages, sent: sent, asked: asked)
        explanation = isLoading ? Explanation("") : Explanation(exchange, complaint)
        // What cannot be looked at any more is no advice.
        if stages == nil, explanation.action?.contains(" shows ") ?? false { explanation.action = nil }
        let rows = NoteRow.rows(exchange.notes, complaint)
        guard rows != allNotes else { return }
        allNotes = rows
        showOnlyProblems(showsOnlyProblems)
    }
}
