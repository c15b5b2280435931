import Foundation
import TestSupport
import TranslationTestSupport

/// One exchange as the proxy has put it into its capture directory.
struct CapturedExchange: Sendable {
    let record: JSON
    private let folder: URL

    enum Stage: String, Sendable {
        case clientRequest = "1-client-request.json"
        case upstreamRequest = "2-upstream-request.json"
    }

    /// The bytes of a stage; nil where the exchange did not get that far.
    func bytes(of stage: Stage) -> [UInt8]? {
        (try? Data(contentsOf: folder.appending(path: stage.rawValue))).map(Array.init)
    }

    /// All exchanges of a proxy, in order. End the proxy first to get the last ones.
    static func all(of proxy: ProxyProcess) throws -> [CapturedExchange] {
        let folders = try FileManager.default.contentsOfDirectory(at: proxy.captures, includingPropertiesForKeys: nil)
        return try folders.sorted { $0.lastPathComponent < $1.lastPathComponent }.map { folder in
            let record = try Data(contentsOf: folder.appending(path: "exchange.json"))
            return CapturedExchange(record: try JSON(parsing: record), folder: folder)
        }
    }
}

extension ScriptedAPI {
    /// Whether the conversation in `later` begins with all of the one in `earlier`, byte for byte: what came before is
    /// then found in OpenAI's cache.
    func continues(_ earlier: [UInt8], in later: [UInt8]) -> Bool {
        let opening = Array((self == .chat ? #""messages":["# : #""input":["#).utf8)
        guard let old = earlier.firstRange(of: opening), let new = later.firstRange(of: opening) else { return false }
        // The two part where the earlier one's list ends.
        let pairs = zip(earlier[old.upperBound...], later[new.upperBound...])
        return pairs.first { $0 != $1 }.map { $0 == (UInt8(ascii: "]"), UInt8(ascii: ",")) } ?? false
    }
}
