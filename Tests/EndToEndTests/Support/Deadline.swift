/// Throws where `body` has not returned in time; `what` says what was waited for.
func within<Result: Sendable>(
    _ limit: Duration,
    _ what: String,
    _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    try await withThrowingTaskGroup(of: Result.self) { group in
        group.addTask { try await body() }
        group.addTask {
            try await Task.sleep(for: limit)
            throw DeadlinePassed(limit: limit, what: what)
        }
        defer { group.cancelAll() }
        guard let result = try await group.next() else { throw CancellationError() }
        return result
    }
}

struct DeadlinePassed: Error, CustomStringConvertible {
    var limit: Duration
    var what: String
    var description: String { "waited \(limit) for \(what)" }
}
