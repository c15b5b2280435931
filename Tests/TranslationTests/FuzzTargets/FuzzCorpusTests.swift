import Foundation
import FuzzTargets
import Testing

@testable import Translation

/// Replays what `make fuzz` begins with: seeds written by hand, and all that it has ever found.
@Suite struct FuzzCorpusTests {
    struct Seed: Sendable, CustomStringConvertible {
        let target: FuzzTarget
        let file: URL

        var description: String { "\(target.rawValue)/\(file.lastPathComponent)" }
    }

    static let seeds: [Seed] = FuzzTarget.allCases.flatMap { target in
        let folder = URL(filePath: #filePath).appending(path: "../../../../Fuzz/Corpus/\(target.rawValue)").standardized
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.sorted { $0.path < $1.path }.map { Seed(target: target, file: $0) }
    }

    @Test(arguments: seeds)
    func `no promise is broken`(_ seed: Seed) throws {
        try seed.target.run(Array(Data(contentsOf: seed.file)))
    }

    /// Reviewable, and read in a moment.
    @Test(arguments: FuzzTarget.allCases)
    func `every target has its seeds, all of them small`(_ target: FuzzTarget) throws {
        let files = Self.seeds.filter { $0.target == target }.map(\.file)

        #expect(!files.isEmpty)
        for file in files { #expect(try Data(contentsOf: file).count < 4096, "\(file.lastPathComponent)") }
    }
}
