import ArgumentParser
import Foundation
import ProxyEngine

/// `dragoman check`: whether `run` would run, and what to do where it would not.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say whether it would run, and what to do where it would not."
    )

    @Flag(help: "Ask the gateway that runs here whether it is well, for a container: silence and 0, or why not and 1.")
    var health = false

    @OptionGroup var options: ConfigOptions

    func run() async throws {
        try await HealthCheck(options: options).run()
    }
}
