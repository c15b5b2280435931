import Foundation

/// The dashboard's thread: waits, updates the model, and draws when something has changed.
///
/// A key is answered with a frame at once. Events are drawn at most ten times a second, once a second while nobody looks
/// at the window; where nothing moves, nothing is drawn and nothing wakes.
struct DashboardLoop: Sendable {
    var model: DashboardModel
    let inbox: Inbox
    let effects: EffectLanes
    let actions: DashboardActions
    let date: @Sendable () -> Date

    private static let frame: Duration = .milliseconds(100)
    private static let unfocusedFrame: Duration = .seconds(1)
    /// Durations of what runs, and the pace of the last minute, grow without events.
    private static let tick: Duration = .milliseconds(500)

    func run(on screen: any Screen) -> Dashboard.Ending {
        var model = model
        model.size = screen.size
        model.glyphs = screen.glyphs
        model.background = screen.background
        model.hasMouse = screen.isMouseOn
        var isDirty = true
        var frame = Self.frame
        var lastFrame: ContinuousClock.Instant?
        while !model.isDone {
            var isUrgent = lastFrame == nil
            let due = lastFrame.map { $0 + frame - .now } ?? .zero
            var timeout: Duration? = screen.isHidden ? nil : isDirty ? max(due, .zero) : rest(model)
            if isDirty, due <= .zero, !screen.isHidden { timeout = .zero }
            let inputs = screen.wait(timeout: timeout)
            _ = model.update(.time(date()))
            if inputs.isEmpty, !isDirty, timeout != nil { isDirty = true }
            var pending: [DashboardEffect] = []
            for message in inbox.takeAll() + screen.takeOutput().map(DashboardMessage.stray) {
                pending += model.update(message)
                isDirty = true
            }
            for input in inputs {
                if case .focus(let hasFocus) = input { frame = hasFocus ? Self.frame : Self.unfocusedFrame }
                pending += model.update(.input(input))
                isDirty = true
                isUrgent = true
            }
            perform(pending, &model, screen)
            guard isDirty, !screen.isHidden, !model.isDone else { continue }
            guard isUrgent || lastFrame.map({ .now - $0 >= frame }) ?? true else { continue }
            model.refreshList()
            screen.present(DashboardView.draw(model))
            lastFrame = .now
            isDirty = false
        }
        return model.isTerminalLost ? .terminalLost : .ended
    }

    /// How long nothing has to be drawn: while something moves, a moment; else until the clock's next minute.
    private func rest(_ model: DashboardModel) -> Duration {
        let traffic = model.shown
        if model.frozen == nil, traffic.runningCount > 0 || traffic.tokenRate.isActive(at: model.now) {
            return Self.tick
        }
        let second = model.now.timeIntervalSince1970
        return .seconds(60 - second.truncatingRemainder(dividingBy: 60) + 0.01)
    }

    private func perform(_ pending: [DashboardEffect], _ model: inout DashboardModel, _ screen: any Screen) {
        var asked: [DashboardEffect] = []
        for effect in pending {
            switch effect {
            case .redraw: screen.invalidate()
            case .setMouse(let isOn): screen.setMouse(isOn)
            case .setBackground(let background): screen.setBackground(background)
            case .hide:
                if !screen.hide() { model.showNotice("there is no shell to go back to; q quits", .warning) }
            case .runEditor(let path): runEditor(path, &model, screen)
            case .offerClipboard(let text, let what):
                if screen.copy(text) {
                    model.showNotice("copied \(what)")
                } else {
                    effects.take(.keepAsFile(text, what: what))
                }
            case .quit:
                // Not by way of the others: nothing may keep a person from ending the program.
                _ = model.update(.connection(.ending))
                actions.finish()
            case .quitNow:
                _ = model.update(.connection(.ending))
                actions.endNow()
            case .loadStages, .loadTail, .searchBodies, .copy, .export, .openInEditor, .resend, .keepAsFile:
                // Asking twice for the same thing in one step is asking once.
                if !asked.contains(effect) {
                    asked.append(effect)
                    effects.take(effect)
                }
            }
        }
    }

    private func runEditor(_ path: String, _ model: inout DashboardModel, _ screen: any Screen) {
        let environment = ProcessInfo.processInfo.environment
        let editor = environment["VISUAL"] ?? environment["EDITOR"] ?? "vi"
        // A command for the shell, as git takes it.
        let status = screen.run(["/bin/sh", "-c", editor + " \"$1\"", "sh", path])
        // It may have had a window of another size.
        if model.size != screen.size { _ = model.update(.input(.resized(screen.size))) }
        if status != 0 { model.showNotice("\(editor) ended with \(status)", .warning) }
    }
}
