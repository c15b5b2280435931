import Testing

@testable import Journal
@testable import ProxyTUI
@testable import Translation

/// A filter that looks into bodies: what is asked for, when, and what becomes of the answers.
@Suite struct BodyFilterTests {
    private static let pattern = BodyPattern.text("x")
    private static let search = DashboardEffect.searchBodies([pattern])

    private static func numbers(_ model: DashboardModel) -> [Int] {
        (0..<model.list.count(in: model.shown)).compactMap { model.list.row($0, in: model.shown)?.number }
    }

    /// A list with `body:x`, and its answer.
    private static func filtered() -> DashboardModel {
        var model = SampleDay.model(120, 40)
        model.press("f", "body:x", .enter)
        _ = model.update(.bodyMatches([pattern: [SampleDay.id(3), SampleDay.id(5)]]))
        return model
    }

    /// The searches that the end of a request asks for.
    private static func searches(_ model: inout DashboardModel, _ number: UInt32) -> [DashboardEffect] {
        model.update(.events([.request(.init(.finished, SampleDay.exchange(number, at: 195)))])).filter {
            if case .searchBodies = $0 { true } else { false }
        }
    }

    @Test func `bodies are searched when the filter is accepted`() {
        var model = SampleDay.model(120, 40)
        #expect(model.press("f", "body:x").isEmpty)
        #expect(model.press(.enter) == [Self.search])
        #expect(model.list.isSearchingBodies)
        _ = model.update(.bodyMatches([Self.pattern: [SampleDay.id(3)]]))
        #expect(Self.numbers(model) == [3])
        #expect(!model.list.isSearchingBodies)
    }

    @Test func `opening and leaving the filter keeps the matches`() {
        var model = Self.filtered()
        model.press("f")
        #expect(Self.numbers(model) == [3, 5])
        model.press("y z")
        #expect(model.press(.escape) == [Self.search])
        #expect(Self.numbers(model) == [3, 5])
    }

    @Test func `a request that ends later is searched too`() {
        var model = Self.filtered()
        #expect(Self.searches(&model, 50) == [Self.search])
        _ = model.update(.bodyMatches([Self.pattern: [SampleDay.id(3), SampleDay.id(50)]]))
        #expect(Self.numbers(model) == [3, 50])
    }

    @Test func `one search runs at a time, and a due one follows it once`() {
        var model = Self.filtered()
        #expect(Self.searches(&model, 50) == [Self.search])
        #expect(Self.searches(&model, 51).isEmpty)
        #expect(Self.searches(&model, 52).isEmpty)
        #expect(model.update(.bodyMatches([Self.pattern: []])) == [Self.search])
        #expect(model.update(.bodyMatches([Self.pattern: []])).isEmpty)
    }

    @Test func `the answer of an old filter is not that of the new one`() {
        var model = SampleDay.model(120, 40)
        model.press("f", "body:x", .enter)
        model.press("f", .key(.control("U")))
        #expect(model.press("body:y", .enter).isEmpty)
        let other = BodyPattern.text("y")
        #expect(model.update(.bodyMatches([Self.pattern: [SampleDay.id(3)]])) == [.searchBodies([other])])
        #expect(Self.numbers(model).isEmpty)
        _ = model.update(.bodyMatches([other: [SampleDay.id(4)]]))
        #expect(Self.numbers(model) == [4])
    }

    @Test func `a withdrawn filter does not show a search`() {
        var model = SampleDay.model(120, 40)
        model.press("f", "body:x", .enter, .escape)
        #expect(!model.list.isSearchingBodies)
        #expect(!DashboardView.draw(model).text.contains("searching bodies"))
    }
}
