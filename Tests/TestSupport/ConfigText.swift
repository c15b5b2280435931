import Foundation
package import ProxyConfiguration
import Testing
import Translation
import TranslationTestSupport

/// A config file as a test writes it.
package struct ConfigText {
    package var yaml: String
    package var environment: [String: String] = [:]
    package var overrides = ConfigOverrides()
    package var unsetKeys = UnsetKeys.refused
    package var isContainer = false

    package init(
        _ yaml: String,
        environment: [String: String] = [:],
        overrides: ConfigOverrides = ConfigOverrides(),
        unsetKeys: UnsetKeys = .refused
    ) {
        self.yaml = yaml
        self.environment = environment
        self.overrides = overrides
        self.unsetKeys = unsetKeys
    }

    package func parsed() throws -> (config: Config, warnings: [ConfigWarning]) {
        try Config.parse(
            yaml: yaml,
            environment: environment,
            overrides: overrides,
            unsetKeys: unsetKeys,
            inContainer: isContainer
        )
    }

    package var config: Config {
        get throws { try parsed().config }
    }

    package var warnings: [String] {
        get throws { try parsed().warnings.map(\.description) }
    }

    /// Each error's text; none where the file is right.
    package var errors: [String] {
        do {
            _ = try parsed()
            return []
        } catch let errors as ConfigErrors {
            return errors.errors.map(\.description)
        } catch {
            return ["\(error)"]
        }
    }

    /// The config.yaml that the repository ships.
    package static var shipped: String {
        get throws {
            var directory = URL(filePath: #filePath)
            while directory.path != "/" {
                directory.deleteLastPathComponent()
                let file = directory.appending(path: "config.yaml")
                if FileManager.default.fileExists(atPath: directory.appending(path: "Package.swift").path) {
                    return try String(contentsOf: file, encoding: .utf8)
                }
            }
            throw CocoaError(.fileNoSuchFile)
        }
    }
}

extension Config {
    /// The same without saying where it was written.
    package var anonymous: Config {
        var copy = self
        copy.source = .defaults
        for index in copy.models.indices { copy.models[index].line = nil }
        copy.repairs.malformedRule = nil
        copy.repairs.emptyArguments = copy.repairs.emptyArguments?.map {
            RepairSettings.NamedParameter(tool: $0.tool, parameter: $0.parameter)
        }
        return copy
    }
}
