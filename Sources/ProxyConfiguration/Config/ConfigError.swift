import Translation

/// What is wrong at one place of the configuration. Its text never holds the value of a key.
package struct ConfigError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What code has to know of an error; the sentence is for people.
    package enum Cause: Sendable, Equatable {
        /// The value, the key or the form is wrong.
        case value
        /// The file that was asked for does not exist.
        case missingFile
        /// An environment variable that it names is not set.
        case unsetVariable
        /// The same, of the key of an upstream.
        case unsetKey(upstream: String)
    }

    package var place: ConfigPlace
    package var cause: Cause
    package var message: String

    package init(place: ConfigPlace, cause: Cause = .value, message: String) {
        self.place = place
        self.cause = cause
        self.message = ForeignText.quotation(message)
    }

    package var description: String { "\(place)\(message)" }
}

/// The program can run with it, but its owner should know.
package struct ConfigWarning: Sendable, Equatable, CustomStringConvertible {
    package var place: ConfigPlace
    package var message: String

    package init(place: ConfigPlace, message: String) {
        self.place = place
        self.message = ForeignText.quotation(message)
    }

    package var description: String { "\(place)\(message)" }
}

/// Everything that is wrong with a configuration, in the order of the file; never empty.
package struct ConfigErrors: Error, Sendable, Equatable, CustomStringConvertible {
    package var errors: [ConfigError]

    /// One line an error.
    package var description: String { errors.map(\.description).joined(separator: "\n") }
}

/// Where a value of the configuration comes from.
package enum ConfigOrigin: Sendable, Hashable, CustomStringConvertible {
    /// A file, as messages name it.
    case file(String)
    /// An option of the command line, without its hyphens.
    case option(String)
    /// An environment variable.
    case variable(String)
    case defaults

    /// `config.yaml`, `--listen`, `$DRAGOMAN_LISTEN`.
    package var description: String {
        switch self {
        case .file(let name): name
        case .option(let name): "--\(name)"
        case .variable(let name): "$\(name)"
        case .defaults: "defaults"
        }
    }
}

/// A file and line with a key path in it, or a variable or flag of the command line.
package struct ConfigPlace: Sendable, Equatable, CustomStringConvertible {
    package var origin: ConfigOrigin
    package var line: Int?
    /// `upstreams.openai.timeouts.idle`; empty for the file as a whole.
    package var keyPath: String

    package init(origin: ConfigOrigin, line: Int? = nil, keyPath: String = "") {
        self.origin = origin
        self.line = line
        // A key of the file may be anything, by mistake also the text of a key.
        self.keyPath = ForeignText.quotation(keyPath)
    }

    /// Ends in a colon and a space, ready for the message.
    package var description: String {
        let file = line.map { "\(origin):\($0): " } ?? "\(origin): "
        return keyPath.isEmpty ? file : "\(file)\(keyPath): "
    }
}
