package import ProxyConfiguration
package import Translation

package enum ConfigFact: Sendable, Equatable {
    /// No file was found in these folders.
    case defaults(folders: [String])
    case valid(file: String, FileOrigin)
    case validLiteLLM(file: String, FileOrigin)
    case missing(ConfigError)
    case unreadable(ConfigFileTrouble)
    case invalid(ConfigError)
    case suspicious(ConfigWarning)
    /// The file cannot be used, and the rest is examined with the defaults.
    case examinedWithDefaults
}

/// Why `dragoman` reads this file and no other.
package enum FileOrigin: Sendable, Equatable {
    case option, variable, folder(String), standard
}

/// Why a configuration file that exists cannot be used.
package struct ConfigFileTrouble: Error, Sendable, Equatable {
    package enum Cause: Sendable, Equatable {
        case isFolder
        /// In the system's words.
        case system(String)
        case tooLarge(limit: ByteCount)
        case notUTF8
    }

    package var location: ConfigLocation
    package var cause: Cause

    package init(_ location: ConfigLocation, _ cause: Cause) {
        self.location = location
        self.cause = cause
    }
}

package enum MappingFact: Sendable, Equatable {
    case rules(count: Int, upstreams: [NamedURL])
    /// An earlier rule takes every name of this one.
    case neverUsed(RulePlace, match: String, behind: String, line: Int?)
    case unmapped(ClaudeModelSize, MappingAddition)
    case unsupportedEffort(RulePlace, effort: String, model: String, supported: [Effort])

    package struct NamedURL: Sendable, Equatable {
        package var name: String
        package var url: String
    }

    var model: String? {
        switch self {
        case .rules, .neverUsed, .unmapped: nil
        case .unsupportedEffort(_, _, let model, _): model
        }
    }
}

/// The rule that a user can add for names that nothing maps. It proposes no model and no server that the file does not
/// name: they decide who reads the user's code.
package enum MappingAddition: Sendable, Equatable {
    /// An entry of the file once more, for other names.
    case entry(key: String, yaml: String)
    /// LiteLLM's form, where the entry has a key in it that no message may show.
    case alias(yaml: String)
    /// The file has no entry to start from.
    case ownModel(for: String, key: String)
}

/// The file and line of a rule; nil for a built-in one.
package struct RulePlace: Sendable, Equatable {
    package var file: String?
    package var line: Int?

    init(_ rule: ModelRule, _ source: ConfigSource) {
        file = source.file
        line = rule.line
    }
}

/// The sizes of model that Claude Code asks for by itself.
package enum ClaudeModelSize: Sendable, CaseIterable {
    case opus, sonnet, haiku

    /// A name as clients ask for it.
    var example: String {
        switch self {
        case .opus: "claude-opus-4-5"
        case .sonnet: "claude-sonnet-4-5"
        case .haiku: "claude-haiku-4-5"
        }
    }

    var pattern: String {
        switch self {
        case .opus: "claude-opus-*"
        case .sonnet: "claude-sonnet-*"
        case .haiku: "claude-haiku-*"
        }
    }
}

package enum ShutdownFact: Sendable, Equatable {
    case none(withinDays: Int)
    case due(model: String, match: String, rule: String, day: CalendarDay, daysLeft: Int)

    var model: String? {
        switch self {
        case .none: nil
        case .due(let model, _, _, _, _): model
        }
    }
}

package enum ClockFact: Sendable, Equatable {
    case agrees(upstream: String)
    /// How far this machine is ahead of the upstream; negative where it is behind.
    case differs(upstream: String, ahead: Duration)

    var upstream: String? {
        switch self {
        case .agrees(let upstream), .differs(let upstream, _): upstream
        }
    }
}
