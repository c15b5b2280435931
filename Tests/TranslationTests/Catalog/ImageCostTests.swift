import Testing

@testable import Translation

@Suite struct ImageCostTests {
    private static func tokens(_ model: String, _ width: Int, _ height: Int) -> Double {
        ModelCatalog.bundled.profile(for: model).imageCost.tokens(width: width, height: height)
    }

    @Test(arguments: [
        ("gpt-4o", 1024, 1024, 765), ("gpt-4.1", 1024, 1024, 765), ("gpt-4o", 2048, 4096, 1105),
        ("gpt-4o", 512, 512, 255), ("gpt-4o", 1, 1, 255), ("o3", 1024, 1024, 675), ("o1", 1024, 1024, 675),
        ("gpt-5", 1024, 1024, 630), ("gpt-5.2", 1024, 1024, 630), ("gpt-4o-mini", 1024, 1024, 25_501),
    ])
    func `tiles of 512 pixels, after scaling`(model: String, width: Int, height: Int, tokens: Double) {
        #expect(Self.tokens(model, width, height) == tokens)
    }

    @Test(arguments: [
        ("gpt-4.1-mini", 1.62), ("gpt-4.1-nano", 2.46), ("o4-mini", 1.72), ("gpt-5-mini", 1.62), ("gpt-5-nano", 2.46),
    ])
    func `patches of 32 pixels, times the model's factor, up to 1,536`(model: String, factor: Double) {
        #expect(Self.tokens(model, 1024, 1024) == factor * 1024)
        #expect(Self.tokens(model, 1025, 1024) == factor * 33 * 32)
        #expect(Self.tokens(model, 4000, 4000) == factor * 1536)
    }

    @Test func `newer models look at more of a large image`() {
        #expect(Self.tokens("gpt-5.4", 1920, 1080) == 1.2 * 60 * 34)
        #expect(Self.tokens("gpt-6-sol", 8000, 8000) == 1.2 * 2500)
        #expect(Self.tokens("some-local-model", 8000, 8000) == 1.2 * 1536)
    }

    @Test(arguments: ["gpt-4o", "gpt-5", "gpt-5-mini", "gpt-6.1-sol", "unheard-of"])
    func `an image of unknown size costs as much as a large one`(model: String) {
        let cost = ModelCatalog.bundled.profile(for: model).imageCost

        for side in [1, 300, 768, 1024] { #expect(cost.most >= cost.tokens(width: side, height: side)) }
    }

    @Test func `a size that makes no sense costs something and does not trap`() {
        #expect(Self.tokens("gpt-5", 0, 0) == 210)
        #expect(Self.tokens("gpt-5", 4_294_967_295, 1) > 0)
        #expect(Self.tokens("gpt-5.4", 4_294_967_295, 4_294_967_295) == 3000)
    }
}
