import Translation

/// The form of one kind of scalar: its description for errors, and how to read it.
struct ConfigForm<Value: Sendable>: Sendable {
    let expected: String
    /// The allowed words, if there are only some: an error names the nearest.
    var words: [String] = []
    /// Whether a text may contain a key, so that no error shows it.
    var hides: @Sendable (String) -> Bool = { $0.hasPrefix("sk-") }
    /// Nil where the text is not of this form.
    let read: @Sendable (YAMLScalar) -> Value?

    /// The error for `text`, which is not of this form.
    func mismatch(_ text: String) -> String {
        guard !hides(text) else { return "expected \(expected), found something else" }
        let advice = NearMiss.nearest(to: text, among: words).map { "; did you mean \"\($0)\"?" } ?? ""
        return "expected \(expected), found \"\(text.prefix(80))\"\(advice)"
    }
}

extension ConfigForm where Value == String {
    /// Any text but an empty one. A bare `on` or `no` is a boolean to YAML, and is refused as one.
    static func text(_ expected: String) -> ConfigForm {
        ConfigForm(expected: expected) { $0.isBoolean || $0.text.isEmpty ? nil : $0.text }
    }

    static let baseURL = ConfigForm(
        expected: "a URL such as https://api.openai.com/v1, without user, ? and #",
        hides: { text in ["@", "?", "sk-"].contains { text.contains($0) } },
        read: { BaseURL($0.text)?.text }
    )

    /// As clients write it in `Host`, in lower case. Addresses need not be named, and are not refused.
    static let hostPattern = ConfigForm(
        expected: "a name such as proxy.example.com or *.example.com, without scheme, port and path"
    ) { scalar in
        let pattern = scalar.text.lowercased()
        let name = pattern.hasPrefix("*.") ? pattern.dropFirst(2) : pattern[...]
        return Authority(name).flatMap { $0.host == name ? pattern : nil }
    }

    static func name(among names: [String]) -> ConfigForm {
        ConfigForm(expected: "the name of an upstream (\(names.joined(separator: ", ")))", words: names) { scalar in
            names.contains(scalar.text) ? scalar.text : nil
        }
    }

    static let headerName = ConfigForm(expected: "a header name of letters, digits and hyphens") {
        $0.text.utf8.allSatisfy(isHeaderNameByte) && !$0.text.isEmpty ? $0.text : nil
    }

    private static func isHeaderNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default:
            "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}

extension ConfigForm where Value == Secret {
    /// A text on one line that an HTTP header can carry.
    static func secret(_ expected: String) -> ConfigForm {
        ConfigForm(expected: expected, hides: { _ in true }) { scalar in
            guard !scalar.text.isEmpty, !scalar.isBoolean, scalar.text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
            else { return nil }
            return Secret(scalar.text)
        }
    }
}

extension ConfigForm where Value == Secret? {
    static let keyOrOff = ConfigForm(expected: "a key, ${NAME} or off", hides: { _ in true }) { scalar in
        scalar.isOff ? .some(nil) : ConfigForm<Secret>.secret("").read(scalar).map(Optional.some)
    }
}

extension ConfigForm where Value == String? {
    static let pathOrOff = ConfigForm(expected: "a path or off") { scalar in
        if scalar.isOff { return .some(nil) }
        return scalar.isBoolean || scalar.text.isEmpty ? nil : .some(scalar.text)
    }
}

extension ConfigForm where Value == String? {
    /// A kind of server that the program knows, or `auto`.
    static var serverKind: ConfigForm {
        let kinds = ServerCatalog.bundled.kinds.map(\.name)
        let words = ["auto"] + kinds
        return ConfigForm(expected: words.joined(separator: " | "), words: words) { scalar in
            scalar.text == "auto" ? .some(nil) : kinds.contains(scalar.text) ? .some(scalar.text) : nil
        }
    }
}

extension ConfigForm where Value == Int {
    static func integer(in range: ClosedRange<Int>) -> ConfigForm {
        ConfigForm(expected: "a whole number from \(range.lowerBound) to \(range.upperBound)") {
            Int($0.text).flatMap { range.contains($0) ? $0 : nil }
        }
    }
}

extension ConfigForm where Value == ByteCount {
    static func size(in range: ClosedRange<ByteCount>) -> ConfigForm {
        ConfigForm(expected: "a size such as 64MB or 512KiB, from \(range.lowerBound) to \(range.upperBound)") {
            ByteCount($0.text).flatMap { range.contains($0) ? $0 : nil }
        }
    }
}

extension ConfigForm where Value == ListenAddress {
    static let address = ConfigForm(expected: "HOST:PORT such as 127.0.0.1:3999") { ListenAddress($0.text) }
}

extension ConfigForm where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    static var word: ConfigForm {
        let words = Value.allCases.map(\.rawValue)
        return ConfigForm(expected: words.joined(separator: " | "), words: words) { Value(rawValue: $0.text) }
    }
}

extension YAMLScalar {
    /// `off`, which YAML reads as false.
    var isOff: Bool { ["off", "false", "no"].contains(text.lowercased()) }
}
