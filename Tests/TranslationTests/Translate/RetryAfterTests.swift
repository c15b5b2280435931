import Foundation
import Testing

@testable import Translation

@Suite struct RetryAfterTests {
    private static let now = Date(timeIntervalSince1970: 784_111_777)  // Sun, 06 Nov 1994 08:49:37 GMT

    @Test(
        arguments: [
            ("7", Duration.seconds(7)), ("0.25", .milliseconds(250)), (" 3 ", .seconds(3)), ("0", .zero),
            ("Sun, 06 Nov 1994 08:50:07 GMT", .seconds(30)), ("Sun, 06 Nov 1994 08:00:00 GMT", .zero),
        ] as [(String, Duration)]
    )
    func `seconds and dates are understood`(_ value: String, _ wait: Duration) {
        #expect(RetryAfter.read([("Retry-After", value)], now: Self.now) == wait)
    }

    @Test(arguments: ["", "soon", "-1", "nan", "inf", "1e300", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1994"])
    func `anything else says nothing`(_ value: String) {
        #expect(RetryAfter.read([("retry-after", value)], now: Self.now) == nil)
    }
}
