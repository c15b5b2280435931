import Foundation

/// The dashboard's thread: waits, updates the model, and draws when something has changed.
///
/// A key gets a frame at once. Events are drawn at most ten times a second, or once a second while the window has no
/// focus. If nothing changes, nothing is drawn and the thread sleeps.
struct DashboardLoop: Sendable {
    var model: DashboardModel
    let inbox: Inbox
    let effects: EffectLanes
    let actions: DashboardActions
    let date: @Sendable () -> Date

    private static let frame: Duration = .milliseconds(100)
    private static let unfocusedFrame: Duration = .seconds(1)
    /// Durations of running requests and the token rate change without events.
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

    /// The time until the next frame: short while something changes, otherwise until the clock's next minute.
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
                if !screen.hide() { model.showNotice("there is no shell to return to; q quits", .warning) }
            case .runEditor(let path): runEditor(path, &model, screen)
            case .offerClipboard(let text, let what):
                if screen.copy(text) {
                    model.showNotice("copied \(what)")
                } else {
                    effects.take(.keepAsFile(text, what: what))
                }
            case .quit:
                // Not queued with the others: nothing may keep the user from ending the program.
                _ = model.update(.connection(.ending))
                actions.finish()
            case .quitNow:
                _ = model.update(.connection(.ending))
                actions.endNow()
            case .loadStages, .loadTail, .searchBodies, .copy, .export, .openInEditor, .resend, .keepAsFile:
                // Equal requests of one step are performed once.
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
        // A command for the shell, as git reads it.
        let status = screen.run(["/bin/sh", "-c", editor + " \"$1\"", "sh", path])
        // The window may have changed its size in the meantime.
        if model.size != screen.size { _ = model.update(.input(.resized(screen.size))) }
        if status != 0 { model.showNotice("\(editor) exited with status \(status)", .warning) }
    }
}
