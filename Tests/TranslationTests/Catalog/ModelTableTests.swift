import Testing

@testable import Translation

/// The catalog row by row against a table written by hand: one line a model.
@Suite struct ModelTableTests {
    struct Row: Sendable, CustomStringConvertible {
        var name: String
        var window: Int
        var output: Int
        var apis: String
        var efforts: String
        var usual: Effort?
        /// Input, cached input, output, cache write; nil for what costs as much as input.
        var price: (Double, Double?, Double, Double?)
        /// The same above 272,000 tokens of input.
        var long: (Double, Double?, Double, Double?)?
        var shutdown: String?
        var takes = Takes.nothing

        var description: String { name }
    }

    /// What else a request for it may say.
    struct Takes: OptionSet, Sendable {
        let rawValue: Int
        static let sampling = Takes(rawValue: 1)
        static let samplingWithoutReasoning = Takes(rawValue: 2)
        static let parallel = Takes(rawValue: 8)
        static let verbosity = Takes(rawValue: 16)
        static let blind = Takes(rawValue: 32)
        /// Tools on Chat Completions, reasoning or not.
        static let tools = Takes(rawValue: 64)
        static let nothing: Takes = []
    }

    private static let lmh = "low medium high"
    private static let nx = "none low medium high xhigh"
    private static let nm = "none low medium high xhigh max"
    private static let lm = "low medium high xhigh max"
    private static let old: Takes = [.sampling, .parallel, .tools]
    private static let mid: Takes = [.samplingWithoutReasoning, .parallel, .verbosity, .tools]
    private static let new: Takes = [.samplingWithoutReasoning, .parallel, .verbosity]
    private static let pro: Takes = [.parallel, .verbosity]

    private static func row(
        _ name: String,
        _ window: Int,
        _ output: Int,
        _ apis: String,
        _ efforts: String,
        _ usual: Effort?,
        _ price: (Double, Double?, Double, Double?),
        long: (Double, Double?, Double, Double?)? = nil,
        gone shutdown: String? = nil,
        _ takes: Takes
    ) -> Row {
        Row(
            name: name,
            window: window,
            output: output,
            apis: apis,
            efforts: efforts,
            usual: usual,
            price: price,
            long: long,
            shutdown: shutdown,
            takes: takes
        )
    }

    // swift-format-ignore
    static let early: [Row] = [
        row("gpt-4.1", 1_047_576, 32_768, "r c", "", nil, (2, 0.5, 8, nil), gone: "2027-01-14", old),
        row("gpt-4.1-mini", 1_047_576, 32_768, "r c", "", nil, (0.4, 0.1, 1.6, nil), gone: "2027-01-14", old),
        row("gpt-4.1-nano", 1_047_576, 32_768, "r c", "", nil, (0.1, 0.025, 0.4, nil), gone: "2026-10-23", old),
        row("gpt-4o", 128_000, 16_384, "r c", "", nil, (2.5, 1.25, 10, nil), gone: "2027-01-14", old),
        row("gpt-4o-mini", 128_000, 16_384, "r c", "", nil, (0.15, 0.075, 0.6, nil), gone: "2027-01-14", old),
        row("o1", 200_000, 100_000, "r c", lmh, .medium, (15, 7.5, 60, nil), gone: "2026-10-23", [.tools]),
        row("o3-mini", 200_000, 100_000, "r c", lmh, .medium, (1.1, 0.55, 4.4, nil), gone: "2026-10-23",
            [.blind, .tools]),
        row("o4-mini", 200_000, 100_000, "r c", lmh, .medium, (1.1, 0.275, 4.4, nil), gone: "2026-10-23", .tools),
        row("o3", 200_000, 100_000, "r c", lmh, .medium, (2, 0.5, 8, nil), gone: "2026-12-11", .tools),
        row("o3-pro", 200_000, 100_000, "r", lmh, .medium, (20, nil, 80, nil), gone: "2026-12-11", .tools),
        row("gpt-5", 272_000, 128_000, "r c", "minimal \(lmh)", .medium, (1.25, 0.125, 10, nil), gone: "2026-12-11",
            [.parallel, .verbosity, .tools]),
        row("gpt-5-mini", 272_000, 128_000, "r c", "minimal \(lmh)", .medium, (0.25, 0.025, 2, nil),
            gone: "2026-12-11", [.parallel, .verbosity, .tools]),
        row("gpt-5-nano", 272_000, 128_000, "r c", "minimal \(lmh)", .medium, (0.05, 0.005, 0.4, nil),
            gone: "2026-12-11", [.parallel, .verbosity, .tools]),
        row("gpt-5-pro", 272_000, 272_000, "r", "high", .high, (15, nil, 120, nil), gone: "2026-12-11",
            [.parallel, .verbosity, .tools]),
        row("gpt-5-codex", 272_000, 128_000, "r", lmh, .medium, (1.25, 0.125, 10, nil), gone: "2026-07-23",
            .parallel),
        row("gpt-5.1-codex", 272_000, 128_000, "r", lmh, .medium, (1.25, 0.125, 10, nil), gone: "2026-07-23",
            .parallel),
        row("gpt-5.1-codex-mini", 272_000, 128_000, "r", lmh, .medium, (0.25, 0.025, 2, nil), gone: "2026-07-23",
            .parallel),
        row("gpt-5.1-codex-max", 272_000, 128_000, "r", "\(lmh) xhigh", .medium, (1.25, 0.125, 10, nil),
            gone: "2026-07-23", .parallel),
        row("gpt-5.2-codex", 272_000, 128_000, "r", "\(lmh) xhigh", .medium, (1.75, 0.175, 14, nil),
            gone: "2026-07-23", .parallel),
        row("gpt-5.3-codex", 272_000, 128_000, "r", nx, nil, (1.75, 0.175, 14, nil), gone: "2027-04-01", .parallel),
        row("gpt-5-chat-latest", 128_000, 16_384, "r c", "", nil, (1.25, 0.125, 10, nil), gone: "2026-07-23",
            [.parallel, .tools]),
        row("gpt-5.1-chat-latest", 128_000, 16_384, "r c", "", nil, (1.25, 0.125, 10, nil), gone: "2026-07-23",
            [.parallel, .tools]),
        row("gpt-5.2-chat-latest", 128_000, 16_384, "r c", "", nil, (1.75, 0.175, 14, nil), gone: "2026-08-10",
            [.parallel, .tools]),
        row("gpt-5.3-chat-latest", 128_000, 16_384, "r c", "", nil, (1.75, 0.175, 14, nil), gone: "2026-08-10",
            [.parallel, .tools]),
        row("chat-latest", 272_000, 128_000, "r c", "", nil, (5, 0.5, 30, nil), [.parallel, .tools]),
    ]

