/// Durations in OpenAI's headers and messages: `6ms`, `1.5s`, `6m0s`, `1h2m3s`, `7 seconds`.
package enum SpelledDuration {
    /// Reads `text` as a whole; a number without a unit is seconds. Nil for anything else, and for more than ten years.
    static func parse(_ text: some StringProtocol) -> Duration? {
        var rest = Substring(text).drop { $0 == " " }
        var milliseconds = 0.0
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            guard let value = Double(number) else { return nil }
            rest = rest.dropFirst(number.count).drop { $0 == " " }
            let unit = rest.prefix { $0.isASCII && $0.isLetter }
            rest = rest.dropFirst(unit.count).drop { $0 == " " }
            guard let factor = self.milliseconds(in: unit.lowercased()) else { return nil }
            milliseconds += value * factor
        }
        guard milliseconds < 315_360_000_000 else { return nil }
        return .milliseconds(Int(milliseconds.rounded(.up)))
    }

    /// Reads the duration that follows `phrase` in a message, up to the end of the sentence.
    static func find(after phrase: String, in message: String) -> Duration? {
        guard let start = message.lowercased().firstRange(of: phrase)?.upperBound else { return nil }
        let tail = message.lowercased()[start...].drop { $0 == " " }
        var spelled = ""
        for (offset, character) in tail.enumerated() {
            let next = tail.dropFirst(offset + 1).first
            let isPoint = character == "." && next?.isNumber == true
            guard character.isNumber || character.isLetter || character == " " || isPoint else { break }
            spelled.append(character)
        }
        // `20s before retrying`: words after the duration are removed one by one.
        var words = spelled.split(separator: " ")
        while !words.isEmpty {
            if let duration = parse(words.joined(separator: " ")) { return duration }
            words.removeLast()
        }
        return nil
    }

    /// The milliseconds of a unit; no unit means seconds.
    package static func milliseconds(in unit: some StringProtocol) -> Double? {
        switch String(unit) {
        case "ms", "millisecond", "milliseconds": 1
        case "", "s", "sec", "secs", "second", "seconds": 1000
        case "m", "min", "mins", "minute", "minutes": 60_000
        case "h", "hr", "hour", "hours": 3_600_000
        case "d", "day", "days": 86_400_000
        default: nil
        }
    }
}
