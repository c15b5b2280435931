@testable import ProxyTUI

/// What a test presses: a text is its characters one after the other.
enum Press: ExpressibleByStringLiteral, Sendable {
    case text(String)
    case key(Key)

    init(stringLiteral text: String) { self = .text(text) }

    static let enter = Press.key(.enter)
    static let escape = Press.key(.escape)
    static let tab = Press.key(.tab)
    static let up = Press.key(.up)
    static let down = Press.key(.down)

    var keys: [Key] {
        switch self {
        case .text(let text): text.unicodeScalars.map(Key.character)
        case .key(let key): [key]
        }
    }
}

extension DashboardModel {
    @discardableResult
    mutating func press(_ presses: Press...) -> [DashboardEffect] {
        presses.flatMap(\.keys).flatMap { update(.input(.key($0))) }
    }
}