    // swift-format-ignore
    static let late: [Row] = [
        row("gpt-5.1", 272_000, 128_000, "r c", "none \(lmh)", Effort.none, (1.25, 0.125, 10, nil),
            gone: "2027-04-01", mid),
        row("gpt-5.2", 272_000, 128_000, "r c", nx, Effort.none, (1.75, 0.175, 14, nil), mid),
        row("gpt-5.2-pro", 272_000, 128_000, "r", "medium high xhigh", nil, (21, nil, 168, nil), [pro, .tools]),
        row("gpt-5.4", 922_000, 128_000, "r c", nx, Effort.none, (2.5, 0.25, 15, nil), long: (5, 0.5, 22.5, nil),
            new),
        row("gpt-5.4-mini", 272_000, 128_000, "r c", nx, Effort.none, (0.75, 0.075, 4.5, nil), new),
        row("gpt-5.4-nano", 272_000, 128_000, "r c", nx, Effort.none, (0.2, 0.02, 1.25, nil), gone: "2027-04-01",
            new),
        row("gpt-5.4-pro", 922_000, 128_000, "r", "medium high xhigh", nil, (30, nil, 180, nil),
            long: (60, nil, 270, nil), pro),
        row("gpt-5.5", 922_000, 128_000, "r c", nx, .medium, (5, 0.5, 30, nil), long: (10, 1, 45, nil), new),
        row("gpt-5.5-pro", 922_000, 128_000, "r", "medium high xhigh", nil, (30, nil, 180, nil),
            long: (60, nil, 270, nil), pro),
        row("gpt-5.6", 922_000, 128_000, "r c", nm, .medium, (4, 0.4, 20, 5), long: (8, 0.8, 30, 10), new),
        row("gpt-5.6-sol", 922_000, 128_000, "r c", nm, .medium, (4, 0.4, 20, 5), long: (8, 0.8, 30, 10), new),
        row("gpt-5.6-terra", 922_000, 128_000, "r c", nm, .medium, (2, 0.2, 12, 2.5), long: (4, 0.4, 18, 5), new),
        row("gpt-5.6-luna", 922_000, 128_000, "r c", nm, .medium, (0.2, 0.02, 1.2, 0.25),
            long: (0.4, 0.04, 1.8, 0.5), new),
        row("gpt-6-astra", 922_000, 128_000, "r c", lm, .medium, (10, 1, 50, 12.5), long: (20, 2, 75, 25), pro),
        row("gpt-6-sol", 922_000, 128_000, "r c", nm, .medium, (2, 0.2, 10, 2.5), long: (4, 0.4, 15, 5), new),
        row("gpt-6-luna", 922_000, 128_000, "r c", nm, .medium, (0.1, 0.01, 0.5, 0.125),
            long: (0.2, 0.02, 0.75, 0.25), new),
        row("gpt-6.1-sol", 922_000, 128_000, "r c", lm, .medium, (2, 0.1, 10, 2.5), long: (4, 0.2, 15, 5), pro),
        row("gpt-6.1-terra", 922_000, 128_000, "r c", nm, .medium, (1, 0.05, 5, 1.25), long: (2, 0.1, 7.5, 2.5),
            new),
        row("gpt-6.2-sol", 922_000, 128_000, "r c", lm, .medium, (2, nil, 10, nil), pro),
        row("gpt-6.2-astra", 922_000, 128_000, "r c", lm, .medium, (8, nil, 40, nil), pro),
    ]

