import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct ReplyGoldenTests {
    @Test func `there are fixtures for each dialect`() {
        for dialect in DialectName.translated {
            #expect(ReplyFixture.all.count { $0.dialect == dialect } >= 20)
        }
    }

    @Test(arguments: ReplyFixture.all)
    func `a streamed answer becomes what its fixture says`(_ fixture: ReplyFixture) throws {
        var machine = fixture.machine()

        let events = machine.run(try fixture.frames())

        var stream: [UInt8] = []
        for event in events { event.appendServerSentEvent(to: &stream) }
        let text = String(decoding: stream, as: UTF8.self)
        let notes = machine.summary.notes.map(\.listing).joined()
        #expect(try Golden.difference(of: text, from: fixture.file("reply.anthropic.sse")) == nil)
        #expect(try Golden.difference(of: notes, from: fixture.file("reply.notes.txt")) == nil)
    }

    @Test(arguments: ReplyFixture.all)
    func `its fold is the whole message that its fixture says`(_ fixture: ReplyFixture) throws {
        var machine = fixture.machine()

        let message: [UInt8] =
            switch MessageAssembler.message(of: machine.run(try fixture.frames())) {
            case .success(let message): message.json
            case .failure(let error): error.envelope
            }

        let text = String(decoding: message, as: UTF8.self) + "\n"
        #expect(try Golden.difference(of: text, from: fixture.file("reply.anthropic.json")) == nil)
    }
}
