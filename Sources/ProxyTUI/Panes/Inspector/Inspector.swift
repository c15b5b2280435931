import Journal
import Translation

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
    /// What the reader's terminal shows, for counting rows between two frames.
    var glyphs = GlyphSet.unicode

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
    /// The selected note stands at the bottom in place of the reason.
    var showsNoteText = false

    private(set) var locatedError: LocatedError?
    private(set) var explanation: Explanation
    private(set) var search: ByteSearch?
    private(set) var searchFailed = false
    /// Where the reader stood when the search began that is being typed.
    private var searchOrigin: SearchOrigin?
    /// Nothing is known of the exchange yet but its id.
    private(set) var isLoading: Bool
    /// What a key has said before there was anything to show: it holds for what comes.
    var hasChosenStage = false
    private var hasChosenFollow = false

    private struct SearchOrigin: Sendable {
        var stage: ExchangeStages.Stage
        var body: BodyView
        var byteCount: Int
        var viewport: Viewport
        var follows: Bool
    }

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
        let former = views
        views = ExchangeStages.Stage.allCases.map { stage in
            let isAnswer = stage == .openAIAnswer || stage == .anthropicAnswer
            let chosen = former.first { $0.stage == stage && $0.hasChosenForm }
            return StageView(stage, showsRaw: chosen?.showsRaw ?? (exchange.isRunning && isAnswer))
        }
        if !hasChosenStage { stage = Self.firstStage(exchange) }
        follows = exchange.isRunning && (follows || !hasChosenFollow)
        refresh()
        guard !isLoading else { return }
        if isSearching {
            find(forward: true, including: true, area: Self.usualArea)
        } else if notes.first?.note.kind == .fail, !hasChosenStage, tab == .bodies, focus == .body {
            showNote(0, area: Self.usualArea)
            showsNoteText = false
        }
    }

    /// Looks at this exchange as a person has looked at another: the same stage, side by side or not.
    mutating func restoreView(of former: Inspector) {
        if former.hasChosenStage { (stage, hasChosenStage) = (former.stage, true) }
        choosesPair = former.choosesPair
        wraps = former.wraps
        tab = former.tab
        showsOnlyProblems = former.showsOnlyProblems
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

    private static let usualArea = Size(width: pairWidth, height: 30)

    /// From here on a text is typed, which is looked for from where the reader stands now.
    mutating func beginSearch(area: Size = usualArea) {
        searchOrigin = SearchOrigin(
            stage: stage,
            body: current.body,
            byteCount: current.capture?.body.count ?? 0,
            viewport: shownViewport(stage, area),
            follows: follows
        )
    }

    /// Looks for `text` from where the reader stood when the search began; nothing ends the search.
    mutating func search(_ text: String) {
        if searchOrigin == nil { beginSearch() } else { returnToOrigin() }
        search = ByteSearch(text)
        searchFailed = false
        guard search != nil else {
            searchOrigin = nil
            return
        }
        tab = .bodies
        focus = .body
        find(forward: true, including: true, area: Self.usualArea)
    }

    private mutating func returnToOrigin() {
        guard let searchOrigin, searchOrigin.stage == stage else { return }
        if searchOrigin.byteCount == current.capture?.body.count ?? 0 { current.body = searchOrigin.body }
        current.viewport = searchOrigin.viewport
        follows = searchOrigin.follows && exchange.isRunning
    }

    /// What a key has said of following, which what comes later does not change.
    mutating func follow(_ follow: Bool) {
        follows = follow
        hasChosenFollow = true
    }

    var isSearching: Bool { search != nil }

    mutating func endSearch() {
        search = nil
        searchFailed = false
        searchOrigin = nil
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
        locatedError = LocatedError(exchange, sent: sent, asked: asked)
        explanation = isLoading ? Explanation("") : Explanation(exchange, locatedError)
        // What cannot be looked at any more is no advice.
        if stages == nil, explanation.needsStages { explanation.action = nil }
        let rows = NoteRow.rows(exchange.notes, locatedError)
        guard rows != allNotes else { return }
        allNotes = rows
        showOnlyProblems(showsOnlyProblems)
    }
}
