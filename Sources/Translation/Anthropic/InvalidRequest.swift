/// A request that cannot be served; the client gets 400 `invalid_request_error`.
public struct InvalidRequest: Error, Equatable, CustomStringConvertible {
    /// The JSON path of the field, empty for the body as a whole.
    public var path: String
    public var problem: String

    public init(path: String, problem: String) {
        self.path = path
        self.problem = problem
    }

    public init(at value: JSONValue, problem: String) {
        self.init(path: value.path, problem: problem)
    }

    init(_ mismatch: JSONMismatch) {
        path = mismatch.path.isEmpty ? "the body" : mismatch.path
        problem =
            mismatch.found.map { "expected \(mismatch.expected), found \($0)" }
            ?? "field required, expected \(mismatch.expected)"
    }

    public var description: String { path.isEmpty ? problem : "\(path): \(problem)" }
}
