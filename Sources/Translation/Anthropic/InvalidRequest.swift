/// A request that cannot be served; the client gets 400 `invalid_request_error`.
public struct InvalidRequest: Error, Equatable, CustomStringConvertible {
    /// Where the field is, the root for the body as a whole.
    public var path: JSONPath
    public var problem: String

    public init(path: JSONPath, problem: String) {
        self.path = path
        self.problem = problem
    }

    public init(at value: JSONValue, problem: String) {
        self.init(path: value.place, problem: problem)
    }

    init(_ mismatch: JSONMismatch) {
        path = mismatch.path
        let difference =
            mismatch.found.map { "expected \(mismatch.expected), found \($0)" }
            ?? "field required, expected \(mismatch.expected)"
        problem = path.isRoot ? "the body: " + difference : difference
    }

    public var description: String { path.isRoot ? problem : "\(path): \(problem)" }
}
