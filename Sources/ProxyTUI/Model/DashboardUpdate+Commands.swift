import Journal

extension DashboardModel {
    /// Performs a command, from a key, the palette or the mouse.
    mutating func perform(_ command: Command) -> [DashboardEffect] {
        if let effects = performAnywhere(command) { return effects }
        if inspection != nil { return inspect(command) }
        return performOnMain(command)
    }

    private mutating func performAnywhere(_ command: Command) -> [DashboardEffect]? {
        switch command {
        case .help: overlay = .help(top: 0)
        case .palette:
            prompt = Prompt(.command)
            promptChanged()
        case .redraw: return [.redraw]
        case .hide: return [.hide]
        case .interrupt: showNotice("q quits; ^Z hides the dashboard and the proxy keeps running")
        case .quitNow: return [.quitNow]
        case .toggleMouse:
            hasMouse.toggle()
            showNotice(
                hasMouse ? "mouse on; hold Shift to select text" : "mouse off: select text as usual"
            )
            return [.setMouse(hasMouse)]
        case .toggleBackground:
            background = background == .dark ? .light : .dark
            return [.setBackground(background), .redraw]
        case .copy: openMenu(.copy)
        case .export: openMenu(.export)
        case .resend: askToResend()
        case .edit: return edit()
        case .mark: toggleMark()
        case .nextExchange: return step(1)
        case .previousExchange: return step(-1)
        case .eventLog:
            if inspection != nil {
                // The event log is on the other screen: this opens it, and does not close it if it is open there.
                inspection = nil
                focus = Panes.requests.id
            }
            show(PaneID("log"))
        default: return nil
        }
        return []
    }

    private mutating func performOnMain(_ command: Command) -> [DashboardEffect] {
        switch command {
        case .down: move(1)
        case .up: move(-1)
        case .halfPageDown: move(pageHeight / 2)
        case .halfPageUp: move(-pageHeight / 2)
        case .pageDown: move(pageHeight)
        case .pageUp: move(-pageHeight)
        case .first: select(line: 0, in: focus)
        case .last: moveToLast()
        case .enter: return enter()
        case .back: if !goBack() { showNotice("q quits; ^Z hides the dashboard and the proxy keeps running") }
        case .quit: return goBack() ? [] : askToQuit()
        case .pane1, .pane2, .pane3, .pane4, .pane5: show(number: command)
        case .nextPane: showPane(after: 1)
        case .previousPane: showPane(after: -1)
        case .zoomIn: zoom = Zoom(rawValue: zoom.rawValue + 1) ?? .full
        case .zoomOut: zoom = Zoom(rawValue: zoom.rawValue - 1) ?? .normal
        case .follow: list.follows ? list.select(line: .max, in: shown) : list.followNewest()
        case .freeze: freeze()
        case .filter: openFilter()
        case .search: prompt = Prompt(.search, text: list.search)
        case .nextMatch: findNext(1)
        case .previousMatch: findNext(-1)
        case .onlyProblems:
            list.showsOnlyProblems.toggle()
            list.invalidate()
        case .onlyMarked:
            list.showsOnlyMarked.toggle()
            list.invalidate()
        case .unmarkAll:
            traffic.unmarkAll()
            frozen?.unmarkAll()
        case .sort:
            let orders = RequestList.Order.allCases
            list.sort = orders[((orders.firstIndex(of: list.sort) ?? 0) + 1) % orders.count]
            list.invalidate()
        case .reverseSort:
            list.isReversed.toggle()
            list.invalidate()
        case .clear:
            overlay = .confirmation(
                Confirmation(question: "Clear finished requests? Marked ones stay.", action: .clear)
            )
        default: break
        }
        return []
    }

    // MARK: Moving

    /// The lines of a page.
    private var pageHeight: Int { max(MainLayout(self).height(of: focus) - 2, 1) }

    private mutating func move(_ lines: Int) {
        select(line: max(line(in: focus), 0) + lines, in: focus)
    }

    /// In a pane that grows at its end, a cursor at the end follows the new rows.
    private mutating func moveToLast() {
        if focus == Panes.requests.id {
            list.followNewest()
        } else if Panes.pane(focus).growsAtEnd {
            cursors[focus] = nil
        } else {
            select(line: .max, in: focus)
        }
    }

