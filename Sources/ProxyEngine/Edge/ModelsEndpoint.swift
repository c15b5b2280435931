import Foundation
import Journal
import ProxyConfiguration
import Translation

/// `GET /v1/models` and `/v1/models/{id}`, made from the mapping.
struct ModelsEndpoint: Endpoint {
    let bridge: MessagesBridge

    private static let prefix = "/v1/models/"
    /// Anthropic's own default and maximum.
    private static let defaultLimit = 20
    private static let maximumLimit = 1000

    func answer(_ request: EdgeRequest, _ body: [UInt8]) throws -> EdgeAnswer {
        try bridge.authorize(request.clientHeaders)
        return .response(try response(request))
    }

    private func response(_ request: EdgeRequest) throws -> EdgeResponse {
        guard request.path.hasPrefix(Self.prefix) else { return try list(EdgeQuery(request.query)) }
        let id = String(request.path.dropFirst(Self.prefix.count)).removingPercentEncoding ?? ""
        do throws(RoutingError) {
            let route = try bridge.routes.route(id)
            let listed = ListedModel(id: id, displayName: "\(id) → \(route.model)")
            var json = JSONWriter()
            write(listed, to: &json)
            return EdgeResponse(json: json.bytes)
        } catch {
            throw APIError(.notFound, APIError(ExchangeFailure.unrouted(UnroutedModel(error))).message)
        }
    }

    private func list(_ query: EdgeQuery) throws -> EdgeResponse {
        var models = bridge.routes.listing[...]
        if let after = query["after_id"], let index = models.firstIndex(where: { $0.id == after }) {
            models = models[(index + 1)...]
        }
        let end = query["before_id"].flatMap { before in models.firstIndex { $0.id == before } }
        if let end { models = models[..<end] }
        let limit = query["limit"].map { Int($0) ?? 0 } ?? Self.defaultLimit
        guard (1...Self.maximumLimit).contains(limit) else {
            throw APIError(.invalidRequest, "limit: must be a whole number from 1 to \(Self.maximumLimit)")
        }
        // A page before something is the one next to it.
        let page = end == nil ? models.prefix(limit) : models.suffix(limit)
        var json = JSONWriter()
        json.object { json in
            json.array("data") { json in
                for model in page { write(model, to: &json) }
            }
            json.member("has_more", page.count < models.count)
            if let first = page.first, let last = page.last {
                json.member("first_id", first.id)
                json.member("last_id", last.id)
            } else {
                json.null("first_id")
                json.null("last_id")
            }
        }
        return EdgeResponse(json: json.bytes)
    }

    private func write(_ model: ListedModel, to json: inout JSONWriter) {
        let sent = (try? bridge.routes.route(model.id))?.model ?? model.id
        let profile = bridge.catalog.profile(for: sent)
        json.object { json in
            json.member("type", literal: "model")
            json.member("id", model.id)
            json.member("display_name", model.displayName)
            json.member("created_at", Self.createdAt)
            json.member("max_input_tokens", profile.inputWindow)
            json.member("max_tokens", profile.maximumOutputTokens)
            json.member("lifecycle", literal: "active")
        }
    }

    /// Clients sort by it; the mapping has no dates, so all are alike.
    private static let createdAt = "2025-01-01T00:00:00Z"
}
