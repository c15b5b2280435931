import Journal
import NIOCore
import NIOHTTP1
import NIOPosix
import Translation

/// What becomes of a request.
extension EdgeConnection {
    func begin(_ head: HTTPRequestHead) {
        let request = EdgeRequest(head, id: shared.ids.make())
        current = IncomingRequest(request, head)
        wait(for: nil)
        do {
            try checkHost(of: request)
            try checkSupport(of: request)
            switch shared.routes.match(method: request.method, path: request.path) {
            case .endpoint(let endpoint): try begin(request, at: endpoint)
            case .wrongMethod(let allowed): refuse(request, allowing: allowed)
            case .unknown:
                publishUnserved(request, status: 404)
                throw APIError(.notFound, "There is nothing at \(LogText.line(String(request.path.prefix(200)))).")
            }
        } catch {
            fail(error)
        }
    }

    private func begin(_ request: EdgeRequest, at endpoint: any Endpoint) throws {
        guard let admission = try endpoint.admit(request) else { return handle(try endpoint.answer(request, [])) }
        let (length, limit) = (request.announcedLength, admission.limit)
        if let length, length > limit { throw refusal(request, at: endpoint, limit: limit) }
        current?.endpoint = endpoint
        current?.limit = limit
        current?.permit = admission.permit
        current?.body.reserveCapacity(min(length ?? 4096, limit))
        guard request.expectsContinue, current?.takesChunks ?? false else { return }
        output.writeStaticString("HTTP/1.1 100 Continue\r\n\r\n")
        flush()
    }

    /// Takes a piece of the body; of a request that is answered already, nothing is kept.
    func collect(_ bytes: ByteBuffer) {
        guard let endpoint = current?.endpoint, let request = current?.request, let limit = current?.limit else {
            return
        }
        guard (current?.body.count ?? 0) + bytes.readableBytes <= limit else {
            current?.body = []
            return fail(refusal(request, at: endpoint, limit: limit))
        }
        current?.body.append(contentsOf: bytes.readableBytesView)
    }

    /// The whole request is there.
    func answerWhole() {
        guard let request = current?.request, let endpoint = current?.endpoint, let limit = current?.limit else {
            return
        }
        let body = current?.body ?? []
        current?.endpoint = nil
        current?.body = []
        guard body.count > LargeBody.limit || request.encoding != nil else {
            return handle(Result { try endpoint.answer(request, body) })
        }
        let connection = NIOLoopBound(self, eventLoop: eventLoop)
        NIOThreadPool.singleton.runIfActive(eventLoop: eventLoop) {
            try endpoint.unpackAndAnswer(request, body, limit: limit)
        }.whenComplete { connection.value.handle($0) }
    }

    private func handle(_ result: Result<EdgeAnswer, any Error>) {
        switch result {
        case .success(let answer): handle(answer)
        case .failure(let error): fail(error)
        }
    }

    private func handle(_ answer: EdgeAnswer) {
        switch answer {
        case .response(let response): respond(response)
        case .later(let make):
            let connection = NIOLoopBound(self, eventLoop: eventLoop)
            let eventLoop = eventLoop
            current?.task = Task {
                let result: Result<EdgeAnswer, any Error>
                do { result = .success(.response(try await make())) } catch { result = .failure(error) }
                eventLoop.execute { connection.value.handle(result) }
            }
        case .exchange(let exchange):
            let driver = ExchangeDriver(exchange, services: shared.exchanges, client: self, on: eventLoop)
            self.driver = driver
            if let context, !context.channel.isWritable { driver.clientBecame(writable: false) }
            if hasInputEnded || isClosing { driver.cancel() } else { driver.start() }
        }
    }

    /// Answers in one piece.
    func respond(_ response: EdgeResponse) {
        write(response)
        flush()
        goOn()
    }

    func write(_ response: EdgeResponse) {
        guard let request = current?.request else { return }
        current?.answered()
        let isHead = request.method == "HEAD"
        var last: [(name: String, value: String)] = []
        // For HEAD it is the length that GET would have, or none (RFC 9110, § 8.6): an error names the method.
        if !isHead || response.status == 200 { last.append(("Content-Length", String(response.body.count))) }
        if !response.allowed.isEmpty { last.append(("Allow", response.allowed.joined(separator: ", "))) }
        last += commonHeaders(request)
        output.writeHead(status: response.status, response.headers, last)
        if !isHead { output.writeBytes(response.body) }
    }

    func commonHeaders(_ request: EdgeRequest) -> [(name: String, value: String)] {
        let isLast = isQuiescing || !(current?.keepsAlive ?? false)
        return [("request-id", request.id.description), ("Date", shared.date.text)]
            + (isLast ? [("Connection", "close")] : [])
    }
}

