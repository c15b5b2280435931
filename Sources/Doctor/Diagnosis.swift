import ProxyEngine
import Translation

/// All findings of a check in the order in which they are listed, and the result.
package struct Diagnosis: Sendable, Equatable {
    /// By subject; the findings of one subject in the order in which they were made.
    package let findings: [Finding]
    package let mapping: [MappingRow]
    package let version: String

    package init(_ findings: [Finding], mapping: [MappingRow], version: String = ProgramVersion.number) {
        self.findings = Finding.Subject.allCases.flatMap { subject in findings.filter { $0.subject == subject } }
        self.mapping = mapping
        self.version = version
    }

    /// The exit code that `run` would end with; where it would serve but requests would fail, the code for that.
    package var exitStatus: ExitStatus {
        findings.lazy.compactMap(\.failure).first ?? findings.lazy.compactMap(\.outage).first ?? .ended
    }

    package var wouldRun: Bool { !findings.contains(where: \.isFailure) }
    package var wouldAnswer: Bool { exitStatus == .ended }

    /// `would run, 2 warnings`
    package var summary: String {
        let warnings = findings.count { $0.level == .warning }
        let failures = findings.count { $0.isFailure || $0.isOutage }
        let counts = [(failures, "failure"), (warnings, "warning")].filter { $0.0 > 0 }.map { count, name in
            DecimalText.counted(count, name)
        }
        let end =
            wouldAnswer
            ? "would run" : "would \(wouldRun ? "run, but not answer" : "not run") (exit code \(exitStatus.rawValue))"
        return ([end] + counts).joined(separator: ", ")
    }
}

extension Diagnosis {
    /// One JSON object. Scripts rely on its names.
    package var json: [UInt8] {
        var json = JSONWriter(reservingCapacity: 4096)
        json.object { json in
            json.member("version", version)
            json.member("would_run", wouldRun)
            json.member("would_answer", wouldAnswer)
            json.member("exit_code", Int(exitStatus.rawValue))
            json.array("findings") { json in
                for finding in findings { json.value(finding) }
            }
            json.array("mapping") { json in
                for row in mapping { json.value(row) }
            }
        }
        return json.bytes
    }
}

extension JSONWriter {
    fileprivate mutating func value(_ finding: Finding) {
        object { json in
            json.member("code", finding.code.name)
            json.member("subject", finding.subject.rawValue)
            switch finding.level {
            case .good: json.member("level", literal: "good")
            case .note: json.member("level", literal: "note")
            case .warning: json.member("level", literal: "warning")
            case .outage: json.member("level", literal: "outage")
            case .failure: json.member("level", literal: "failure")
            }
            if let upstream = finding.upstream { json.member("upstream", upstream) } else { json.null("upstream") }
            if let model = finding.model { json.member("model", model) } else { json.null("model") }
            json.member("message", finding.message)
            if let remedy = finding.remedy { json.member("remedy", remedy) } else { json.null("remedy") }
        }
    }

    /// Unknown facts of a model are null.
    fileprivate mutating func value(_ row: MappingRow) {
        object { json in
            json.member("asked", row.asked)
            json.member("sent", row.sent)
            json.member("upstream", row.upstream)
            json.member("api", row.api.rawValue)
            if let limits = row.limits {
                json.member("input_window", limits.window)
                json.member("max_output_tokens", limits.output)
                json.array("efforts") { json in
                    for effort in limits.efforts { json.value(effort.rawValue) }
                }
                json.member("known", limits.isKnown)
            } else {
                json.null("input_window")
                json.null("max_output_tokens")
                json.null("efforts")
                json.member("known", false)
            }
            if let line = row.line { json.member("line", line) } else { json.null("line") }
        }
    }
}
