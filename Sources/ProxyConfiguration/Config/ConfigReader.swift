/// Reads values of a config file and gathers everything that is wrong with them, so that one run names it all. What
/// cannot be read is replaced by a default: an error has been kept, so the result is thrown away in the end.
struct ConfigReader {
    let file: String
    private(set) var environment: [String: String]
    let unsetKeys: UnsetKeys
    private(set) var errors: [ConfigError] = []
    private(set) var warnings: [ConfigWarning] = []
    /// Where each value that was read stands.
    private(set) var lines: [String: Int] = [:]

    init(file: String, environment: [String: String], unsetKeys: UnsetKeys = .refused) {
        self.file = file
        self.environment = environment
        self.unsetKeys = unsetKeys
    }

    func place(_ line: Int?, _ path: String) -> ConfigPlace {
        ConfigPlace(origin: file, line: line, keyPath: path)
    }

    mutating func fail(_ place: ConfigPlace, _ message: String) {
        errors.append(ConfigError(place: place, message: message))
    }

    mutating func warn(_ place: ConfigPlace, _ message: String) {
        warnings.append(ConfigWarning(place: place, message: message))
    }

    /// Has `${NAME}` mean this from here on, whatever the environment says.
    mutating func define(_ name: String, _ value: String) {
        environment[name] = value
    }

    mutating func note(_ value: YAMLValue, path: String) {
        lines[path] = value.line
    }
}

/// What an upstream key that names an unset variable is.
package enum UnsetKeys: Sendable {
    /// An error: for a program that is to serve.
    case refused
    /// A warning, and the upstream has no key: for what needs none (`env`, a demonstration) and for a doctor that wants
    /// to look further.
    case allowed
    /// Nothing, for keys of every kind: for `translate`, which serves nobody and sends nothing.
    case unneeded
}
