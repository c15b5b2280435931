/// Long texts of the demonstration: what a client reads in a project is most of what it sends.
enum DemoFiles {
    /// The project's rules, as a client puts them before every conversation.
    static let guidelines = (1...160).map { number in
        "Rule \(number): \(rules[number % rules.count]) (\(places[number % places.count]))"
    }.joined(separator: "\n")

    /// A source file of so many lines that ends with `ending`.
    static func source(_ name: String, lines: Int, ending: String) -> String {
        let body = (1...lines).map { number in
            "\(number)\tstatic let \(places[number % places.count])\(number) = Item(price: \(number * 37 % 9_000), "
                + "title: \"\(words[number % words.count]) \(words[(number * 7 + 3) % words.count])\")"
        }
        return "0\t// \(name)\n" + body.joined(separator: "\n") + "\n\(ending)"
    }

    private static let rules = [
        "Prices are kept in cents and never as floating point.", "A test says in its name what it proves.",
        "Round once, at the end of a calculation.", "Nothing is logged that a customer typed.",
        "Functions that can fail say how.", "A comment says why, not what.",
    ]
    private static let places = ["orders", "basket", "stock", "invoice", "delivery", "returns", "search"]
    private static let words = [
        "walnut", "lamp", "kettle", "notebook", "blanket", "teapot", "ladder", "mirror", "basket", "clock", "candle",
    ]
}
