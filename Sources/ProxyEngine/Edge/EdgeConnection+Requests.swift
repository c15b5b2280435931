import Journal
import NIOCore
import NIOHTTP1
import NIOPosix
import Translation

/// What becomes of a request.
extension EdgeConnection {
    func begin(_ head: HTTPRequestHead) {
        let request = EdgeRequest(head, id: shared.ids.make())
        current = IncomingRequest(request: request, keepsAlive: head.isKeepAlive)
        do {
            try checkHost(of: request)
            switch shared.routes.match(method: request.method, path: request.path) {
            case .endpoint(let endpoint): try begin(request, at: endpoint)
            case .wrongMethod(let allowed): refuse(request, allowing: allowed)
            case .unknown:
                publishUnrouted(request)
                throw APIError(.notFound, "There is nothing at \(request.path.prefix(200)).")
            }
        } catch {
            fail(error)
        }
    }

    private func begin(_ request: EdgeRequest, at endpoint: any Endpoint) throws {
        guard let limit = try endpoint.admit(request) else { return handle(try endpoint.answer(request, [])) }
        let length = request.announcedLength
        if let length, length > limit { return try refuseBody(request, at: endpoint, .tooLarge(limit: limit)) }
        current?.endpoint = endpoint
        current?.limit = limit
        current?.body.reserveCapacity(min(length ?? 4096, limit))
        if request.expectsContinue {
            output.writeStaticString("HTTP/1.1 100 Continue\r\n\r\n")
        }
    }

    /// Takes a piece of the body; of a request that is answered already, nothing is kept.
    func collect(_ bytes: ByteBuffer) {
        guard let endpoint = current?.endpoint, let request = current?.request, let limit = current?.limit else {
            return
        }
        guard (current?.body.count ?? 0) + bytes.readableBytes <= limit else {
            current?.body = []
            do {
                try refuseBody(request, at: endpoint, .tooLarge(limit: limit))
            } catch {
                fail(error)
            }
            return
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
            if hasInputEnded { driver.cancel() } else { driver.start() }
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
        let isHead = request.method == "HEAD"
        var last = [(name: "Content-Length", value: String(isHead ? 0 : response.body.count))]
        if !response.allowed.isEmpty { last.append(("Allow", response.allowed.joined(separator: ", "))) }
        last += commonHeaders(request)
        answerStart = output.writerIndex
        output.writeHead(status: response.status, response.headers, last)
        if !isHead { output.writeBytes(response.body) }
        current?.isAnswered = true
    }

    func commonHeaders(_ request: EdgeRequest) -> [(name: String, value: String)] {
        [("request-id", request.id.description), ("Date", shared.date.text)]
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

    private func refuse(_ request: EdgeRequest, allowing allowed: [String]) {
        publishUnrouted(request)
        let message = "\(request.path) takes \(allowed.joined(separator: " or ")), not \(request.method)."
        var response = EdgeResponse(APIError(.invalidRequest, message, status: 405), id: request.id)
        response.allowed = allowed
        respond(response)
    }

    private func refuseBody(_ request: EdgeRequest, at endpoint: any Endpoint, _ failure: ExchangeFailure) throws {
        current?.endpoint = nil
        endpoint.refused(request, failure)
        throw failure
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

    private func publishUnrouted(_ request: EdgeRequest) {
        let method = String(request.method.prefix(40))
        shared.bus.publish(.unrouted(request.id, method: method, path: String(request.path.prefix(200))))
    }

    /// Answers what is no HTTP request with an error in Anthropic's envelope and a `request-id`.
    func refuseMalformed() {
        let id = shared.ids.make()
        let envelope = APIError(.invalidRequest, "The request is not well-formed HTTP/1.1.").envelope(for: id)
        shared.bus.publish(.unrouted(id, method: "-", path: "(malformed HTTP)"))
        let headers = [
            HeaderField("Content-Type", "application/json"), HeaderField("Content-Length", String(envelope.count)),
            HeaderField("Connection", "close"), HeaderField("request-id", id.description),
        ]
        output.writeHead(status: 400, headers, [])
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
            refused(request, failure)
            throw failure
        }
        return try answer(request, unpacked)
    }
}
