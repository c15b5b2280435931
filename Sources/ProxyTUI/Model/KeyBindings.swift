/// The keys of each command, by context.
struct KeyBindings: Sendable {
    enum Context: String, Sendable, CaseIterable {
        /// The list and the other panes of the main screen.
        case list
        case inspector
    }

    /// A sequence of keys.
    typealias Sequence = [Key]

    private var commands: [Context: [Sequence: Command]] = [:]

    static let standard = KeyBindings(
        [
            .list: shared.merging(list) { $1 },
            .inspector: shared.merging(inspector) { $1 },
        ]
    )

    init(_ bindings: [Context: [Command: String]]) {
        for (context, table) in bindings {
            for (command, text) in table {
                for name in text.split(separator: " ") {
                    commands[context, default: [:]][Self.sequence(name)] = command
                }
            }
        }
    }

    enum Match: Equatable {
        case command(Command)
        /// The sequence is incomplete.
        case prefix
        case none
    }

    func match(_ keys: Sequence, in context: Context) -> Match {
        if let command = commands[context]?[keys] { return .command(command) }
        let isPrefix = commands[context]?.keys.contains { $0.count > keys.count && $0.starts(with: keys) } ?? false
        return isPrefix ? .prefix : .none
    }

    /// The keys of a command as help names them, in the order of the table.
    func names(of command: Command, in context: Context) -> [String] {
        let text = Self.tables(context)[command] ?? ""
        return text.split(separator: " ").map(String.init)
    }

    func has(_ command: Command, in context: Context) -> Bool {
        commands[context]?.values.contains(command) ?? false
    }

    // MARK: The table

    private static func tables(_ context: Context) -> [Command: String] {
        switch context {
        case .list: shared.merging(list) { $1 }
        case .inspector: shared.merging(inspector) { $1 }
        }
    }

    private static let shared: [Command: String] = [
        .down: "j Down ^N", .up: "k Up ^P", .first: "g Home", .last: "G End",
        .halfPageDown: "^D", .halfPageUp: "^U", .pageDown: "^F PgDn Space", .pageUp: "^B PgUp",
        .enter: "Enter", .search: "/", .nextMatch: "n", .previousMatch: "N",
        .follow: "F", .onlyProblems: "!", .mark: "m",
        .copy: "y", .export: "x", .resend: "r R", .edit: "e",
        .palette: ":", .help: "? F1", .toggleMouse: "O", .toggleBackground: "T",
        .redraw: "^L", .hide: "^Z", .interrupt: "^C", .quitNow: "Q",
    ]

    private static let list: [Command: String] = [
        .back: "Esc", .quit: "q",
        .pane1: "1", .pane2: "2", .pane3: "3", .pane4: "4", .pane5: "5",
        .nextPane: "Tab ]", .previousPane: "S-Tab [", .zoomIn: "+", .zoomOut: "_", .eventLog: "E",
        .freeze: "p Z", .filter: "f \\ F4", .onlyMarked: "M", .unmarkAll: "U",
        .sort: "o", .reverseSort: "v", .clear: "C",
    ]

    private static let inspector: [Command: String] = [
        .back: "Esc q", .scrollLeft: "h Left", .scrollRight: "l Right",
        .stage1: "1", .stage2: "2", .stage3: "3", .stage4: "4",
        .nextStage: "]", .previousStage: "[", .switchSide: "Tab S-Tab", .pair: "d", .raw: "s",
        .headers: "H", .attempts: "t", .fold: "za", .foldAll: "zM", .unfoldAll: "zR", .wrap: "w",
        .nextExchange: "J", .previousExchange: "K",
    ]

    // MARK: Names of keys

    private static let named: [String: Key] = [
        "Enter": .enter, "Esc": .escape, "Tab": .tab, "S-Tab": .backTab, "Up": .up, "Down": .down, "Left": .left,
        "Right": .right, "Home": .home, "End": .end, "PgUp": .pageUp, "PgDn": .pageDown, "Space": .character(" "),
        "F1": .function(1), "F4": .function(4),
    ]

    private static func sequence(_ name: Substring) -> Sequence {
        if let key = named[String(name)] { return [key] }
        let scalars = Array(name.unicodeScalars)
        if scalars.count == 2, scalars[0] == "^" { return [.control(scalars[1])] }
        return scalars.map { .character($0) }
    }
}
