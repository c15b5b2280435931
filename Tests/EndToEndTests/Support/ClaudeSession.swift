import Foundation
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// A conversation with the client over many turns: one process, which gets one prompt after the other.
actor ClaudeSession {
    private let bridge: Bridge
    private let process: ChildProcess
    private var lineCount = 0
    /// What the client has said so far.
    private(set) var events: [JSON] = []

    private init(_ bridge: Bridge, _ process: ChildProcess) {
        self.bridge = bridge
        self.process = process
    }

    /// Starts the client, runs `body`, and expects that the client then goes by itself and without complaint.
    static func running<Result: Sendable>(
        _ version: ClaudeCode.Version,
        _ arguments: [String],
        over bridge: Bridge,
        environment: [String: String] = [:],
        body: @Sendable (ClaudeSession) async throws -> Result
    ) async throws -> Result {
        let own = try ClaudeCode.own(at: bridge.proxy.address, in: bridge.folder)
        return try await ChildProcess.running(
            try Tool.claudeCode(version).requireLocation(),
            ["-p", "--input-format", "stream-json", "--output-format", "stream-json", "--verbose"] + arguments,
            environment: own.merging(environment) { $1 },
            in: try bridge.folder.folder("work").url,
            takesInput: true
        ) { process in
            let result = try await body(ClaudeSession(bridge, process))
            try process.closeInput()
            let end = try await process.exit()
            #expect(end.status == 0, "the client ends well: \(end.errors.suffix(5))")
            return result
        }
    }

    /// Says `prompt`, has the model answer by these rules alone, and returns when a turn has ended with `answer`. What
    /// ran in the background may have its own turn, before or after.
    func say(_ prompt: String, _ rules: ScriptRule..., hearing answer: String) async throws {
        try await say(prompt, rules, JSON.string(answer).text)
    }

    /// Gives the client a command of its own, which it answers by itself with a text that begins so.
    func command(_ command: String, hearingAtFirst beginning: String) async throws {
        try await say(command, [], String(JSON.string(beginning).text.dropLast()))
    }

    private func say(_ prompt: String, _ rules: [ScriptRule], _ answer: String) async throws {
        try await bridge.mock.script(rules)
        let message: JSON = ["type": "user", "message": ["role": "user", "content": .string(prompt)]]
        try process.write(line: message.text)
        let result = #""result":"# + answer
        let lines = try await process.lines(from: lineCount) { text in
            text.contains(#""type":"result""#) && text.contains(result)
        }
        lineCount = lines.endIndex
        for line in lines where line.text.hasPrefix("{") { events.append(try JSON(parsing: line.text)) }
    }

    var sessionID: String {
        get throws {
            let ids = events.compactMap { $0["session_id"]?.string }
            return try #require(ids.first)
        }
    }
}
