import Foundation
import Journal

/// The model's step: a message in, effects out. It performs nothing itself.
extension DashboardModel {
    mutating func update(_ message: DashboardMessage) -> [DashboardEffect] {
        var effects: [DashboardEffect] = []
        switch message {
        case .input(let input):
            refreshList()
            effects = take(input)
            refreshList()
        case .events(let events): effects = take(events)
        case .recorded(let exchanges): traffic.restore(exchanges, at: now)
        case .time(let date): now = date
        case .stages(let id, let exchange, let stages): take(id, exchange, stages)
        case .tail(let id, let bytes): latestText = LatestText(id, tail: bytes) ?? latestText
        case .bodyMatches(let matches):
            effects = take(matches)
            refreshList()
        case .editable(let path): effects = [.runEditor(path: path)]
        case .clipboard(let text, let what): effects = [.offerClipboard(text, what: what)]
        case .notice(let text, let ink): showNotice(text, ink)
        case .connection(let connection): self.connection = connection
        case .ended: isDone = true
        case .stray(let line): traffic.note(.warning, line, at: now)
        }
        return effects
    }

    private mutating func take(_ events: [ProxyEvent]) -> [DashboardEffect] {
        var effects: [DashboardEffect] = []
        var isInspectedChanged = false
        var hasEnded = false
        for event in events {
            traffic.apply(event, at: now)
            if case .request(let request) = event, !request.exchange.isRunning { hasEnded = true }
            if case .request(let request) = event, request.exchange.id == inspection?.id { isInspectedChanged = true }
        }
        if isInspectedChanged, frozen == nil, let id = inspection?.id { effects.append(.loadStages(id)) }
        if inspection == nil, frozen == nil, let row = streamingRow, row.state == .streaming {
            effects.append(.loadTail(row.id))
        }
        if hasEnded, prompt?.purpose != .filter { effects += searchBodies() }
        return effects
    }

    private mutating func take(_ input: TerminalInput) -> [DashboardEffect] {
        switch input {
        case .key(let key):
            return press(key)
        case .paste(let text):
            guard prompt != nil else { return [] }
            prompt?.editor.insert(text)
            promptChanged()
        case .mouse(let event):
            return point(event)
        case .resized(let size):
            self.size = size
        case .resumed, .focus:
            return [.redraw]
        case .hungUp:
            isDone = true
            isTerminalLost = true
        }
        return []
    }

    // MARK: Keys

    private mutating func press(_ key: Key) -> [DashboardEffect] {
        notice = nil
        // These two apply to the terminal, in any view.
        if key == .control("Z") { return [.hide] }
        if key == .control("L") { return [.redraw] }
        if prompt != nil { return typed(key) }
        if overlay != nil { return pressOverlay(key) }
        pendingKeys.append(key)
        let context: KeyBindings.Context = inspection == nil ? .list : .inspector
        switch KeyBindings.standard.match(pendingKeys, in: context) {
        case .command(let command):
            pendingKeys = []
            return perform(command)
        case .prefix:
            return []
        case .none:
            let keys = pendingKeys
            pendingKeys = []
            // A key that does not complete a sequence may have a meaning by itself.
            if keys.count > 1 { return press(key) }
            showNotice("this key does nothing here; ? lists all keys")
            return []
        }
    }
}
