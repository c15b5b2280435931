import Foundation
import TranslationTestSupport

/// The targets that Package.swift declares, read from its text: no compiler and no network are needed.
struct PackageManifest {
    struct Target: Equatable {
        var name: String
        /// The folder of its sources, below the root.
        var path: String
        /// Targets of this package.
        var targets: Set<String>
        /// Products of other packages.
        var products: Set<String>
        var embeddedFiles: Set<String> = []

        var dependencies: Set<String> { targets.union(products) }
        var isTest: Bool { !path.hasPrefix("Sources/") }
        var folder: URL { MarkdownDocument.root.appending(path: path) }
    }

    /// In the order of the file.
    let targets: [Target]

    static func load(_ path: String = "Package.swift") throws -> PackageManifest {
        let file = MarkdownDocument.root.appending(path: path)
        return PackageManifest(text: try String(contentsOf: file, encoding: .utf8))
    }

    init(text: String) {
        let code = text.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.drop { $0 == " " }.hasPrefix("//") }.joined(separator: "\n")
        targets = code.matches(of: /\.(target|executableTarget|testTarget)\(\s*name: "(\w+)"/).map { match in
            let body = Self.parenthesised(code[match.range.lowerBound...])
            var list = Self.bracketed(after: "dependencies: ", in: body)
            let product = /\.product\(name: "(\w+)"[^)]*\)/
            let products = list.matches(of: product).map { String($0.1) }
            list.replace(product, with: "")
            let usualPath = "\(match.1 == "testTarget" ? "Tests" : "Sources")/\(match.2)"
            return Target(
                name: String(match.2),
                path: body.firstMatch(of: /path: "([^"]+)"/).map { String($0.1) } ?? usualPath,
                targets: Set(list.matches(of: /"(\w+)"/).map { String($0.1) }),
                products: Set(products),
                embeddedFiles: Set(body.matches(of: /\.embedInCode\("([^"]+)"\)/).map { String($0.1) })
            )
        }
    }

    /// `name` and everything that it depends on in this package, however indirectly.
    func reach(of name: String) -> Set<String> {
        var reached: Set<String> = []
        var waiting = [name]
        while let next = waiting.popLast() {
            guard reached.insert(next).inserted else { continue }
            waiting += targets.first { $0.name == next }?.targets ?? []
        }
        return reached
    }

    private static func parenthesised(_ text: Substring) -> Substring {
        enclosed(text.drop { $0 != "(" }, open: "(", close: ")")
    }

    private static func bracketed(after label: String, in text: Substring) -> String {
        guard let start = text.firstRange(of: label)?.upperBound else { return "" }
        return String(enclosed(text[start...], open: "[", close: "]"))
    }

    private static func enclosed(_ text: Substring, open: Character, close: Character) -> Substring {
        var depth = 0
        for index in text.indices {
            if text[index] == open { depth += 1 }
            if text[index] == close {
                depth -= 1
                if depth == 0 { return text[...index] }
            }
        }
        return text
    }
}
