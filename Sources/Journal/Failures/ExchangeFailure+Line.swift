import Translation

extension ExchangeFailure {
    /// In one line for tables: the kind of error that the client got, and its words.
    package var line: String {
        let error = APIError(self)
        return "\(error.kind.rawValue): \(error.message)"
    }
}
