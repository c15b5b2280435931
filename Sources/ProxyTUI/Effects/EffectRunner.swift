import Foundation
import Journal
import Translation

/// Performs the effects that the model requests: reads the feed, writes files, sends requests. Results return as
/// messages. Several effects may run at a time.
struct EffectRunner: Sendable {
    let feed: any EventFeed
    let actions: DashboardActions
    let facts: ProgramFacts
    let inbox: Inbox
    /// Files for the editor and the clipboard; removed when the dashboard ends.
    let temporary: TemporaryFolder

    /// Enough for the last line of a stream.
    private static let tailBytes = 4_096

    func perform(_ effect: DashboardEffect) async {
        switch effect {
        case .loadStages(let id):
            inbox.post(.stages(id, await feed.exchange(id), await feed.stages(of: id)))
        case .loadTail(let id):
            inbox.post(.tail(id, await feed.tail(of: .clientAnswer, of: id, count: Self.tailBytes)))
        case .searchBodies(let patterns): await search(patterns) { !Task.isCancelled }
        case .copy(let excerpt, let id): await copy(excerpt, id)
        case .export(let format, let id): await export(format, id)
        case .openInEditor(let id, let stage): await edit(id, stage)
        case .resend(let id): await resend(id)
        case .keepAsFile(let text, let what): keep(text, what)
        case .setMouse, .setBackground, .redraw, .hide, .runEditor, .offerClipboard, .quit, .quitNow:
            // The dashboard's own thread does these.
            break
        }
    }

    /// Reports that an effect is not performed.
    func refuse() {
        inbox.post(.notice("not done: too many other actions are still running", .warning))
    }

    /// Posts nothing once it is cancelled, which it checks before each exchange.
    func search(_ patterns: [BodyPattern], while isWanted: () -> Bool) async {
        // Patterns without a match are included: the answer names all that were searched.
        var matches = Dictionary(patterns.map { ($0, Set<ExchangeID>()) }, uniquingKeysWith: { first, _ in first })
        let searches = matches.keys.map { ($0, BodySearch($0)) }
        for exchange in await feed.exchanges() {
            guard isWanted() else { return }
            guard let stages = await feed.stages(of: exchange.id) else { continue }
            for (pattern, search) in searches where search.finds(in: stages) {
                matches[pattern, default: []].insert(exchange.id)
            }
        }
        if isWanted() { inbox.post(.bodyMatches(matches)) }
    }

    // MARK: Contents of an exchange

    private func kept(_ id: ExchangeID) async -> (Exchange, ExchangeStages)? {
        guard let exchange = await feed.exchange(id), let stages = await feed.stages(of: id) else {
            inbox.post(
                .notice("#\(id.sequence) is no longer kept: capture.memory in config.yaml sets the limit", .warning)
            )
            return nil
        }
        return (exchange, stages)
    }

    private func copy(_ excerpt: Excerpt, _ id: ExchangeID) async {
        guard let (exchange, stages) = await kept(id) else { return }
        let text = Excerpts.text(excerpt, exchange, stages, facts)
        guard !text.isEmpty else {
            return inbox.post(
                .notice("nothing to copy: \(Excerpts.name(excerpt, exchange)) is empty", .warning)
            )
        }
        let what = Excerpts.name(excerpt, exchange)
        if await TmuxBuffer.load(text) {
            inbox.post(.notice("copied \(what)", .plain))
        } else {
            inbox.post(.clipboard(text, what: what))
        }
    }

    private func export(_ format: ExportFormat, _ id: ExchangeID) async {
        guard let (exchange, stages) = await kept(id) else { return }
        do {
            let path = try ExportFolder.write(format, exchange, stages, facts)
            inbox.post(.notice("written: \(path)", .good))
        } catch {
            inbox.post(.notice("not written: \(Self.reason(error))", .error))
        }
    }

    private func edit(_ id: ExchangeID, _ stage: ExchangeStages.Stage) async {
        guard let (_, stages) = await kept(id) else { return }
        let body = stages[stage].body
        let laidOut = (try? JSONDocument(body)).map { JSONLayout($0.root).bytes }
        let ending = laidOut == nil ? "txt" : "json"
        do {
            let path = try temporary.write(
                laidOut ?? body,
                named: "request-\(id.sequence)-stage-\(stage.rawValue).\(ending)"
            )
            inbox.post(.editable(path: path))
        } catch {
            inbox.post(.notice("not written: \(Self.reason(error))", .error))
        }
    }

    private func resend(_ id: ExchangeID) async {
        guard let (exchange, stages) = await kept(id) else { return }
        let request = stages.clientRequest
        guard request.omittedBytes == 0, !request.body.isEmpty else {
            return inbox.post(
                .notice("#\(id.sequence) is not kept whole: capture.memory is too small for it", .warning)
            )
        }
        inbox.post(.notice("sending #\(id.sequence) again", .plain))
        inbox.post(.notice(await actions.resend(exchange.endpoint, request.headers, request.body), .plain))
    }

    private static func reason(_ error: any Error) -> String {
        (error as? InvalidRequest)?.description ?? error.localizedDescription
    }

    private func keep(_ text: String, _ what: String) {
        do {
            let path = try temporary.write(Array(text.utf8), named: "copied.txt")
            inbox.post(.notice("\(what) is too long for the clipboard: \(path)", .plain))
        } catch {
            inbox.post(.notice("not copied: \(error.localizedDescription)", .error))
        }
    }
}
