import Journal
import Translation

extension DashboardModel.LatestText {
    /// The text at the end of an Anthropic stream, from its last bytes.
    init?(_ id: ExchangeID, tail: [UInt8]) {
        var text = ""
        for line in tail.split(separator: UInt8(ascii: "\n")).reversed() where line.starts(with: Array("data: ".utf8)) {
            guard let event = try? JSONDocument(Array(line.dropFirst(6))).root, let delta = event["delta"] else {
                continue
            }
            guard let piece = delta["text"]?.string ?? delta["thinking"]?.string ?? delta["partial_json"]?.string else {
                continue
            }
            text = piece + text
            if text.utf8.count > 400 { break }
        }
        guard !text.isEmpty else { return nil }
        self.init(id: id, text: text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }
}
