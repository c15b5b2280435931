import Journal
import Translation

extension Inspector {
    /// Performs a command. False if the inspector does not know it, and for a `back` that leaves the inspector.
    mutating func perform(_ command: Command, area: Size) -> Bool {
        let isHandled = handle(command, area)
        if isHandled { prepare() }
        return isHandled
    }

    private mutating func handle(_ command: Command, _ area: Size) -> Bool {
        switch command {
        case .down, .up, .first, .last, .halfPageDown, .halfPageUp, .pageDown, .pageUp, .scrollLeft, .scrollRight:
            move(command, area)
        case .enter: enter(area)
        case .back: return back()
        case .stage1: show(.clientRequest)
        case .stage2: show(.upstreamRequest)
        case .stage3: show(.upstreamAnswer)
        case .stage4: show(.clientAnswer)
        case .nextStage: show(ExchangeStages.Stage(rawValue: stage.rawValue % 4 + 1) ?? stage)
        case .previousStage: show(ExchangeStages.Stage(rawValue: (stage.rawValue + 2) % 4 + 1) ?? stage)
        case .switchSide: switchSide()
        case .pair: choosesPair = !isPair(area.width)
        case .raw:
            tab = .bodies
            current.toggleForm(notes, exchange)
        case .headers: toggle(.headers)
        case .attempts: toggle(.attempts)
        case .fold: changeBody(area) { $0.toggle($1) }
        case .foldAll: changeBody(area) { body, _ in body.foldAll() }
        case .unfoldAll: changeBody(area) { body, _ in body.unfoldAll() }
        case .wrap: wraps.toggle()
        case .nextMatch: next(forward: true, area)
        case .previousMatch: next(forward: false, area)
        case .onlyProblems:
            showOnlyProblems(!showsOnlyProblems)
            showsNoteText = false
        case .follow:
            follow(exchange.isRunning && !follows)
            if follows, stage.rawValue < 3 { show(.clientAnswer) }
        case .pane1, .pane2, .pane3, .pane4, .pane5, .nextPane, .previousPane, .zoomIn, .zoomOut, .freeze, .filter,
            .mark, .onlyMarked, .unmarkAll, .sort, .reverseSort, .clear, .search, .nextExchange, .previousExchange,
            .copy, .export, .resend, .edit, .palette, .help, .eventLog, .toggleMouse, .toggleBackground, .redraw, .hide,
            .interrupt, .quit, .quitNow:
            return false
        }
        return true
    }

    private mutating func back() -> Bool {
        if isSearching {
            endSearch()
        } else if showsNoteText || focus == .notes {
            showsNoteText = false
            focus = .body
        } else if tab != .bodies {
            tab = .bodies
        } else {
            return false
        }
        return true
    }

    private mutating func show(_ stage: ExchangeStages.Stage) {
        self.stage = stage
        hasChosenStage = true
        focus = .body
        if tab == .attempts { tab = .bodies }
    }

    private mutating func toggle(_ wanted: Tab) {
        tab = tab == wanted ? .bodies : wanted
        focus = .body
        listViewport = Viewport()
    }

    /// One side, the other, the notes, and round again.
    private mutating func switchSide() {
        hasChosenStage = true
        let isFirst = stage == .clientRequest || stage == .upstreamAnswer
        if focus == .notes {
            focus = .body
            showsNoteText = false
            if !isFirst { stage = partner }
        } else if isFirst {
            stage = partner
        } else if notes.isEmpty {
            stage = partner
        } else {
            focus = .notes
            showsNoteText = true
        }
    }

    // MARK: Moving

    private mutating func move(_ command: Command, _ area: Size) {
        if focus == .notes {
            moveInNotes(command, layout(area).notes.height)
            return
        }
        showsNoteText = false
        guard tab == .bodies else {
            Self.move(command, &listViewport, listExtent(area))
            return
        }
        // Movement starts from the position on the screen, which may differ from the stored one.
        current.viewport = shownViewport(stage, area)
        switch command {
        case .scrollRight where current.body.isFolded(current.viewport.cursor.line) == true && !wraps,
            .scrollLeft
        where current.body.isFolded(current.viewport.cursor.line) == false && current.viewport.offset == 0:
            changeBody(area) { $0.toggle($1) }
            return
        case .down, .pageDown, .halfPageDown, .scrollLeft, .scrollRight: break
        case .last: follows = exchange.isRunning && current.isStream
        default: follows = false
        }
        let extent = extent(stage, area)
        Self.move(command, &current.viewport, extent)
    }

