import Foundation
import Testing

@testable import Translation

/// Estimates against true counts: `Tests/Fixtures/tokens` says what they are and how they were made.
@Suite struct InputEstimateCorpusTests {
    struct Sample: Sendable, CustomStringConvertible {
        var name: String
        var truth: Int
        var estimate: Double

        var description: String { name }
        var ratio: Double { estimate / Double(truth) }
    }

    private static let folder = URL(filePath: #filePath).appending(path: "../../../Fixtures/tokens").standardized

    private static func file(_ path: String) -> [UInt8] {
        (try? Data(contentsOf: folder.appending(path: path))).map(Array.init) ?? []
    }

    private static func counts(_ kind: StaticString) -> [(name: String, truth: Int)] {
        let counts = (try? JSONDocument(file("counts.json")))?.root[kind]
        return counts?.members.map { ($0.key.string, $0.value.int ?? 0) } ?? []
    }

    static let texts = counts("texts").map { name, truth in
        let text = String(decoding: file("texts/\(name).txt"), as: UTF8.self)
        return Sample(name: name, truth: truth, estimate: TextCensus(JSONText(text).escaped).tokens)
    }

    static let requests = counts("requests").compactMap { name, truth -> Sample? in
        guard let document = try? JSONDocument(file("requests/\(name).json")),
            let request = try? MessagesRequest(document)
        else { return nil }
        return Sample(name: name, truth: truth, estimate: Double(InputEstimate.tokens(of: request)))
    }

    /// Texts of nothing but what the estimate takes for dearer than it is; real ones have little of it.
    private static let extremes = ["box-drawing": 1.8, "spaces-and-newlines": 2.5, "escaped-json": 1.7]

    @Test func `the corpus is there`() {
        #expect(Self.texts.count == 40)
        #expect(Self.requests.count == 7)
    }

    @Test(arguments: texts)
    func `a text is never estimated below 0,95 of the truth, nor far above it`(sample: Sample) {
        #expect(sample.ratio >= 0.948, "\(sample.ratio)")
        #expect(sample.ratio <= Self.extremes[sample.name] ?? 1.4, "\(sample.ratio)")
    }

    @Test(arguments: requests)
    func `a request is never estimated below the truth by more than a twentieth, nor far above it`(sample: Sample) {
        #expect(0.95...1.6 ~= sample.ratio, "\(sample.ratio)")
    }

    @Test func `another server is shown schemas as JSON, which is more`() throws {
        let request = try MessagesRequest(JSONDocument(Self.file("requests/many-tools.json")))
        let other = InputEstimate.tokens(of: request, showsTypeScript: false)

        #expect(Double(other) > 1.2 * Double(InputEstimate.tokens(of: request)))
    }

    @Test func `half of the estimates are within a seventh of the truth`() {
        let ratios = (Self.texts + Self.requests).map(\.ratio).sorted()

        #expect(1.0...1.15 ~= ratios[ratios.count / 2])
    }
}
