public import ArgumentParser
import Foundation
import Journal
import ProxyConfiguration
import ProxyEngine
public import Translation

extension DialectName: ExpressibleByArgument {}

/// `dragoman translate`: shows the translation of a request or of an answer, and sends nothing.
struct TranslateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "translate",
        abstract: "Show the translation of a request or an answer, and send nothing.",
        discussion: """
            Reads a request of Anthropic's Messages API and prints the request that `dragoman run` would send with the \
            same configuration. Standard error lists the changes. No key is needed. (Reasoning in the history was sealed \
            for a key, and is left out unless the environment has the same one.)

            With --reply it also reads an upstream's answer, such as 3-upstream-answer of a capture, and prints the answer \
            for the client: a message for a whole answer, server-sent events for a stream. Names, tools and stop \
            sequences are those of the request. Without a FILE, names stay as they are, reasoning and searches are shown, \
            and the model is the one of the answer.

            Exit codes: 65 if the request cannot be sent as it is, a note says FAIL, or the client would get an error; 66 \
            for a file that cannot be read; 64 for a mistake on the command line; 78 for a wrong configuration.
            """
    )

    @Option(
        help: ArgumentHelp(
            "Translate for this API. Default: the API of the answer, or of the mapping.",
            valueName: "api"
        )
    )
    var to: DialectName?

    @Option(
        help: ArgumentHelp(
            "Translate for this model of the first upstream, without the mapping and its options.",
            valueName: "name"
        ),
        completion: .list(ModelCatalog.bundled.models.map(\.name))
    )
    var model: String?

    @Option(
        help: ArgumentHelp(
            "Translate this answer of the upstream back: JSON or server-sent events; - is standard input.",
            valueName: "file"
        ),
        completion: .file()
    )
    var reply: String?

    @Argument(
        help: ArgumentHelp(
            "The request; - or nothing is standard input. Optional with --reply.",
            valueName: "file"
        ),
        completion: .file()
    )
    var request: String?

    @OptionGroup var options: ConfigOptions

    func validate() throws {
        if reply == "-", request == "-" {
            throw ValidationError("Only one of request and answer can be read from standard input.")
        }
        for name in [model, reply, request] where name?.isEmpty ?? false {
            throw ValidationError("Names must not be empty.")
        }
    }

    func run() throws {
        let config = try options.load(ProcessInfo.processInfo.environment, unsetKeys: .unneeded)
        let translation = OfflineTranslation(config, dialect: to, model: model)
        if let reply {
            try translate(InputFile(argument: reply), request.map(InputFile.init), by: translation)
        } else {
            try translate(InputFile(argument: request ?? "-"), by: translation)
        }
    }

    private func translate(_ request: InputFile, by translation: OfflineTranslation) throws {
        let body = try read(request, translation.config)
        let result = try naming(request) { () throws(APIError) in try translation.request(body) }
        if let body = result.body { try StandardStreams.printOutput(JSONLayout(body.root)) }
        try finish(result.notes)
    }

    private func translate(_ reply: InputFile, _ request: InputFile?, by translation: OfflineTranslation) throws {
        let body = try request.map { try read($0, translation.config) }
        let answer = try reply.read(
            limit: OfflineTranslation.answerLimit,
            limitedBy: "the limit for answers"
        )
        let recorded = try naming(reply) { () throws(APIError) in try RecordedAnswer(answer) }
        let result = try naming(request ?? reply) { () throws(APIError) in
            try translation.answer(recorded, to: body)
        }
        switch result.body {
        case .whole(let message): try StandardStreams.printOutput(JSONLayout(message.root))
        case .stream(let events): try StandardStreams.printOutput(events)
        }
        try finish(result.notes, error: result.error)
    }

    private func read(_ request: InputFile, _ config: Config) throws -> [UInt8] {
        if request.isStandardInput, isatty(STDIN_FILENO) == 1 {
            StandardStreams.writeError("dragoman: reading the request from standard input; finish with Ctrl-D\n")
        }
        let body = try request.read(limit: config.server.maxBody.bytes, limitedBy: "server.max_body")
        guard !body.isEmpty else { throw StartFailure.data("\(request.name) is empty.") }
        return body
    }

    private func naming<Result>(_ file: InputFile, _ body: () throws(APIError) -> Result) throws -> Result {
        do throws(APIError) {
            return try body()
        } catch {
            throw StartFailure.data("\(file.name): \(LogText.line(error.message))")
        }
    }

    private func finish(_ notes: [TranslationNote], error: APIError? = nil) throws {
        let table = NoteTable(notes, width: StreamTerminal.error.width, isColored: StreamTerminal.error.isColored)
        StandardStreams.writeError(table.text)
        if let error {
            throw StartFailure.data("The client gets an error (\(error.kind.rawValue)): \(LogText.line(error.message))")
        }
        if notes.contains(where: { $0.kind == .fail }) { throw ExitCode.unusableData }
    }
}
