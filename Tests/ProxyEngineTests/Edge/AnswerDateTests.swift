import Foundation
import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite struct AnswerDateTests {
    @Test(arguments: [
        (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
        (1_795_403_849, "Mon, 23 Nov 2026 03:17:29 GMT"),
    ])
    func `a date is written as RFC 9110 has it`(_ second: Int, _ text: String) {
        #expect(AnswerDate.text(Date(timeIntervalSince1970: Double(second))) == text)
    }
}
