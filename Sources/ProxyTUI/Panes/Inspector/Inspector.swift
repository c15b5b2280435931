import Journal
import Translation

/// One exchange in detail: its four stages alone or in pairs, the notes, and why it ended as it did.
///
/// A value without clock or I/O. Its owner passes in the record and the stages, also while they grow, and the commands.
/// Scroll positions, folds and selection survive updates.
struct Inspector: Sendable {
    enum Tab: Sendable { case bodies, headers, attempts }
    enum Focus: Sendable { case body, notes }

    private(set) var exchange: Exchange
    private(set) var stages: ExchangeStages?
    /// Its position in the list, from 1, and the list's length.
    var position: (index: Int, count: Int)?
    /// The list's name for the session.
    var sessionLabel: String?
    /// The offset of the user's time zone from UTC, in seconds.
    var utcOffset = 0
    /// The signs of the terminal, for counting rows between two frames.
    var glyphs = GlyphSet.unicode

    var tab = Tab.bodies
    var focus = Focus.body
    var stage = ExchangeStages.Stage.clientRequest
    /// Nil: decided by the width.
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
    /// Whether the bottom shows the selected note instead of the reason.
    var showsNoteText = false

    private(set) var locatedError: LocatedError?
    private(set) var explanation: Explanation
    private(set) var search: ByteSearch?
    private(set) var searchFailed = false
    /// The position at which the search began that is being typed.
    private var searchOrigin: SearchOrigin?
    /// Whether only the id of the exchange is known yet.
    private(set) var isLoading: Bool
    /// Choices by key before the stages arrived; they apply once they do.
    var hasChosenStage = false
    private var hasChosenFollow = false

    private struct SearchOrigin: Sendable {
        var stage: ExchangeStages.Stage
        var body: BodyView
        var byteCount: Int
        var viewport: Viewport
        var follows: Bool
    }

    /// From this width on, two stages are shown side by side.
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

    /// Shows the most useful stage for this outcome.
    private mutating func begin() {
        let former = views
        views = ExchangeStages.Stage.allCases.map { stage in
            let chosen = former.first { $0.stage == stage && $0.hasChosenForm }
            return StageView(stage, showsRaw: chosen?.showsRaw ?? (exchange.isRunning && stage.isAnswer))
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

    /// Takes over the view of another exchange: the same stage, side by side or not.
    mutating func restoreView(of former: Inspector) {
        if former.hasChosenStage { (stage, hasChosenStage) = (former.stage, true) }
        choosesPair = former.choosesPair
        wraps = former.wraps
        tab = former.tab
        showsOnlyProblems = former.showsOnlyProblems
    }

    /// Takes a newer record of the same exchange, and its stages so far.
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

    /// Starts a search at the current position.
    mutating func beginSearch(area: Size = usualArea) {
        searchOrigin = SearchOrigin(
            stage: stage,
            body: current.body,
            byteCount: current.capture?.body.count ?? 0,
            viewport: shownViewport(stage, area),
            follows: follows
        )
    }

    /// Searches `text` from the position at which the search began; an empty text ends the search.
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

    /// Sets following by key; later updates do not change it.
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

    // MARK: Stages

    /// The most useful stage for this outcome.
    private static func firstStage(_ exchange: Exchange) -> ExchangeStages.Stage {
        switch exchange.outcome {
        case .failed: exchange.attempts.last?.status.map { $0 >= 400 } ?? false ? .upstreamRequest : .upstreamAnswer
        case .running: exchange.marks.firstByte == nil ? .upstreamRequest : .clientAnswer
        case .refused, .finished, .cancelled, .counted: .clientRequest
        }
    }

    /// The other stage of the same translation.
    var partner: ExchangeStages.Stage {
        switch stage {
        case .clientRequest: .upstreamRequest
        case .upstreamRequest: .clientRequest
        case .upstreamAnswer: .clientAnswer
        case .clientAnswer: .upstreamAnswer
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

    /// Updates stale lines, as far as they are visible.
    mutating func refresh() {
        for stage in ExchangeStages.Stage.allCases { views[stage.rawValue - 1].take(stages?[stage]) }
        refreshNotes()
        prepare()
    }

    /// Updates the lines of the stages that are on the screen, or can be by one key.
    mutating func prepare() {
        for stage in [stage, partner] { views[stage.rawValue - 1].make(notes, exchange) }
    }

    private mutating func refreshNotes() {
        var sent: JSONDocument?
        var asked: JSONDocument?
        if case .failed = exchange.outcome, let stages {
            sent = try? JSONDocument(stages.upstreamRequest.body, maximumDepth: 4096)
            asked = try? JSONDocument(stages.clientRequest.body, maximumDepth: 4096)
        }
        locatedError = LocatedError(exchange, sent: sent, asked: asked)
        explanation = isLoading ? Explanation("") : Explanation(exchange, locatedError)
        // An action that leads to a stage helps only if the stage is kept.
        if stages == nil, explanation.needsStages { explanation.action = nil }
        let rows = NoteRow.rows(exchange.notes, locatedError)
        guard rows != allNotes else { return }
        allNotes = rows
        showOnlyProblems(showsOnlyProblems)
    }
}
