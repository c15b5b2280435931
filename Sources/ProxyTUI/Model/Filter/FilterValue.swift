import Translation

/// The value behind a field's colon.
struct FilterValue {
    let text: String
    /// `/…/`
    let isExpression: Bool
    let position: Int

    func test(for field: FilterField) throws(FilterError) -> FilterTest {
        guard !text.isEmpty else { throw invalidValue(field) }
        if isExpression, field != .body { throw FilterError(position, "only body: takes a regular expression") }
        switch field {
        case .model: return .model(FoldedText(text))
        case .sent: return .sent(FoldedText(text))
        case .answered: return .answered(FoldedText(text))
        case .session: return text.count == 1 ? .sessionLetter(FoldedText(text)) : .sessionID(FoldedText(text))
        case .client: return .client(FoldedText(text))
        case .rule: return .rule(FoldedText(text))
        case .stop: return .stop(FoldedText(text))
        case .status: return try status()
        case .kind: return .kind(try choice(field))
        case .note: return .note(try choice(field))
        case .state: return .state(try choice(field))
        case .ttft: return .ttft(try limit(field, Self.duration))
        case .duration: return .duration(try limit(field, Self.duration))
        case .input: return .input(try limit(field, Self.count))
        case .output: return .output(try limit(field, Self.count))
        case .cache: return .cache(try limit(field) { Self.count($0.hasSuffix("%") ? $0.dropLast() : $0) })
        case .cost: return .cost(try limit(field) { Self.number($0.hasPrefix("$") ? $0.dropFirst() : $0) })
        case .since:
            guard let span = Self.duration(text[...]) else { throw invalidValue(field) }
            return .since(span)
        case .error: return error()
        case .body: return .body(try pattern())
        }
    }

    private func invalidValue(_ field: FilterField) -> FilterError {
        FilterError(position, "\(field.rawValue): \(field.hint)")
    }

    private func choice<Choice: RawRepresentable<String>>(_ field: FilterField) throws(FilterError) -> Choice {
        guard let choice = Choice(rawValue: text.lowercased()) else { throw invalidValue(field) }
        return choice
    }

    private func status() throws(FilterError) -> FilterTest {
        let digits = text.unicodeScalars
        if digits.count == 3, text.lowercased().hasSuffix("xx"), let hundreds = Int(text.prefix(1)) {
            return .statusClass(hundreds)
        }
        return .status(try limit(.status, bare: .equal, Self.count))
    }

    private func error() -> FilterTest {
        if text.lowercased() == "any" { return .anyError }
        if text.first == "E" || text.first == "e", let number = Self.count(text.dropFirst()) {
            return .errorGroup(number)
        }
        return .error(FoldedText(text))
    }

    private func pattern() throws(FilterError) -> BodyPattern {
        guard isExpression else { return .text(text) }
        do {
            _ = try Regex(text)
        } catch {
            throw FilterError(position, "this is not a regular expression; put it in quotes to search it literally")
        }
        return .expression(text)
    }

    private func limit<Value>(
        _ field: FilterField,
        bare: FilterLimit<Value>.Comparison = .atLeast,
        _ read: (Substring) -> Value?
    ) throws(FilterError) -> FilterLimit<Value> {
        let sign = FilterLimit<Value>.Comparison.allCases.first { text.hasPrefix($0.rawValue) }
        guard let value = read(text.dropFirst(sign?.rawValue.count ?? 0)) else { throw invalidValue(field) }
        return FilterLimit(comparison: sign ?? bare, value: value)
    }

    // MARK: Numbers

    /// Digits with at most one point: never negative, infinite or not a number.
    private static func number(_ text: Substring) -> Double? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard text.utf8.count <= 15, parts.contains(where: { !$0.isEmpty }) else { return nil }
        guard parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else { return nil }
        return Double(parts.count == 2 ? "0\(text)0" : "\(text)")
    }

    /// `400`, `1.5k`, `2M`
    private static func count(_ text: Substring) -> Int? {
        let factor = text.last.flatMap { ["k": 1_000.0, "K": 1_000, "m": 1_000_000, "M": 1_000_000][$0] }
        guard let number = number(factor == nil ? text : text.dropLast()) else { return nil }
        let value = (number * (factor ?? 1)).rounded()
        return value <= 1e15 ? Int(value) : nil
    }

    /// `300ms`, `2s`, `1.5m`, `2h`; seconds without a unit.
    private static func duration(_ text: Substring) -> Duration? {
        let unit = ["ms", "s", "m", "h", "d"].first { text.hasSuffix($0) } ?? ""
        guard let number = number(text.dropLast(unit.count)), number <= 1e9,
            let factor = SpelledDuration.milliseconds(in: unit)
        else { return nil }
        return .milliseconds(Int64((number * factor).rounded()))
    }
}
