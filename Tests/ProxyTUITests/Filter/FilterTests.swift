import Foundation
import Testing

@testable import Journal
@testable import ProxyTUI
@testable import Translation

@Suite struct FilterTests {
    private func matches(_ text: String, _ row: ExchangeRow) throws -> Bool {
        try Filter(parsing: text).matches(row, FilterContext(now: SampleRows.now))
    }

    @Test(arguments: [
        "", "   ", "OPUS", "gpt-5", "#208", "req_da60", "req_da60000100", "da600001000000d0", "tool_use", "messages",
        "5e55107d", "opus -haiku", "haiku | opus", "(haiku | opus) tool_use", "-(haiku sonnet)", "--opus",
        #""tool_use""#, "model:2026", "sent:GPT-5.2", "answered:2026-01", "session:a", "session:aaaa",
        "client:claude-cli", "rule:config.yaml:14", "status:200", "status:2xx", "status:2XX", "status:<400",
        "status:>=200", "status:=200", "kind:messages", "stop:tool", "ttft:>1s", "ttft:1.2s", "ttft:<1300ms",
        "dur:<1m", "dur:8", "in:>64k", "in:<=64.4k", "out:>900", "cache:>90", "cache:93%", "cost:>0.01", "cost:$0.015",
        "since:60s", "since:10m", "is:finished", "-is:error", "STATUS:200", "-err:any", "-note:any",
    ])
    func `a row of a finished answer is found by`(_ text: String) throws {
        #expect(try matches(text, SampleRows.row()))
    }

    @Test(arguments: [
        "haiku", "#20", "#2080", "req_bbbb", "-opus", "opus haiku", "opus (haiku | sonnet)", "-(opus | haiku)",
        "model:haiku", "sent:claude", "answered:mini", "session:B", "client:curl", "rule:config.yaml:15",
        "status:>=400",
        "status:4xx", "kind:count_tokens", "stop:end_turn", "ttft:>2s", "dur:>30s", "in:>100k", "out:<900", "cache:<50",
        "cost:>0.05", "err:E1", "err:any", "err:schema", "note:any", "note:lossy", "note:fail", "since:59s",
        "is:running", "is:waiting", "is:streaming", "is:error", "is:lossy", "is:retried", "is:marked", "is:cancelled",
        "is:mismatch", "is:problem", "body:anything", "da60",
    ])
    func `a row of a finished answer is not found by`(_ text: String) throws {
        #expect(try !matches(text, SampleRows.row()))
    }

    struct Happening: Sendable {
        let text: String
        let change: @Sendable (inout ExchangeRow) -> Void

        init(_ text: String, _ change: @escaping @Sendable (inout ExchangeRow) -> Void) {
            self.text = text
            self.change = change
        }
    }

    private static let happenings = [
        Happening("is:waiting is:running") { $0.state = .waiting },
        Happening("is:streaming is:running") { $0.state = .streaming },
        Happening("is:error is:problem") { $0.state = .failed },
        Happening("is:error") { $0.state = .refused },
        Happening("is:cancelled -is:error") { $0.state = .cancelled },
        Happening("is:mismatch is:problem") { $0.answered = "gpt-5-mini" },
        Happening("is:retried") { $0.attempts = 2 },
        Happening("is:lossy note:lossy note:any -note:fail") { ($0.lossyNotes, $0.noteCount) = (1, 1) },
        Happening("is:lossy note:fail") { ($0.failNotes, $0.noteCount) = (1, 1) },
        Happening("note:any -is:lossy") { $0.noteCount = 1 },
        Happening("is:marked") { $0.isMarked = true },
        Happening("err:E2 err:e2 err:any") { $0.errorNumber = 2 },
        Happening("err:SCHEMA schema") { $0.problem = "tools[3].input_schema" },
        Happening("größe") { $0.problem = "GRÖSSE, GRÖßE" },
        Happening("status:5xx") { $0.status = 529 },
        Happening("-status:>0 -status:<1000") { $0.status = nil },
    ]

    @Test(arguments: happenings)
    func `is: selects rows by state`(_ happening: Happening) throws {
        #expect(try matches(happening.text, SampleRows.row(208, happening.change)))
    }

    @Test func `an answer that runs has taken as long as it runs`() throws {
        let row = SampleRows.row { ($0.state, $0.duration) = (.streaming, nil) }

        #expect(try matches("dur:>59s -dur:>61s", row))
    }

    @Test func `and binds tighter than or`() throws {
        #expect(try matches("haiku sonnet | opus", SampleRows.row()))
        #expect(try !matches("haiku (sonnet | opus)", SampleRows.row()))
    }

    @Test func `bodies are asked for, and answered for each pattern`() throws {
        let filter = try Filter(parsing: #"body:Bash -body:/rm\s+-rf (a|b)/ | (body:"two words" body:bash body:Bash)"#)
        #expect(
            filter.needsBodies == [.text("Bash"), .expression(#"rm\s+-rf (a|b)"#), .text("two words"), .text("bash")]
        )

        let row = SampleRows.row()
        func matches(_ found: [BodyPattern]) -> Bool {
            let found = Dictionary(uniqueKeysWithValues: found.map { ($0, Set([row.id])) })
            return filter.matches(row, FilterContext(now: SampleRows.now, bodyMatches: found))
        }
        #expect(matches([.text("Bash")]))
        #expect(!matches([.text("Bash"), .expression(#"rm\s+-rf (a|b)"#)]))
        #expect(!matches([]))
    }

    @Test(arguments: [
        ("model:", 6, "a part of the asked"), ("status:4x", 7, "a number or 4xx 5xx; with > >= < <="),
        ("status:>=", 7, "a number"), ("a is:happy", 5, "running waiting streaming"),
        ("kind:x", 5, "messages count_tokens"),
        ("ttft:fast", 5, "time to the first"), ("in:1e9", 3, "input tokens"), ("cost:-1", 5, "dollars"),
        ("since:>10m", 6, "back from now"), ("a | ", 4, "after |"), ("| a", 0, "before |"), ("a )", 2, "has no ("),
        (")", 0, "has no ("), ("(a", 0, "has no )"), ("()", 1, "between ( and )"), ("a -", 3, "after -"),
        ("-|b", 1, "after -"), ("\"open", 0, "not closed"), ("x \"\"", 2, "quotes are empty"),
        ("modle:opus", 0, "no field \"modle\""), ("tool:Bash", 0, "body:Bash"),
        ("body:/(/", 5, "not a regular expression"),
        ("model:/x/", 6, "only body:"), ("body://", 5, "in a request's or answer's body"),
    ])
    func `an error names the position and the options`(_ text: String, _ position: Int, _ saying: String) throws {
        let error = #expect(throws: FilterError.self) { try Filter(parsing: text) }

        #expect(error?.position == position)
        #expect(error?.description.contains(saying) ?? false, "\(error?.description ?? "")")
    }

    @Test(arguments: [
        String(repeating: "(", count: 500) + "a" + String(repeating: ")", count: 500),
        String(repeating: "-", count: 500) + "a", String(repeating: "a ", count: 1_001),
    ])
    func `a filter that is too deep or too long is refused`(_ text: String) {
        #expect(throws: FilterError.self) { try Filter(parsing: text) }
    }
}
