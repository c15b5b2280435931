import Testing

@testable import Translation

@Suite struct AnswerCallIDsTests {
    @Test(arguments: [
        "call_Ab12Cd34Ef56Gh78Ij90Kl12", "toolu_01A09q90qw90lq917835lq9", "aB3dE5f12", "chatcmpl-tool-9f8e7d6c5b4a",
    ])
    func `an id that is unique passes`(_ id: String) {
        var ids = AnswerCallIDs(messageID: "msg_1")

        let next = ids.next(for: id)

        #expect(next.id == id)
        #expect(!next.isReplaced)
    }

    @Test(arguments: ["call_0", "call-12", "0", "functions.Read:0", "an id", ""])
    func `an id that counts or has other characters is another in each answer and legal`(_ id: String) {
        var first = AnswerCallIDs(messageID: "msg_1")
        var again = AnswerCallIDs(messageID: "msg_1")
        var second = AnswerCallIDs(messageID: "msg_2")

        let mended = first.next(for: id).id

        #expect(mended == again.next(for: id).id)
        #expect(mended != second.next(for: id).id)
        #expect(CallID.sent(mended, limit: 40) == mended)
    }

    @Test func `an id that comes twice is two ids`() {
        var ids = AnswerCallIDs(messageID: "msg_1")

        let made = (0..<3).map { _ in ids.next(for: "call_same").id } + (0..<3).map { _ in ids.next(for: nil).id }

        #expect(made.first == "call_same")
        #expect(Set(made).count == 6)
    }
}
