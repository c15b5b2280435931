import Doctor
import Foundation
import Testing
import Translation
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine

extension EndToEndTests {
    /// docs/dragoman.1 against the program: what the one has, the other has.
    @Suite(.needs(.dragoman))
    struct ManualPageTests {
        private static let shared: Set = ["config", "listen", "upstream-base-url"]
        private static let everywhere: Set = ["help", "version"]

        @Test func `every command is in the manual page, and every one there is a command`() async throws {
            let page = try ManualPage.read()
            let help = try await CommandLineHelp.read()
            let names = Set(help.commands.map(\.name))

            #expect(
                Set(page.sections.keys).subtracting(["Options of the configuration", "Options of every command"])
                    == names
            )
            #expect(page.synopsis == names)
        }

        @Test func `every option is in the manual page, and every one there is an option`() async throws {
            let page = try ManualPage.read()

            for command in try await CommandLineHelp.read().commands {
                let own = command.options.subtracting(Self.shared).subtracting(Self.everywhere)
                #expect(page.sections[command.name] == own, "\(command.name)")
                let isOfConfiguration = command.options.isSuperset(of: Self.shared)
                #expect(isOfConfiguration == !["claude", "help"].contains(command.name))
            }
            #expect(page.sections["Options of the configuration"] == Self.shared)
            #expect(
                page.sections["Options of every command"] == Self.everywhere.union(["generate-completion-script"])
            )
        }

        @Test(arguments: ["--stand-in", "--stand-in-without-key"])
        func `a former name of an option still works`(_ option: String) async throws {
            try await MockProxy.running(option) { proxy in
                let end = try await proxy.dragoman(["check", "--health"])

                #expect(end.status == 0)
            }
        }

        @Test func `every option is on the page of the command line, and every one there is an option`() async throws {
            let document = try MarkdownDocument("docs/command-line.md")
            func options(_ heading: String) throws -> Set<String> {
                let rows = try document.table(below: heading)
                return Set(rows.compactMap { $0[0].firstMatch(of: /--([a-z-]+)/).map { String($0.output.1) } })
            }

            #expect(try options("## Options of all commands but claude") == Self.shared)
            for command in try await CommandLineHelp.read().commands where command.name != "help" {
                let own = command.options.subtracting(Self.shared).subtracting(Self.everywhere)
                #expect(try own.isEmpty || options("## Options of \(command.name)") == own, "\(command.name)")
            }
        }

        @Test func `every command is on the page of the command line, and every one there is a command`() async throws {
            let rows = try MarkdownDocument("docs/command-line.md").table(below: "# The command line")
            let documented = rows.compactMap { $0[0].firstMatch(of: /dragoman ([a-z]+)/).map { String($0.output.1) } }

            #expect(Set(documented) == Set(try await CommandLineHelp.read().commands.map(\.name)))
        }

        @Test func `every exit status is in the manual page, and every one there can be`() throws {
            let known = Set(ExitStatus.allCases.map { Int($0.rawValue) })

            #expect(try ManualPage.read().statuses == known)
        }

        @Test(arguments: ["bash", "zsh", "fish"])
        func `completions know every command and option`(_ shell: String) async throws {
            let end = try await ChildProcess.run(
                try Tool.dragoman.requireLocation(),
                ["--generate-completion-script", shell],
                environment: ["HOME": "/", "PATH": "/usr/bin:/bin"]
            )
            let script = end.output.joined(separator: "\n")

            #expect(end.status == 0)
            for command in try await CommandLineHelp.read().commands where command.name != "help" {
                #expect(script.contains(command.name))
                for option in command.options { #expect(script.contains(option), "\(command.name) --\(option)") }
            }
            for word in ["responses", "posix", "gpt-5.2", "yaml"] { #expect(script.contains(word)) }
        }
    }
}

/// The parts of the manual page that the tests look at.
private struct ManualPage {
    /// The options of each subsection of the description, without hyphens.
    var sections: [String: Set<String>] = [:]
    /// The commands of the synopsis.
    var synopsis: Set<String> = []
    var statuses: Set<Int> = []

    static func read() throws -> ManualPage {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "docs/dragoman.1"), encoding: .utf8)
        var page = ManualPage()
        var section = ""
        var subsection: String?
        for line in text.split(separator: "\n") {
            if line.hasPrefix(".Sh ") {
                (section, subsection) = (String(line.dropFirst(4)), nil)
            } else if line.hasPrefix(".Ss ") {
                subsection = String(line.dropFirst(4))
                page.sections[String(line.dropFirst(4))] = []
            } else if section == "SYNOPSIS", let found = line.firstMatch(of: /Cm ([a-z]+)/) {
                page.synopsis.insert(String(found.1))
            } else if section == "EXIT STATUS", let found = line.wholeMatch(of: /\.It (\d+)/) {
                page.statuses.insert(Int(found.1) ?? -1)
            } else if let subsection, line.hasPrefix(".It Fl ") {
                for found in line.matches(of: /-([a-z][a-z-]+)/) {
                    page.sections[subsection, default: []].insert(String(found.1))
                }
            }
        }
        return page
    }
}
