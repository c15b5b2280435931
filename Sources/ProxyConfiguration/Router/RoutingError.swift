/// No upstream answers for what was asked.
package enum RoutingError: Error, Sendable, Equatable {
    /// `configured` is what is mapped, as written; `source` is where that can be changed.
    case unknownModel(asked: String, nearest: NearestModel?, configured: [String], source: ConfigSource)
}

/// The mapped name that was probably meant.
package struct NearestModel: Sendable, Equatable {
    /// Can be asked for as it is.
    package var name: String
    /// What maps it: the same, or a pattern.
    package var pattern: String
}
