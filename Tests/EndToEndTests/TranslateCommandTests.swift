import Foundation
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

extension EndToEndTests {
    /// `dragoman translate` from outside: streams, exit codes and what is said to a person.
    @Suite(.needs(.dragoman))
    struct TranslateCommandTests {
        private static let request: JSON = [
            "model": "claude-opus-4-5", "max_tokens": 100, "top_k": 5,
            "messages": [["role": "user", "content": "Hi."]],
        ]
        private static let chatStream = """
            data: {"object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{"content":"Hello"}}]}

            data: {"object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            data: [DONE]


            """
        private static let chatAnswer = """
            {"object":"chat.completion","model":"m","choices":[{"index":0,"finish_reason":"stop","message":{"content":"Hello"}}]}
            """

        @Test func `a request from a file is printed, and its notes beside it`() async throws {
            let end = try await Self.translate("request.json")

            let sent = try JSON(parsing: end.output.joined(separator: "\n"))
            #expect(end.status == 0)
            #expect(sent["model"]?.string == "gpt-5.2")
            #expect(end.output.prefix(2) == ["{", "  \"model\": \"gpt-5.2\","])
            #expect(try #require(end.errors.first).wholeMatch(of: /KIND +FROM +TO +WHY/) != nil)
            #expect(end.errors.contains { $0.wholeMatch(of: /DROP +top_k +- +.*/) != nil })
            #expect(try #require(end.errors.last).wholeMatch(of: /\d+ notes: .*1 DROP.*/) != nil)
            #expect(!end.errors.joined().contains("\u{1B}"))
        }

        @Test(arguments: ["", " -"])
        func `a request may come from standard input`(_ argument: String) async throws {
            let named = try await Self.translate("request.json")
            let piped = try await Self.translate("--to responses\(argument) < request.json")

            #expect(piped.status == 0)
            #expect(piped.output == named.output)
            #expect(piped.errors == named.errors)
        }

        @Test func `a byte order mark is removed from a file`() async throws {
            let end = try await Self.translate("marked.json")

            #expect(end.status == 0)
        }

        @Test func `API and model can be chosen`() async throws {
            let end = try await Self.translate("--to chat --model gpt-4.1 request.json")
            let sent = try JSON(parsing: end.output.joined(separator: "\n"))

            #expect(sent["messages"] != nil)
            #expect(sent["model"]?.string == "gpt-4.1")
        }

        @Test func `the configuration here counts, and none of its keys need be set`() async throws {
            let end = try await Self.translate("request.json") { folder in
                let yaml = """
                    upstreams: {mine: {base_url: "http://127.0.0.1:1/v1", api_key: "${NO_SUCH_KEY}"}}
                    models: [{match: "*", to: my-model, max_output_tokens: 7}]
                    """
                try folder.write(yaml.utf8, to: "config.yaml")
            }
            let sent = try JSON(parsing: end.output.joined(separator: "\n"))

            #expect(end.status == 0)
            #expect(sent["model"]?.string == "my-model")
            #expect(!end.errors.joined().contains("NO_SUCH_KEY"))
            #expect(end.errors.contains { $0.hasSuffix("(config.yaml:2)") })
        }

        @Test func `a whole answer becomes a message`() async throws {
            let end = try await Self.translate("--reply answer.json request.json")
            let message = try JSON(parsing: end.output.joined(separator: "\n"))

            #expect(end.status == 0)
            #expect(message["model"]?.string == "claude-opus-4-5")
            #expect(message["content"]?[0]?["text"]?.string == "Hello")
        }

        @Test(arguments: [
            "--reply answer.sse request.json", "--reply - request.json < answer.sse", "--reply answer.sse",
        ])
        func `a streamed answer becomes a stream`(_ arguments: String) async throws {
            let end = try await Self.translate(arguments)

            #expect(end.status == 0)
            #expect(end.output.first == "event: message_start")
            #expect(end.output.last { !$0.isEmpty } == "data: {\"type\":\"message_stop\"}")
        }

