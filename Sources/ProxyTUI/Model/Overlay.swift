import Journal

/// An overlay on the screen, which receives the keys.
enum Overlay: Sendable, Equatable {
    case help(top: Int)
    case menu(Menu)
    case confirmation(Confirmation)
}

/// A menu whose entries have keys.
struct Menu: Sendable, Equatable {
    struct Item: Sendable, Equatable {
        let key: Unicode.Scalar
        let label: String
        let choice: Choice
    }

    enum Choice: Sendable, Equatable {
        case copy(Excerpt)
        case export(ExportFormat)
    }

    let title: String
    /// Opens the menu, and in it chooses the first entry.
    let key: Unicode.Scalar
    let items: [Item]
    var selected = 0
}

/// The parts of a request that can be copied.
enum Excerpt: Sendable, Equatable {
    case id
    case curl
    case stage(ExchangeStages.Stage)
    case notes
    case report
}

/// The forms in which a request can be exported.
enum ExportFormat: String, Sendable, CaseIterable {
    case fixture
    case curl
    case bundle
    case report
}

/// A question that is answered with y or n.
struct Confirmation: Sendable, Equatable {
    enum Action: Sendable, Equatable {
        case quit
        case clear
        case resend(ExchangeID)
    }

    let question: String
    let action: Action
}

extension Menu {
    static let copy = Menu(
        title: "Copy",
        key: "y",
        items: [
            Item(key: "y", label: "id", choice: .copy(.id)),
            Item(key: "c", label: "curl command", choice: .copy(.curl)),
            copy(.clientRequest, "1"), copy(.upstreamRequest, "2"), copy(.upstreamAnswer, "3"),
            copy(.clientAnswer, "4"),
            Item(key: "n", label: "notes", choice: .copy(.notes)),
            Item(key: "b", label: "bug report", choice: .copy(.report)),
        ]
    )

    private static func copy(_ stage: ExchangeStages.Stage, _ key: Unicode.Scalar) -> Item {
        Item(key: key, label: stage.name, choice: .copy(.stage(stage)))
    }

    static let export = Menu(
        title: "Export",
        key: "x",
        items: [
            Item(key: "f", label: "fixture: a failing translation as a test (x again)", choice: .export(.fixture)),
            Item(key: "c", label: "curl command, the key left as a variable", choice: .export(.curl)),
            Item(key: "j", label: "JSON bundle: everything", choice: .export(.bundle)),
            Item(key: "b", label: "bug report in Markdown", choice: .export(.report)),
        ]
    )
}
