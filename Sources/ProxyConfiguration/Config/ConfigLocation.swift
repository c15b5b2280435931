/// The file that the configuration is read from.
package struct ConfigLocation: Sendable, Equatable {
    /// As messages name it: as the user wrote it, or the path that was found.
    package var name: String
    /// Absolute, or as given where the working directory is not.
    package var path: String

    /// The first of `--config`, `$DRAGOMAN_CONFIG`, `./config.yaml` and `$XDG_CONFIG_HOME/dragoman/config.yaml` (by default
    /// `~/.config`). Nil where there is none: the defaults are used. A file that was asked for by name must exist.
    package static func find(
        flag: String?,
        environment: [String: String],
        workingDirectory: String,
        exists: (String) -> Bool
    ) throws(ConfigErrors) -> ConfigLocation? {
        let variable = environment["DRAGOMAN_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
        for (origin, name) in [(ConfigOrigin.option("config"), flag), (.variable("DRAGOMAN_CONFIG"), variable)] {
            guard let name else { continue }
            let location = ConfigLocation(name: name, path: absolute(name, in: workingDirectory))
            guard exists(location.path) else {
                let message = "\(location.path) does not exist"
                throw ConfigErrors(errors: [
                    ConfigError(place: ConfigPlace(origin: origin), cause: .missingFile, message: message)
                ])
            }
            return location
        }
        return defaults(environment, workingDirectory).first { exists($0.path) }
    }

    /// Where a file is looked for when none is named, in this order.
    package static func defaults(_ environment: [String: String], _ workingDirectory: String) -> [ConfigLocation] {
        var locations = [ConfigLocation(name: "config.yaml", path: absolute("config.yaml", in: workingDirectory))]
        // The XDG specification has relative paths ignored.
        let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? "\($0)/.config" : nil }
        if let base = environment["XDG_CONFIG_HOME"].flatMap({ $0.hasPrefix("/") ? $0 : nil }) ?? home {
            let path = "\(base)/dragoman/config.yaml"
            locations.append(ConfigLocation(name: path, path: path))
        }
        return locations
    }

    private static func absolute(_ path: String, in directory: String) -> String {
        guard !path.hasPrefix("/") else { return path }
        return directory.hasSuffix("/") ? directory + path : "\(directory)/\(path)"
    }
}
