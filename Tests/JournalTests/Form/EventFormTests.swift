import Foundation
import Testing
import TranslationTestSupport

@testable import Journal
@testable import Translation

/// The JSON form of events. `events-v1.json` is what version 1 wrote: it is not written anew when the code changes.
@Suite struct EventFormTests {
    private static let fixture = "Tests/Fixtures/events/events-v1.json"

    private static func stored() throws -> JSONDocument {
        try JSONDocument([UInt8](Data(contentsOf: MarkdownDocument.root.appending(path: fixture))))
    }

    @Test func `yesterday's events are read, and written again as they were`() throws {
        for stored in try Self.stored().root.elements {
            let event = try JSONForm.decode(ProxyEvent.self, from: stored)

            #expect(Self.withoutSentences(try Self.written(event)) == Self.withoutSentences(stored.raw.text))
        }
    }

    @Test func `today's events are written as yesterday's`() throws {
        let lines = try EventFormSamples.all.map(Self.written)
        if ProcessInfo.processInfo.environment["WRITE_EVENTS_V1"] != nil {
            let text = "[\n" + lines.joined(separator: ",\n") + "\n]\n"
            let file = MarkdownDocument.root.appending(path: Self.fixture)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: file)
        }

        let stored = try Self.stored().root.elements.map(\.raw.text)
        #expect(stored.map(Self.withoutSentences) == lines.map(Self.withoutSentences))
    }

    private static func written(_ event: ProxyEvent) throws -> String {
        String(decoding: try JSONForm.encode(event), as: UTF8.self)
    }

    /// Without the members that are derived for people: rewording them changes no form.
    private static func withoutSentences(_ line: String) -> String {
        line.replacing(#/"(?:error|sentence)":"(?:[^"\\]|\\.)*",?/#, with: "")
    }

    @Test func `the samples have every event, phase and state, and every member`() throws {
        var names: Set<String> = []
        var phases: Set<String> = []
        var states: Set<String> = []
        var members: Set<String> = []
        for event in try Self.stored().root.elements {
            names.insert(event["event"]?.string ?? "")
            phases.insert(event["phase"]?.string ?? "")
            states.insert(event["exchange"]?["state"]?.string ?? "")
            members.formUnion(event.members.map(\.key.string))
            members.formUnion(event["exchange"]?.members.map(\.key.string) ?? [])
            for holder in [event["exchange"], event["exchange"]?["tries"]?.elements.first { _ in true }] {
                members.formUnion(holder?.members.map(\.key.string) ?? [])
                members.formUnion(holder?["failure"]?.members.map(\.key.string) ?? [])
            }
        }

        #expect(names == Set(ProxyEvent.Name.allCases.map(\.rawValue)))
        #expect(phases.isSuperset(of: ["arrived", "routed", "sent", "first_byte", "progressed", "finished"]))
        #expect(states.isSuperset(of: Exchange.Outcome.State.allCases.map(\.rawValue)))
        let known =
            ProxyEvent.Key.allCases.map(\.rawValue) + Exchange.Key.allCases.map(\.rawValue)
            + Exchange.Attempt.Key.allCases.map(\.rawValue) + FailureKey.allCases.map(\.rawValue)
        #expect(Set(known).subtracting(members) == [])
    }

    @Test func `members that are not known are ignored, and events that are not known say their name`() throws {
        let grown =
            #"{"version":1,"event":"unrouted","request":"req_0000cafe0000002a","method":"GET","path":"/","new":[1]}"#
        let unknown = #"{"version":1,"event":"budget_reached","limit":5}"#

        guard case .unrouted(let id, "GET", "/", 404) = try JSONForm.decode(ProxyEvent.self, from: Array(grown.utf8))
        else {
            Issue.record("another event")
            return
        }
        #expect(id == ExchangeID(run: 0xCAFE, sequence: 42))
        let error = #expect(throws: UnknownEvent.self) {
            try JSONForm.decode(ProxyEvent.self, from: Array(unknown.utf8))
        }
        #expect(error?.name == "budget_reached")
    }

    @Test(arguments: [
        (#"{"type":"budget","limit":5}"#, "budget"), (#"{"type":"transport","reason":"quic"}"#, "transport.quic"),
        (#"{"type":"broken","reason":"torn"}"#, "broken.torn"),
        (#"{"type":"transport","reason":"tls","detail":"new"}"#, "tls.new"),
    ])
    func `a failure that only a newer version knows keeps its name`(_ text: String, _ name: String) throws {
        #expect(try JSONForm.decode(ExchangeFailure.self, from: Array(text.utf8)) == .unrecognized(name))
    }

    @Test(arguments: [
        #"{"type":"transport","reason":"tls"}"#, #"{"type":"too_large","limit_bytes":"9"}"#, #"{"reason":"tls"}"#, "[]",
    ])
    func `a failure whose facts are missing is an error`(_ text: String) {
        #expect(throws: (any Error).self) { try JSONForm.decode(ExchangeFailure.self, from: Array(text.utf8)) }
    }

    @Test(arguments: EventFormSamples.failures + EventFormSamples.refusals)
    func `a failure means the same to a client after it was stored`(_ failure: ExchangeFailure) throws {
        let stored = try JSONForm.decode(ExchangeFailure.self, from: JSONForm.encode(failure))

        #expect(stored == failure)
        #expect(APIError(stored) == APIError(failure))
        #expect(stored.remedy == failure.remedy)
        #expect(stored.label == failure.label)
    }

    @Test(arguments: ["req_0000cafe", "req_0000CAFE0000002a", "msg_0000cafe0000002a", "", "req_0000cafe0000002g"])
    func `an invalid id is not read`(_ text: String) {
        #expect(ExchangeID(text) == nil)
    }
}
