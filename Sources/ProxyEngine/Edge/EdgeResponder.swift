import HTTPTypes
import Hummingbird
import Journal
import NIOCore
import Translation

/// Finds the endpoint for a request, and sees to it that every answer has a `request-id` and every error Anthropic's
/// envelope.
struct EdgeResponder: HTTPResponder {
    typealias Context = EdgeContext

    let routes: EdgeRoutes
    let hosts: HostRule
    let ids: ExchangeIDs
    let bus: EventBus
    let clock: EngineClock

    func respond(to request: Request, context: EdgeContext) async throws -> Response {
        let id = ids.make()
        let edgeRequest = EdgeRequest(request, id: id, channel: context.channel)
        var response: Response
        do {
            try checkHost(of: request, edgeRequest)
            response = try await respond(to: edgeRequest)
        } catch let failure as ExchangeFailure {
            response = Response(APIError(failure), id: id)
        } catch let error as APIError {
            response = Response(error, id: id)
        } catch is CancellationError {
            throw CancellationError()
        } catch let error as any HTTPResponseError {
            response = Response(
                APIError(.invalidRequest, "The request is malformed.", status: error.status.code),
                id: id
            )
        }
        response.headers[.requestID] = id.description
        if request.method == .head { response.body = ResponseBody() }
        return response
    }

    private func respond(to request: EdgeRequest) async throws -> Response {
        switch routes.match(method: request.method, path: request.path) {
        case .endpoint(let endpoint):
            return try await endpoint.respond(to: request)
        case .wrongMethod(let allowed):
            publishUnrouted(request)
            let message = "\(request.path) takes \(allowed.joined(separator: " or ")), not \(request.method)."
            var response = Response(APIError(.invalidRequest, message, status: 405), id: request.id)
            response.headers[.allow] = allowed.joined(separator: ", ")
            return response
        case .unknown:
            publishUnrouted(request)
            throw APIError(.notFound, "There is nothing at \(request.path.prefix(200)).")
        }
    }
}

extension EdgeResponder {
    fileprivate func checkHost(of request: Request, _ edgeRequest: EdgeRequest) throws {
        do throws(HostRule.Refusal) {
            try hosts.check(authority: request.head.authority, request.headers)
        } catch {
            let method = (name: "method", value: String(edgeRequest.method.prefix(40)))
            let path = (name: "path", value: String(edgeRequest.path.prefix(200)))
            let details = [(name: "id", value: edgeRequest.id.description)] + error.details + [method, path]
            bus.publish(.log(LogEvent(.warning, "request refused by its Host or Origin", details, at: clock.date())))
            throw error.answer
        }
    }

    fileprivate func publishUnrouted(_ request: EdgeRequest) {
        let method = String(request.method.prefix(40))
        bus.publish(.unrouted(request.id, method: method, path: String(request.path.prefix(200))))
    }
}

extension Response {
    init(_ error: APIError, id: ExchangeID, headers: [HeaderField] = []) {
        var error = error
        error.requestID = id.description
        var fields = HTTPFields(headers)
        fields[.contentType] = "application/json"
        if let seconds = error.retryAfter { fields[.retryAfter] = String(seconds) }
        if let shouldRetry = error.shouldRetry { fields[.shouldRetry] = shouldRetry ? "true" : "false" }
        self.init(
            status: .init(code: error.status, reasonPhrase: ""),
            headers: fields,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: error.envelope))
        )
    }

    init(json: [UInt8], status: HTTPResponse.Status = .ok, headers: [HeaderField] = []) {
        var fields = HTTPFields(headers)
        fields[.contentType] = "application/json"
        self.init(status: status, headers: fields, body: ResponseBody(byteBuffer: ByteBuffer(bytes: json)))
    }
}

extension HTTPFields {
    init(_ headers: [HeaderField]) {
        self.init()
        for header in headers {
            if let name = HTTPField.Name(header.name) { append(HTTPField(name: name, value: header.value)) }
        }
    }
}

extension HTTPField.Name {
    // The literals are valid header names; `??` keeps the optional initialiser from needing a forced unwrap.
    static let requestID = Self("request-id") ?? .eTag
    static let shouldRetry = Self("x-should-retry") ?? .eTag
}
