/// What is wrong at one place of the configuration. Its text never holds the value of a key.
package struct ConfigError: Error, Sendable, Equatable, CustomStringConvertible {
    package var place: ConfigPlace
    package var message: String

    package var description: String { "\(place)\(message)" }
}

/// Something the program can run with, but that its owner should know.
package struct ConfigWarning: Sendable, Equatable, CustomStringConvertible {
    package var place: ConfigPlace
    package var message: String

    package var description: String { "\(place)\(message)" }
}

/// Everything that is wrong with a configuration, in the order of the file; never empty.
package struct ConfigErrors: Error, Sendable, Equatable, CustomStringConvertible {
    package var errors: [ConfigError]

    /// One line an error.
    package var description: String { errors.map(\.description).joined(separator: "\n") }
}

/// A file and line with a key path in it, or a variable or flag of the command line.
package struct ConfigPlace: Sendable, Equatable, CustomStringConvertible {
    /// `config.yaml`, `$DRAGOMAN_LISTEN`, `--listen`.
    package var origin: String
    package var line: Int?
    /// `upstreams.openai.timeouts.idle`; empty for the file as a whole.
    package var keyPath: String

    package init(origin: String, line: Int? = nil, keyPath: String = "") {
        self.origin = origin
        self.line = line
        self.keyPath = keyPath
    }

    /// Ends in a colon and a space, ready for what is to be said.
    package var description: String {
        let file = line.map { "\(origin):\($0): " } ?? "\(origin): "
        return keyPath.isEmpty ? file : "\(file)\(keyPath): "
    }
}