    private static func move(_ command: Command, _ viewport: inout Viewport, _ extent: Viewport.Extent) {
        let page = max(extent.height, 1)
        switch command {
        case .down: viewport.move(1, in: extent)
        case .up: viewport.move(-1, in: extent)
        case .first: viewport.go(to: 0, in: extent)
        case .last: viewport.goToEnd(in: extent)
        case .halfPageDown: viewport.page(max(page / 2, 1), in: extent)
        case .halfPageUp: viewport.page(-max(page / 2, 1), in: extent)
        case .pageDown: viewport.page(page, in: extent)
        case .pageUp: viewport.page(-page, in: extent)
        case .scrollLeft: viewport.offset = max(viewport.offset - 8, 0)
        case .scrollRight: viewport.offset = min(viewport.offset + 8, 1 << 24)
        default: return
        }
    }

    private mutating func moveInNotes(_ command: Command, _ height: Int) {
        let page = max(height, 1)
        let step =
            switch command {
            case .down: 1
            case .up: -1
            case .first: -notes.count
            case .last: notes.count
            case .halfPageDown: max(page / 2, 1)
            case .halfPageUp: -max(page / 2, 1)
            case .pageDown: page
            case .pageUp: -page
            default: 0
            }
        selectedNote = max(min(selectedNote + step, notes.count - 1), 0)
        showsNoteText = true
    }

    private mutating func enter(_ area: Size) {
        if focus == .notes {
            showNote(selectedNote, area: area)
            focus = .body
        } else if tab == .bodies {
            changeBody(area) { $0.toggle($1) }
        }
    }

    private mutating func changeBody(_ area: Size, _ change: (inout BodyView, Int) -> Void) {
        guard tab == .bodies else { return }
        let line = current.viewport.cursor.line
        let node: Int? =
            if case .json(let outline) = current.body, outline.lines.indices.contains(line) {
                outline.node(of: line)
            } else { nil }
        change(&current.body, line)
        if let node, case .json(let outline) = current.body {
            current.viewport.cursor.line = outline.line(nearest: node)
        }
        current.viewport.cursor.row = 0
        current.viewport.show(in: extent(stage, area))
    }

    // MARK: Matches and notes

    private mutating func next(forward: Bool, _ area: Size) {
        if isSearching {
            find(forward: forward, area: area)
            return
        }
        guard !notes.isEmpty else { return }
        if showsNoteText {
            selectedNote = (selectedNote + (forward ? 1 : notes.count - 1)) % notes.count
        }
        showNote(selectedNote, area: area)
    }

    mutating func find(forward: Bool, including: Bool = false, area: Size) {
        guard let search else { return }
        prepare()
        let line = current.viewport.cursor.line
        let found = current.body.find(search, from: line, forward: forward, including: including)
        setSearchFailed(found == nil)
        guard let found else { return }
        follows = false
        let extent = extent(stage, area)
        current.viewport.go(to: found, in: extent)
    }

    /// Goes to the lines of a note, in both stages of its direction.
    mutating func showNote(_ number: Int, area: Size) {
        guard notes.indices.contains(number) else { return }
        selectedNote = number
        showsNoteText = true
        tab = .bodies
        let isAnswer = notes[number].note.direction == .answer
        let pair: [ExchangeStages.Stage] =
            isAnswer ? [.upstreamAnswer, .clientAnswer] : [.clientRequest, .upstreamRequest]
        if !pair.contains(stage) { stage = pair[1] }
        prepare()
        let reached = pair.filter { go(toNote: number, in: $0, area) }
        if !reached.contains(stage), let other = reached.first { stage = other }
    }

    private mutating func go(toNote number: Int, in stage: ExchangeStages.Stage, _ area: Size) -> Bool {
        let index = stage.rawValue - 1
        guard let node = views[index].places.node(of: number), case .json(var outline) = views[index].body else {
            return false
        }
        views[index].body = .nothing("")
        let line = outline.reveal(node)
        views[index].body = .json(outline)
        let extent = extent(stage, area)
        views[index].viewport.go(to: line, in: extent)
        return true
    }
}
