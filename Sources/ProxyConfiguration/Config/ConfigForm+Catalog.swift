import Translation

// Forms of the facts about models.

extension ConfigForm where Value == Bool {
    static let boolean = ConfigForm(expected: "true or false") { scalar in
        guard !scalar.isQuoted else { return nil }
        switch scalar.text.lowercased() {
        case "true", "yes", "on": return true
        case "false", "no", "off": return false
        default: return nil
        }
    }
}

extension ConfigForm where Value == Double {
    /// No model has cost a hundredth of the largest.
    static let price = ConfigForm(expected: "dollars for a million tokens, from 0 to 100000") { scalar in
        Double(scalar.text).flatMap { (0...100_000).contains($0) ? $0 : nil }
    }
}

extension ConfigForm where Value == CalendarDay {
    static let day = ConfigForm(expected: "a day such as 2027-01-14") { CalendarDay($0.text) }
}
