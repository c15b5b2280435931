import Foundation
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyTUI
@testable import Translation

/// A screen as a file of `Tests/ProxyTUITests/Golden/`: what stands on it, and below how each cell looks.
///
/// `UPDATE_GOLDEN=1` writes the file anew. Looks are one letter a cell: nothing for plain, `#` reverse, `_` underlined,
/// a capital where it is bold, else the ink's letter.
enum GoldenScreen {
    static func text(_ canvas: Canvas) -> String {
        canvas.text + "\n" + String(repeating: "=", count: canvas.size.width) + "\n" + looks(canvas) + "\n"
    }

    static func looks(_ canvas: Canvas) -> String {
        (0..<canvas.size.height).map { row in
            var line = ""
            for column in 0..<canvas.size.width { line.append(letter(canvas[column, row].style)) }
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }

    private static func letter(_ style: Style) -> Character {
        if style.emphasis.contains(.reverse) { return "#" }
        if style.emphasis.contains(.underline) { return "_" }
        let letter = letter(style.ink)
        if style.emphasis.contains(.bold) { return letter == " " ? "B" : Character(letter.uppercased()) }
        return style.emphasis.contains(.dim) ? "d" : letter
    }

    private static func letter(_ ink: Ink) -> Character {
        switch ink {
        case .plain: " "
        case .quiet: "q"
        case .live: "l"
        case .good: "g"
        case .warning: "w"
        case .error: "e"
        case .otherModel: "m"
        case .jsonKey: "k"
        case .jsonString: "s"
        case .jsonNumber: "n"
        case .jsonLiteral: "t"
        }
    }

    static func file(_ name: String) -> URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Golden/\(name).txt")
    }
}

/// Expects the screen to be what `Golden/<name>.txt` says.
func expectGolden(_ canvas: Canvas, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let difference = Result { try Golden.difference(of: GoldenScreen.text(canvas), from: GoldenScreen.file(name)) }
    switch difference {
    case .success(nil): return
    case .success(let difference?): Issue.record("\(difference)", sourceLocation: sourceLocation)
    case .failure(let error): Issue.record(error, sourceLocation: sourceLocation)
    }
}
