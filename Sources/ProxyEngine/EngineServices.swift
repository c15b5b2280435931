import ServiceLifecycle

/// A service that ends by itself when what it follows ends; until then, shutdown does not touch it.
struct Following: Service {
    let body: @Sendable () async -> Void

    init(_ body: @escaping @Sendable () async -> Void) {
        self.body = body
    }

    func run() async {
        await body()
    }
}

/// A service that is told to end.
struct Running: Service {
    let body: @Sendable () async -> Void
    let onShutdown: @Sendable () -> Void

    init(_ body: @escaping @Sendable () async -> Void, onShutdown: @escaping @Sendable () -> Void) {
        self.body = body
        self.onShutdown = onShutdown
    }

    func run() async {
        await withGracefulShutdownHandler(operation: body, onGracefulShutdown: onShutdown)
    }
}

/// A service that only has something to close at the end.
struct ShuttingDown: Service {
    let close: @Sendable () async throws -> Void

    init(_ close: @escaping @Sendable () async throws -> Void) {
        self.close = close
    }

    func run() async throws {
        try? await gracefulShutdown()
        try await close()
    }
}
