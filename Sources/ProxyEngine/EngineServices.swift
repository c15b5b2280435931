import Journal
import ServiceLifecycle

/// A service that shutdown does not end: it ends when its work does.
struct Following: Service {
    let body: @Sendable () async -> Void

    init(_ body: @escaping @Sendable () async -> Void) {
        self.body = body
    }

    func run() async {
        await body()
    }
}

/// The bus with its readers. They end after all services, so that they get the end of the last exchange too.
struct Publishing: Sendable {
    let bus: EventBus
    let readers: [@Sendable () async -> Void]

    /// Runs `body` while the bus is read, and returns when all has been read that was published until its end.
    func during(_ body: () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { await bus.run() }
            for reader in readers {
                tasks.addTask { await reader() }
            }
            defer { bus.close() }
            try await body()
        }
    }
}

/// A service that ends when it is asked to.
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
