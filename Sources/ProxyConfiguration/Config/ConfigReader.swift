/// Reads values of a config file and collects all errors, so that one run reports them all. A value that cannot be read is
/// replaced by a default: there is an error, so the result is discarded in the end.
struct ConfigReader {
    let file: String
    private(set) var environment: [String: String]
    let unsetKeys: UnsetKeys
    private(set) var errors: [ConfigError] = []
    private(set) var warnings: [ConfigWarning] = []
    /// The line of each value that was read.
    private(set) var lines: [String: Int] = [:]

    init(file: String, environment: [String: String], unsetKeys: UnsetKeys = .refused) {
        self.file = file
        self.environment = environment
        self.unsetKeys = unsetKeys
    }

    func place(_ line: Int?, _ path: String) -> ConfigPlace {
        ConfigPlace(origin: .file(file), line: line, keyPath: path)
    }

    mutating func fail(_ place: ConfigPlace, _ message: String, cause: ConfigError.Cause = .value) {
        errors.append(ConfigError(place: place, cause: cause, message: message))
    }

    /// Gives the errors since `count` that have one cause another: a later step knows more.
    mutating func replaceCause(_ old: ConfigError.Cause, with new: ConfigError.Cause, since count: Int) {
        for index in errors.indices.dropFirst(count) where errors[index].cause == old { errors[index].cause = new }
    }

    mutating func warn(_ place: ConfigPlace, _ message: String) {
        warnings.append(ConfigWarning(place: place, message: message))
    }

    /// Defines `${NAME}` from here on, whatever the environment says.
    mutating func define(_ name: String, _ value: String) {
        environment[name] = value
    }

    mutating func note(_ value: YAMLValue, path: String) {
        lines[path] = value.line
    }
}

/// The treatment of an upstream key that names an unset variable.
package enum UnsetKeys: Sendable {
    /// An error: for a program that is to serve.
    case refused
    /// A warning, and the upstream has no key: for commands that need none (`env`, a demonstration), and for a check that
    /// examines the rest.
    case allowed
    /// Ignored, for keys of every kind: for `translate`, which sends nothing.
    case unneeded
}
