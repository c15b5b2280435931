extension DashboardModel {
    mutating func pressOverlay(_ key: Key) -> [DashboardEffect] {
        switch overlay {
        case .help(let top): return pressHelp(key, top)
        case .menu(let menu): return pressMenu(key, menu)
        case .confirmation(let confirmation): return pressConfirmation(key, confirmation)
        case nil: return []
        }
    }

    private mutating func pressHelp(_ key: Key, _ top: Int) -> [DashboardEffect] {
        let page = max(size.height - 3, 1)
        switch key {
        case .down, .character("j"): overlay = .help(top: top + 1)
        case .up, .character("k"): overlay = .help(top: max(top - 1, 0))
        case .pageDown, .character(" "), .control("F"), .control("D"): overlay = .help(top: top + page)
        case .pageUp, .control("B"), .control("U"): overlay = .help(top: max(top - page, 0))
        case .home, .character("g"): overlay = .help(top: 0)
        case .end, .character("G"): overlay = .help(top: .max)
        default: overlay = nil
        }
        if case .help(let top) = overlay { overlay = .help(top: HelpView.clamped(top, self)) }
        return []
    }

    private mutating func pressMenu(_ key: Key, _ menu: Menu) -> [DashboardEffect] {
        switch key {
        case .down, .character("j"): moveMenu(menu, by: 1)
        case .up, .character("k"): moveMenu(menu, by: -1)
        case .enter: return choose(menu.items[menu.selected])
        case .character(let scalar):
            let isAgain = scalar == menu.key
            guard let item = menu.items.first(where: { $0.key == scalar || isAgain }) else {
                overlay = nil
                return []
            }
            return choose(item)
        default: overlay = nil
        }
        return []
    }

    private mutating func moveMenu(_ menu: Menu, by step: Int) {
        var menu = menu
        menu.selected = (menu.selected + step + menu.items.count) % menu.items.count
        overlay = .menu(menu)
    }

    private mutating func choose(_ item: Menu.Item) -> [DashboardEffect] {
        overlay = nil
        guard let row = currentRow else { return [] }
        return switch item.choice {
        case .copy(let excerpt): [.copy(excerpt, row.id)]
        case .export(let format): [.export(format, row.id)]
        }
    }

    private mutating func pressConfirmation(_ key: Key, _ confirmation: Confirmation) -> [DashboardEffect] {
        overlay = nil
        guard [.character("y"), .character("Y"), .enter].contains(key) else {
            if confirmation.action == .quit, key == .character("Q") { return [.quitNow] }
            return []
        }
        switch confirmation.action {
        case .quit: return [.quit]
        case .resend(let id): return [.resend(id)]
        case .clear:
            traffic.clearFinished()
            frozen = nil
            list.followNewest()
            return []
        }
    }
}