// MARK: - Refusals

extension EdgeConnection {
    private func checkHost(of request: EdgeRequest) throws(APIError) {
        do throws(HostRule.Refusal) {
            try shared.hosts.check(hosts: request.headers["host"], origins: request.headers["origin"])
        } catch {
            let method = (name: "method", value: String(request.method.prefix(40)))
            let path = (name: "path", value: String(request.path.prefix(200)))
            let details = [(name: "id", value: request.id.description)] + error.details + [method, path]
            let date = shared.exchanges.clock.date()
            shared.bus.publish(.log(LogEvent(.warning, "request refused by its Host or Origin", details, at: date)))
            throw error.answer
        }
    }

    /// What no path of this server supports.
    private func checkSupport(of request: EdgeRequest) throws(APIError) {
        guard let refusal = request.unsupported else { return }
        publishUnserved(request, status: 501)
        throw APIError(.invalidRequest, refusal.description, status: 501)
    }

    private func refuse(_ request: EdgeRequest, allowing allowed: [String]) {
        publishUnserved(request, status: 405)
        let message = "\(request.path) takes \(allowed.joined(separator: " or ")), not \(request.method)."
        var response = EdgeResponse(APIError(.invalidRequest, message, status: 405), id: request.id)
        response.allowed = allowed
        respond(response)
    }

    private func refusal(_ request: EdgeRequest, at endpoint: any Endpoint, limit: Int) -> any Error {
        current?.endpoint = nil
        return endpoint.refused(request, .tooLarge(limit: limit))
    }

    private func fail(_ error: any Error) {
        guard let id = current?.request.id else { return }
        switch error {
        case let failure as ExchangeFailure: respond(EdgeResponse(APIError(failure), id: id))
        case let error as APIError: respond(EdgeResponse(error, id: id))
        // The server is ending.
        default: hangUp()
        }
    }

    private func publishUnserved(_ request: EdgeRequest, status: Int) {
        let method = String(request.method.prefix(40))
        let path = String(request.path.prefix(200))
        shared.bus.publish(.unrouted(request.id, method: method, path: path, status: status))
    }

    /// Answers what is no HTTP request with an error in Anthropic's envelope and a `request-id`.
    func refuseUnread(_ bytes: Unreadable) {
        switch bytes {
        case .malformed:
            refuseUnread(APIError(.invalidRequest, "The request is not well-formed HTTP/1.1."), as: "(malformed HTTP)")
        case .headTooLarge:
            let limits = EdgeServer.headLimits
            let (size, count) = (ByteCount(bytes: limits.maxHeaderListSize), limits.maxHeaderFieldCount)
            let message = "The request's head is too large: it may have \(size) and \(count) headers."
            refuseUnread(APIError(.invalidRequest, message, status: 431), as: "(head too large)")
        }
    }

    /// Answers a request of which the rest has not come in time.
    func refuseSlow() {
        guard !(current?.isAnswered ?? false) else { return }
        let (wanted, key) = current == nil ? ("head", "header_timeout") : ("body", "body_timeout")
        let message = "The request's \(wanted) did not come in time (server.\(key) in the proxy's config.yaml)."
        refuseUnread(APIError(.timeout, message, status: 408), as: "(incomplete request)")
    }

    /// The last answer of a connection, to a request that cannot be read.
    private func refuseUnread(_ error: APIError, as path: String) {
        let id = current?.request.id ?? shared.ids.make()
        shared.bus.publish(.unrouted(id, method: current?.request.method ?? "-", path: path, status: error.status))
        let envelope = error.envelope(for: id)
        let headers = [
            HeaderField("Content-Type", "application/json"), HeaderField("Content-Length", String(envelope.count)),
            HeaderField("Connection", "close"), HeaderField("request-id", id.description),
        ]
        current?.isAnswered = true
        output.writeHead(status: error.status, headers, [])
        output.writeBytes(envelope)
    }
}

extension Endpoint {
    /// A body that cannot be unpacked is refused, and on record like any other.
    fileprivate func unpackAndAnswer(_ request: EdgeRequest, _ body: [UInt8], limit: Int) throws -> EdgeAnswer {
        guard let encoding = request.encoding else { return try answer(request, body) }
        let unpacked: [UInt8]
        do {
            unpacked = try BodyDecompression.unpacked(body, encoding: encoding, limit: limit)
        } catch let failure as ExchangeFailure {
            throw refused(request, failure)
        }
        return try answer(request, unpacked)
    }
}
