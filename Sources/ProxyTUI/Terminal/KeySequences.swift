/// The sequences that terminals send for special keys.
struct KeySequences: Sendable {
    /// The terminal's own sequences from terminfo; they take precedence over the usual ones.
    let named: [[UInt8]: Key]

    /// `capability` gives a terminal's string by its name in terminfo.
    init(capability: (String) -> [UInt8]? = { _ in nil }) {
        var named: [[UInt8]: Key] = [:]
        for (name, key) in Self.capabilities {
            // Other strings are characters, or InputDecoder knows them.
            guard let sequence = capability(name), sequence.count > 1, sequence[0] == 0x1B else { continue }
            named[sequence] = key
        }
        self.named = named
    }

    private static let capabilities: [(String, Key)] =
        [
            ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home), ("kend", .end),
            ("kpp", .pageUp), ("knp", .pageDown), ("kdch1", .delete), ("kich1", .insert), ("kcbt", .backTab),
            ("kent", .enter),
        ] + (1...12).map { ("kf\($0)", .function($0)) }

    /// The key of `ESC [ parameters final` and of `ESC O final`, ignoring modifiers. Both forms are always accepted, because
    /// terminals differ in when they send which.
    static func key(parameters: [Int], final: UInt8) -> Key? {
        switch final {
        case UInt8(ascii: "A"): .up
        case UInt8(ascii: "B"): .down
        case UInt8(ascii: "C"): .right
        case UInt8(ascii: "D"): .left
        case UInt8(ascii: "H"): .home
        case UInt8(ascii: "F"): .end
        case UInt8(ascii: "Z"): .backTab
        case UInt8(ascii: "M"): .enter
        // With another number it is a report of the terminal (the cursor's position).
        case UInt8(ascii: "P")...UInt8(ascii: "S"):
            parameters.first ?? 1 == 1 ? .function(Int(final - UInt8(ascii: "P")) + 1) : nil
        case UInt8(ascii: "~"), UInt8(ascii: "^"), UInt8(ascii: "@"): parameters.first.flatMap(numbered)
        default: nil
        }
    }

    private static func numbered(_ number: Int) -> Key? {
        switch number {
        case 1, 7: .home
        case 2: .insert
        case 3: .delete
        case 4, 8: .end
        case 5: .pageUp
        case 6: .pageDown
        case 11...15: .function(number - 10)
        case 17...21: .function(number - 11)
        case 23, 24: .function(number - 12)
        default: nil
        }
    }
}
