import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct EffortInForceTests {
    private static let says = #"{"role": "user", "content": "Hi."}"#
    private static let answers = #"{"role": "assistant", "content": "Ho."}"#
    private static let results =
        #"{"role": "user", "content": [{"type": "tool_result", "tool_use_id": "t", "content": "x"}]}"#

    private static func sets(_ effort: String) -> String {
        #"{"role": "system", "content": [], "output_config": {"effort": "\#(effort)"}}"#
    }

    struct Row: Sendable {
        var messages: [String]
        var inForce: String?
        var replaced: [String] = []
        var pending: [String] = []
    }

    @Test(arguments: [
        Row(messages: [says], inForce: "high"),
        Row(messages: [says, sets("low")], inForce: "low", replaced: ["high"]),
        Row(messages: [says, answers, sets("low"), says], inForce: "low", replaced: ["high"]),
        Row(messages: [says, answers, sets("low"), results], inForce: "high", pending: ["low"]),
        Row(messages: [says, answers, results, sets("low")], inForce: "high", pending: ["low"]),
        Row(messages: [says, answers, results, sets("low"), answers, says], inForce: "low", replaced: ["high"]),
        Row(messages: [says, sets("low"), answers, says, answers, results], inForce: "low", replaced: ["high"]),
        Row(
            messages: [says, sets("low"), answers, says, sets("max")],
            inForce: "max",
            replaced: ["high", "low"]
        ),
        Row(messages: [says, answers, sets("low"), sets("max")], inForce: "high", replaced: ["low"], pending: ["max"]),
    ])
    func `what a message sets counts from the user's turn it follows or comes before`(_ row: Row) throws {
        let request = try TranslationSample.request(
            row.messages.joined(separator: ", "),
            fields: #""output_config": {"effort": "high"}"#
        )

        #expect(request.effort?.string == row.inForce)
        #expect(request.effortsNotInForce.replaced.compactMap(\.string) == row.replaced)
        #expect(request.effortsNotInForce.pending.compactMap(\.string) == row.pending)
    }

    @Test func `a message that only sets the effort needs no content, any other does`() throws {
        let bare = #"{"role": "system", "output_config": {"effort": "low"}}"#
        #expect(try TranslationSample.request("\(Self.says), \(bare)").effort?.string == "low")

        let nothing = #"{"role": "system", "output_config": {}}"#
        let error = #expect(throws: InvalidRequest.self) {
            try TranslationSample.request("\(Self.says), \(nothing)")
        }
        #expect(error?.path == "messages[1].content")
    }

    @Test func `an effort that is not a string is refused with its place`() throws {
        let odd = #"{"role": "system", "content": "x", "output_config": {"effort": 7}}"#
        let error = #expect(throws: InvalidRequest.self) { try TranslationSample.request("\(Self.says), \(odd)") }

        #expect(error?.path == "messages[1].output_config.effort")
    }
}