    @Test func `the table and the catalog name the same models`() {
        let named = (Self.early + Self.late).map(\.name)

        #expect(named.sorted() == ModelCatalog.bundled.models.map(\.name).sorted())
    }

    @Test(arguments: early + late)
    func `each model has the facts of the table`(row: Row) throws {
        let profile = ModelCatalog.bundled.profile(for: row.name)

        #expect(profile.isKnown)
        #expect(profile.inputWindow == row.window)
        #expect(profile.maximumOutputTokens == row.output)
        #expect(profile.dialects == (row.apis == "r" ? [.responses] : [.responses, .chat]))
        #expect(profile.efforts.map(\.rawValue) == row.efforts.split(separator: " ").map(String.init))
        #expect(profile.defaultEffort == row.usual)
        #expect(profile.shutdown == row.shutdown)
        let prices = try #require(profile.prices)
        #expect(
            [prices.input, prices.cachedInput, prices.output, prices.cacheWrite] == [
                row.price.0, row.price.1 ?? row.price.0, row.price.2, row.price.3 ?? row.price.0,
            ]
        )
        let long = row.long.map { [272_000, $0.0, $0.1 ?? $0.0, $0.2, $0.3 ?? $0.0] }
        #expect(
            prices.long.map { [Double($0.threshold), $0.input, $0.cachedInput, $0.output, $0.cacheWrite] } == long
        )
    }

    @Test(arguments: early + late)
    func `a model takes what the table says, and nothing else`(row: Row) {
        let profile = ModelCatalog.bundled.profile(for: row.name)
        var takes = Takes.nothing
        switch profile.sampling {
        case .always: takes.insert(.sampling)
        case .withoutReasoning: takes.insert(.samplingWithoutReasoning)
        case .never: break
        }
        if profile.acceptsParallelToolCalls { takes.insert(.parallel) }
        if profile.acceptsVerbosity { takes.insert(.verbosity) }
        if !profile.acceptsImages { takes.insert(.blind) }
        if !profile.refusesToolsOnChat { takes.insert(.tools) }

        #expect(takes == row.takes)
        #expect(profile.hasDeveloperRole == !row.name.hasPrefix("gpt-4"))
        #expect(profile.takesCacheMarks == (row.name.hasPrefix("gpt-5.6") || row.name.hasPrefix("gpt-6")))
        #expect(profile.refuses.isEmpty)
    }

    @Test func `gpt-5.6 is gpt-5.6-sol under another name`() {
        var alias = ModelCatalog.bundled.profile(for: "gpt-5.6")
        alias.name = "gpt-5.6-sol"

        #expect(alias == ModelCatalog.bundled.profile(for: "gpt-5.6-sol"))
    }

    @Test(arguments: ["gpt-4.1-2025-04-14", "gpt-5-2025-08-07", "gpt-5.6-sol-2026-08-20", "o3-2025-04-16"])
    func `a dated id is the model of that day`(id: String) {
        let name = String(id.dropLast("-2025-04-14".count))

        #expect(ModelCatalog.bundled.profile(for: id) == ModelCatalog.bundled.profile(for: name))
    }

    @Test(arguments: ["gpt-5.6-cyber", "gpt-6-rosalind-pro", "gpt-5.1-mini", "gpt-6-law", "gpt-7"])
    func `an id for which one must be admitted has the rule for newer models`(id: String) {
        let profile = ModelCatalog.bundled.profile(for: id)

        #expect(!profile.isKnown)
        #expect(profile.efforts == [.low, .medium, .high])
        #expect((profile.inputWindow, profile.maximumOutputTokens) == (272_000, 128_000))
    }
}