        /// What is wrong, the exit code, what is said on standard error, and whether anything is printed all the same.
        static let failures: [(arguments: String, status: Int32, words: String, prints: Bool)] = [
            ("--to both request.json", 64, "'both' is invalid", false),
            ("request.json and-another.json", 64, "Unexpected argument", false),
            ("--reply - - < answer.sse", 64, "Only one of", false),
            ("--model '' request.json", 64, "must not be empty", false),
            ("garbage", 65, "garbage: The request body is not valid JSON", false),
            ("answer.json", 65, "answer.json: max_tokens: field required", false),
            ("empty", 65, "empty is empty", false),
            ("unmapped.json", 65, "Did you mean \"claude-opus-4-5\"", false),
            ("escape.json", 65, "tool_choice.name: names \" [31mred\"", false),
            ("part.json", 65, "part.json: messages[0].content[0].text: field required", false),
            ("--reply garbage request.json", 65, "garbage: The answer is neither", false),
            ("--reply answer.json part.json", 65, "part.json: messages[0].content[0].text", false),
            ("--reply cut.sse", 65, "closed the stream before", true),
            ("--reply error.json", 65, "rate_limit_error", true),
            ("--reply nameless.json", 65, "FAIL", true),
            ("no-such-file", 66, "Cannot read no-such-file: No such file or directory", false),
            (".", 66, "it is a folder", false),
            ("--reply no-such-file request.json", 66, "No such file", false),
            ("--config no-such-file request.json", 78, "does not exist", false),
            ("--config garbage request.json", 78, "garbage:1:", false),
        ]

        @Test(arguments: failures)
        func `each problem has its exit code and a message`(
            _ arguments: String,
            _ status: Int32,
            _ words: String,
            _ prints: Bool
        ) async throws {
            let end = try await Self.translate(arguments)

            #expect(end.status == status)
            #expect(end.errors.joined(separator: "\n").contains(words), "\(end.errors)")
            #expect(end.output.isEmpty == !prints)
        }

        @Test func `output that cannot be written is a failure`() async throws {
            guard FileManager.default.fileExists(atPath: "/dev/full") else { return }

            #expect(try await Self.translate("request.json > /dev/full").status == 74)
        }

        /// Runs the command in a folder with the files that the tests name, and what `prepare` adds.
        private static func translate(
            _ arguments: String,
            _ prepare: @Sendable (TemporaryFolder) throws -> Void = { _ in }
        ) async throws -> ChildProcess.State {
            try await TemporaryFolder.lending { folder in
                let files: [(String, String)] = [
                    ("request.json", request.text), ("marked.json", "\u{FEFF}" + request.text),
                    ("garbage", "no JSON\u{7}\n"), ("empty", ""),
                    ("unmapped.json", request.setting("model", to: "claude-opsu-4-5").text),
                    (
                        "escape.json",
                        request.setting("tools", to: [["name": "a", "input_schema": ["type": "object"]]])
                            .setting("tool_choice", to: ["type": "tool", "name": "\u{1B}[31mred"]).text
                    ),
                    (
                        "part.json",
                        request.setting("messages", to: [["role": "user", "content": [["type": "text"]]]]).text
                    ),
                    ("answer.json", chatAnswer), ("answer.sse", chatStream),
                    ("cut.sse", String(chatStream.split(separator: "\n\n")[0]) + "\n\n"),
                    ("error.json", #"{"error":{"code":"rate_limit_exceeded","message":"Slow down."}}"#),
                    (
                        "nameless.json",
                        chatAnswer.replacing("\"content\":\"Hello\"", with: #""tool_calls":[{"id":"c","function":{}}]"#)
                    ),
                ]
                for (name, text) in files { try folder.write(text.utf8, to: name) }
                try prepare(folder)
                let program = try Tool.dragoman.requireLocation().path
                return try await ChildProcess.run(
                    URL(filePath: "/bin/sh"),
                    ["-c", "\"\(program)\" translate \(arguments)"],
                    environment: ["HOME": folder.path, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"],
                    in: folder.url
                )
            }
        }
    }
}