    /// Puts a pane's cursor on a line, or on the nearest one.
    mutating func select(line: Int, in id: PaneID) {
        if id == Panes.requests.id { return list.select(line: line, in: shown) }
        let pane = Panes.pane(id)
        let line = min(max(line, 0), max(pane.rowCount(self) - 1, 0))
        cursors[id] = PaneCursor(line: line, key: pane.key(ofRow: line, self))
    }

    /// The cursor's line in a pane.
    func line(in id: PaneID) -> Int {
        if id == Panes.requests.id { return list.line(in: shown) ?? -1 }
        let pane = Panes.pane(id)
        let count = pane.rowCount(self)
        guard let cursor = cursors[id] else { return pane.growsAtEnd ? count - 1 : min(0, count - 1) }
        return min(cursor.key.flatMap { pane.row(ofKey: $0, self) } ?? cursor.line, count - 1)
    }

    private mutating func enter() -> [DashboardEffect] {
        guard focus != Panes.requests.id else {
            guard let row = list.selectedRow(in: shown) else { return [] }
            guard MainLayout.shape(size) != .line else {
                showNotice("too small to inspect")
                return []
            }
            return inspectRequest(row.id)
        }
        let line = line(in: focus)
        guard line >= 0 else { return [] }
        switch Panes.pane(focus).action(onRow: line, self) {
        case .filter(let text):
            focus = Panes.requests.id
            list.followNewest()
            return setFilter(text)
        case .showNotice(let text): showNotice(text)
        case nil: break
        }
        return []
    }

    /// Undoes one step: a frozen display, a zoom, a focus, or a narrowed list. False if there is nothing to undo.
    private mutating func goBack() -> Bool {
        if frozen != nil {
            freeze()
        } else if zoom != .normal {
            zoom = .normal
        } else if focus != Panes.requests.id {
            focus = Panes.requests.id
        } else if list.isNarrowed {
            list.setFilter(nil, text: "")
            list.showsOnlyMarked = false
            list.showsOnlyProblems = false
        } else {
            return false
        }
        return true
    }

    // MARK: Panes

    private mutating func show(number command: Command) {
        let number = [.pane1, .pane2, .pane3, .pane4, .pane5].firstIndex(of: command) ?? 0
        guard Panes.all.indices.contains(number) else { return }
        show(Panes.all[number].id)
    }

    mutating func show(_ id: PaneID) {
        guard Panes.all.contains(where: { $0.id == id }) else { return }
        if focus == id, id != Panes.requests.id, !Panes.pane(id).isDocked {
            focus = Panes.requests.id
            return
        }
        focus = id
        if id != Panes.requests.id { tab = id }
    }

    private mutating func showPane(after step: Int) {
        let count = Panes.all.count
        let current = Panes.number(focus) - 1
        show(Panes.all[(current + step + count) % count].id)
    }

    private mutating func freeze() {
        if frozen == nil {
            frozen = traffic
            frozenAt = now
        } else {
            frozen = nil
            list.invalidate()
        }
    }

    // MARK: Requests

    private mutating func toggleMark() {
        guard let row = currentRow else { return }
        traffic.setMark(!row.isMarked, row.id)
        frozen?.setMark(!row.isMarked, row.id)
        if inspection == nil { move(1) }
    }

    private mutating func openMenu(_ menu: Menu) {
        guard currentRow != nil else { return showNotice("no request yet") }
        overlay = .menu(menu)
    }

    private mutating func askToResend() {
        guard let row = currentRow else { return showNotice("no request yet") }
        let tokens = row.inputTokens.map { "\(Figures.tokens($0)) tokens in" } ?? "a request of unknown size"
        let price = row.cost.map { ", about \(Figures.sum($0))" } ?? ""
        overlay = .confirmation(
            Confirmation(question: "Send #\(row.number) again (\(tokens)\(price))?", action: .resend(row.id))
        )
    }

    private func edit() -> [DashboardEffect] {
        guard let row = currentRow else { return [] }
        return [.openInEditor(row.id, inspection?.inspector.stage ?? .clientRequest)]
    }

    mutating func askToQuit() -> [DashboardEffect] {
        let count = traffic.runningCount
        guard count > 0 else { return [.quit] }
        guard connection != .ending else {
            showNotice("ending once open answers have finished; Q ends at once")
            return []
        }
        let answers = count == 1 ? "An answer is" : "\(count) answers are"
        overlay = .confirmation(
            Confirmation(question: "\(answers) streaming. Finish and then quit?", action: .quit)
        )
        return []
    }
}
