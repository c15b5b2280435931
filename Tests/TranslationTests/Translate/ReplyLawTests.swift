import Testing
import TranslationTestSupport

@testable import Translation

/// The five laws of an answer, for every dialect and every fixture.
@Suite struct ReplyLawTests {
    // MARK: Fold

    @Test(arguments: ReplyFixture.withWhole)
    func `the fold of a stream is the translation of the whole answer`(_ fixture: ReplyFixture) throws {
        var streaming = fixture.machine()
        var folding = fixture.machine()

        let folded = MessageAssembler.message(of: streaming.run(try fixture.frames()))
        let translated = MessageAssembler.message(of: folding.run(whole: try fixture.wholeDocument()))

        #expect(try Self.comparable(folded) == Self.comparable(translated))
    }

    /// A stream that a stop sequence ends is cut before its usage has come.
    private static func comparable(_ result: Result<Message, APIError>) throws -> JSON {
        switch result {
        case .success(let message):
            let json = try JSON(parsing: message.json)
            return message.stopReason == .stopSequence ? json.setting("usage", to: nil) : json
        case .failure(let error):
            return try JSON(parsing: error.envelope)
        }
    }

    // MARK: Split

    @Test(arguments: ReplyFixture.all)
    func `a cut at any byte changes nothing`(_ fixture: ReplyFixture) throws {
        let frames = try fixture.frames()
        var decoder = ServerSentEventDecoder()
        var before: [ServerSentEvent] = []

        for cut in 1..<fixture.stream.count {
            try decoder.feed([fixture.stream[cut - 1]], into: &before)
            var rest = decoder
            var after: [ServerSentEvent] = []
            try rest.feed(Array(fixture.stream[cut...]), into: &after)
            #expect(before.count + after.count == frames.count, "cut at \(cut)")
            #expect(after[...] == frames.suffix(after.count), "cut at \(cut)")
        }
        #expect(before[...] == frames.prefix(before.count))
    }

    @Test(arguments: ReplyFixture.all)
    func `byte by byte is the same as at once`(_ fixture: ReplyFixture) throws {
        var atOnce = fixture.machine()
        var byByte = fixture.machine()

        let events = atOnce.run(try fixture.frames())

        #expect(byByte.run(try fixture.frames(cuts: Array(1..<fixture.stream.count))) == events)
    }

    @Test(arguments: ReplyFixture.all)
    func `other line ends change nothing`(_ fixture: ReplyFixture) throws {
        let frames = try fixture.frames()

        for lineEnd in ["\r\n", "\r"] {
            let text = String(decoding: fixture.stream, as: UTF8.self).replacing("\n", with: lineEnd)
            var decoder = ServerSentEventDecoder()
            var others: [ServerSentEvent] = []
            try decoder.feed(Array(text.utf8), into: &others)
            #expect(others == frames)
        }
    }

    // MARK: Grammar and totality

    @Test(arguments: ReplyFixture.all)
    func `a stream that stops anywhere ends lawfully`(_ fixture: ReplyFixture) throws {
        let frames = try fixture.frames()

        for count in 0...frames.count {
            var machine = fixture.machine()
            try Self.expectLawful(machine.run(frames.prefix(count)), machine)
        }
    }

    @Test(arguments: ReplyFixture.all)
    func `a stream that has to wait for its first word ends lawfully`(_ fixture: ReplyFixture) throws {
        var machine = fixture.machine()
        var events: [MessageStreamEvent] = []
        machine.open(into: &events)
        events.append(.ping)

        events += machine.run(try fixture.frames())

        try Self.expectLawful(events, machine)
    }

    @Test(arguments: ReplyFixture.all)
    func `a connection that is lost anywhere ends lawfully`(_ fixture: ReplyFixture) throws {
        let frames = try fixture.frames()

        for count in 0...frames.count {
            var machine = fixture.machine()
            var events: [MessageStreamEvent] = []
            for frame in frames.prefix(count) { machine.receive(frame, into: &events) }
            machine.fail(.transport(.idleTimeout(.seconds(300))), into: &events)
            try Self.expectLawful(events, machine)
        }
    }

    @Test(arguments: ReplyFixture.all)
    func `garbage in a stream ends lawfully`(_ fixture: ReplyFixture) throws {
        let frames = try fixture.frames()

        for seed in 0..<120 as Range<UInt64> {
            var noise = UpstreamNoise(seed: seed)
            var machine = fixture.machine()
            try Self.expectLawful(machine.run(noise.disturbing(frames)), machine, "seed \(seed)")
        }
    }

    @Test(arguments: ReplyFixture.withWhole)
    func `garbage in a whole answer ends lawfully`(_ fixture: ReplyFixture) throws {
        let answer = fixture.whole ?? []

        for seed in 0..<200 as Range<UInt64> {
            var noise = UpstreamNoise(seed: seed)
            guard let document = try? JSONDocument(noise.disturbing(answer)) else { continue }
            var machine = fixture.machine()
            try Self.expectLawful(machine.run(whole: document), machine, "seed \(seed)")
        }
    }

    @Test(arguments: DialectName.translated)
    func `streams mixed from all fixtures end lawfully`(_ dialect: DialectName) throws {
        let fixtures = ReplyFixture.all.filter { $0.dialect == dialect }
        let frames = try fixtures.flatMap { try $0.frames() }

        for seed in 0..<400 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let fixture = try #require(fixtures.randomElement(using: &generator))
            let mixed = (0..<40).compactMap { _ in frames.randomElement(using: &generator) }
            var machine = fixture.machine()
            try Self.expectLawful(machine.run(mixed), machine, "seed \(seed)")
        }
    }

    private static func expectLawful(
        _ events: [MessageStreamEvent],
        _ machine: any StreamMachine,
        _ comment: Comment? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        var grammar = MessageGrammar()
        do {
            for event in events { try grammar.accept(event) }
        } catch {
            Issue.record("\(error) \(comment ?? "")", sourceLocation: sourceLocation)
        }
        #expect(grammar.hasEnded && machine.hasEnded, comment, sourceLocation: sourceLocation)
    }

    // MARK: Tokens

    @Test(arguments: ReplyFixture.all)
    func `the record has the same tokens as the client`(_ fixture: ReplyFixture) throws {
        var machine = fixture.machine()

        let emitted = machine.run(try fixture.frames()).compactMap { event in
            if case .messageDelta(_, _, let usage, _) = event { usage } else { nil }
        }

        #expect(emitted.count == (machine.summary.failure == nil ? 1 : 0))
        if let usage = emitted.first {
            #expect(machine.summary.usage == usage)
            #expect(usage.totalInputTokens > 0 && usage.outputTokens > 0)
            #expect(machine.summary.estimatedOutputTokens == usage.outputTokens)
        }
    }
}
