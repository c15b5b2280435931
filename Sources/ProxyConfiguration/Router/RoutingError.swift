/// No rule maps the requested model.
package enum RoutingError: Error, Sendable, Equatable {
    /// `configured` has the mapped names as written; `source` is the place to change them.
    case unknownModel(asked: String, nearest: NearestModel?, configured: [String], source: ConfigSource)
}

/// The mapped name that was probably intended.
package struct NearestModel: Sendable, Equatable {
    /// A name that clients can request.
    package var name: String
    /// The name or pattern of its rule.
    package var pattern: String
}
