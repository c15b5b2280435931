import Foundation
import JournalTestSupport
import Synchronization
import TestSupport

/// A program that runs beside the test, read line by line and always ended.
final class ChildProcess: Sendable {
    struct Line: Sendable {
        var isError: Bool
        var text: String
    }

    struct State: Sendable {
        var lines: [Line] = []
        /// What came after the last line end, of the output and of the error stream.
        fileprivate var unfinished: [Bool: [UInt8]] = [:]
        fileprivate var openStreams = 2
        fileprivate var exitCode: Int32?

        /// The exit code, once the program is gone and all it wrote has been read.
        var status: Int32? { openStreams == 0 ? exitCode : nil }
    }

    private let process: Mutex<Process>
    private let state = Observed(State())
    private let input: FileHandle?
    let name: String

    /// Starts the program with exactly this environment, runs `body`, and ends it: by SIGTERM, and where that does not
    /// help by SIGKILL. It has nothing to read, or what is written to it where it `takesInput`.
    static func running<Result: Sendable>(
        _ program: URL,
        _ arguments: [String],
        environment: [String: String] = [:],
        in folder: URL? = nil,
        takesInput: Bool = false,
        body: @Sendable (ChildProcess) async throws -> Result
    ) async throws -> Result {
        let child = try ChildProcess(
            program,
            arguments,
            environment: environment,
            in: folder,
            takesInput: takesInput
        )
        do {
            let result = try await body(child)
            try await child.end()
            return result
        } catch {
            try await child.end()
            throw error
        }
    }

    /// Runs the program to its end.
    static func run(
        _ program: URL,
        _ arguments: [String],
        environment: [String: String] = [:],
        in folder: URL? = nil
    ) async throws -> State {
        try await running(program, arguments, environment: environment, in: folder) { try await $0.exit() }
    }

    private init(
        _ program: URL,
        _ arguments: [String],
        environment: [String: String],
        in folder: URL?,
        takesInput: Bool
    ) throws {
        name = program.lastPathComponent
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = environment
        if let folder { process.currentDirectoryURL = folder }
        if takesInput {
            let pipe = Pipe()
            process.standardInput = pipe
            input = pipe.fileHandleForWriting
        } else {
            process.standardInput = FileHandle.nullDevice
            input = nil
        }
        process.standardOutput = Self.pipe(into: state, isError: false)
        process.standardError = Self.pipe(into: state, isError: true)
        let state = state
        process.terminationHandler = { ended in
            // As a shell has it: a signal's number above 128.
            let code = ended.terminationStatus
            let status = ended.terminationReason == .uncaughtSignal ? 128 + code : code
            state.update { $0.exitCode = status }
        }
        try Self.withNoSignalBlocked { try process.run() }
        self.process = Mutex(process)
    }

    var lines: [String] { state.value.lines.map(\.text) }

    /// The first line that `matches`, be it written already or not; throws where the program ends without it.
    func line(where matches: @escaping @Sendable (String) -> Bool) async throws -> String {
        let state = state
        let reached = try await waiting(for: "a line of \(self.lastWords)") {
            try await state.wait { $0.status != nil || $0.lines.contains { matches($0.text) } }
        }
        guard let line = reached.lines.first(where: { matches($0.text) }) else {
            throw EndedEarly(status: reached.status ?? -1, lastWords: lastWords)
        }
        return line.text
    }

    /// The lines from number `start` on up to the first that `matches`; throws where the program ends without it.
    func lines(
        from start: Int,
        upTo matches: @escaping @Sendable (String) -> Bool
    ) async throws -> ArraySlice<Line> {
        let state = state
        let reached = try await waiting(for: "a line of \(self.lastWords)") {
            try await state.wait { $0.status != nil || $0.lines[start...].contains { matches($0.text) } }
        }
        guard let end = reached.lines[start...].firstIndex(where: { matches($0.text) }) else {
            throw EndedEarly(status: reached.status ?? -1, lastWords: lastWords)
        }
        return reached.lines[start...end]
    }

    func write(line: String) throws {
        try input?.write(contentsOf: Data((line + "\n").utf8))
    }

    /// Ends the program's standard input.
    func closeInput() throws {
        try input?.close()
    }

    /// The program's last state, once it has ended by itself.
    func exit() async throws -> State {
        let state = state
        return try await waiting(for: "the end of \(self.lastWords)") { try await state.wait { $0.status != nil } }
    }

    /// Its exit code once it is gone, though a program that it has started may still hold its streams.
    func death() async throws -> Int32 {
        let state = state
        return try await waiting(for: "the death of \(self.lastWords)") {
            try await state.wait { $0.exitCode != nil }.exitCode ?? -1
        }
    }

    /// Asks the program to end; gives its last state.
    @discardableResult
    func end() async throws -> State {
        signal(SIGTERM)
        if let ended = try? await exit() { return ended }
        signal(SIGKILL)
        return try await exit()
    }

    var identifier: pid_t { process.withLock { $0.processIdentifier } }

    func signal(_ number: Int32) {
        process.withLock { process in
            // Only a process that still runs has its number for itself.
            if process.isRunning { kill(process.processIdentifier, number) }
        }
    }

    /// A child inherits the signals that the thread which starts it has blocked, and the threads on which Swift's tasks
    /// run block nearly all of them: such a child would never hear of SIGTERM.
    private static func withNoSignalBlocked(_ start: () throws -> Void) rethrows {
        var none = sigset_t()
        var before = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        try start()
    }

    private static func pipe(into state: Observed<State>, isError: Bool) -> Pipe {
        let pipe = Pipe()
        let end = pipe.fileHandleForReading
        // A thread that ends with the stream, and no readability handler: on Linux some three in a hundred of those are
        // not notified of the end of a stream that ends right after its last bytes.
        Thread.detachNewThread {
            var isOpen = true
            while isOpen {
                let bytes = Array(end.availableData)
                isOpen = !bytes.isEmpty
                state.update { $0.append(bytes, isError: isError) }
            }
            // The thread's block is kept beyond its end, and with it the descriptor.
            try? end.close()
        }
        return pipe
    }

    /// The program and the last lines it wrote, for an error's sake.
    private var lastWords: String {
        "\(name), which wrote:\n" + lines.suffix(20).map { String($0.prefix(500)) }.joined(separator: "\n")
    }

    struct EndedEarly: Error, CustomStringConvertible {
        var status: Int32
        var lastWords: String
        var description: String { "status \(status) from \(lastWords)" }
    }
}

extension ChildProcess.State {
    var output: [String] { lines.filter { !$0.isError }.map(\.text) }
    var errors: [String] { lines.filter(\.isError).map(\.text) }

    /// Takes in what was read; nothing read is the stream's end.
    fileprivate mutating func append(_ bytes: [UInt8], isError: Bool) {
        var pending = unfinished[isError] ?? []
        guard !bytes.isEmpty else {
            if !pending.isEmpty { take(pending, isError: isError) }
            unfinished[isError] = nil
            openStreams -= 1
            return
        }
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                take(pending, isError: isError)
                pending = []
            } else {
                pending.append(byte)
            }
        }
        unfinished[isError] = pending
    }

    private mutating func take(_ line: [UInt8], isError: Bool) {
        lines.append(ChildProcess.Line(isError: isError, text: String(decoding: line, as: UTF8.self)))
    }
}
