import Foundation
import TranslationTestSupport

/// A Model Context Protocol server for the client to start, whose tools all answer `answered` and the word they got,
/// and with it an image where there is one.
struct ToolServer: Sendable {
    private let folder: TemporaryFolder
    private let python: String

    init(offering names: [String], image: [UInt8]? = nil, in folder: TemporaryFolder) throws {
        let tools = names.map { name -> JSON in
            [
                "name": .string(name), "description": "Looks something up for \(name).",
                "inputSchema": [
                    "type": "object", "properties": ["word": ["type": "string"]], "required": ["word"],
                ],
            ]
        }
        try folder.write(JSON.array(tools).text.utf8, to: "tools.json")
        if let image { try folder.write(image, to: "answer.png") }
        self.folder = folder
        python = try Tool.python.requireLocation().path
    }

    /// What `--mcp-config` takes.
    var configuration: String {
        let files = [
            Tool.script("tool_server.py"), folder.file("tools.json"), folder.file("calls.jsonl"),
            folder.file("answer.png"),
        ]
        let server: JSON = ["command": .string(python), "args": .array(files.map { .string($0.path) })]
        return (["mcpServers": ["lab": server]] as JSON).text
    }

    /// The `params` of the calls so far.
    func calls() throws -> [JSON] {
        guard let lines = try? String(contentsOf: folder.file("calls.jsonl"), encoding: .utf8) else { return [] }
        return try lines.split(separator: "\n").map { try JSON(parsing: String($0)) }
    }
}
