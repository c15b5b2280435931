import Foundation
import TranslationTestSupport

@testable import Doctor
@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// Findings of many cases as one file of `Tests/DoctorTests/Golden/`, to be read as a person reads them.
enum GoldenFindings {
    static func difference(_ cases: [(name: String, findings: [Finding])], from name: String) throws -> String? {
        let text = cases.map { "# \($0.name)\n" + $0.findings.map(line).joined() }.joined(separator: "\n")
        return try Golden.difference(of: text, from: file(name))
    }

    static func file(_ name: String) -> URL {
        URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Golden/\(name).txt")
    }

    private static func line(_ finding: Finding) -> String {
        let level =
            switch finding.level {
            case .good: "good"
            case .note: "note"
            case .warning: "warning"
            case .failure(let status): "failure \(status.rawValue)"
            case .outage(let status): "outage \(status.rawValue)"
            }
        let remedy = finding.remedy.map { "    -> \($0)\n" } ?? ""
        return "\(finding.code.name), \(level): \(finding.message)\n\(remedy)"
    }
}

extension [Finding] {
    var failures: [ExitStatus] {
        compactMap { finding in
            if case .failure(let status) = finding.level { status } else { nil }
        }
    }

    var warnings: [Finding] { filter { $0.level == .warning } }
}
