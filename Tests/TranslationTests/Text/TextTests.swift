import Foundation
import Testing

@testable import Translation

@Suite struct TextTests {
    @Test(arguments: [
        (0.0, "0.0000"), (0.00004, "0.0000"), (1234.56789, "1234.5679"), (-1, "0.0000"), (.nan, "0.0000"),
    ])
    func `numbers are written alike in every locale`(_ value: Double, _ text: String) {
        #expect(DecimalText.fixed(value, digits: 4) == text)
    }

    @Test(arguments: [
        (0.0, "1970-01-01T00:00:00Z"), (1_795_000_000.9, "2026-11-18T11:06:40Z"), (-1, "1969-12-31T23:59:59Z"),
        (.infinity, "1970-01-01T00:00:00Z"),
    ])
    func `a timestamp is RFC 3339`(_ seconds: TimeInterval, _ text: String) {
        #expect(Timestamp.seconds(Date(timeIntervalSince1970: seconds)) == text)
    }

    @Test(arguments: [
        (-0.25, "1969-12-31T23:59:59.750Z"), (1_795_000_000.007, "2026-11-18T11:06:40.007Z"),
        (951_782_399.9996, "2000-02-29T00:00:00.000Z"), (253_402_300_799.999, "9999-12-31T23:59:59.999Z"),
    ])
    func `a timestamp may have milliseconds`(_ seconds: TimeInterval, _ text: String) {
        #expect(Timestamp.milliseconds(Date(timeIntervalSince1970: seconds)) == text)
    }

    @Test func `a date of HTTP is read`() {
        #expect(Timestamp.http("Sun, 06 Nov 1994 08:49:37 GMT") == Date(timeIntervalSince1970: 784_111_777))
    }

    @Test(arguments: [
        "", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 9223372036854775807:49:37 GMT",
        "Sun, 06 Nov 1994 08:60:37 GMT", "Sun, 99 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 99999999 08:49:37 GMT",
    ])
    func `an invalid HTTP date is refused`(_ text: String) {
        #expect(Timestamp.http(text) == nil)
    }

    @Test(arguments: [
        (Duration.milliseconds(4), "4ms", "4ms", "0.004s"), (.milliseconds(1204), "1.20s", "1.2s", "1.204s"),
        (.seconds(185), "3m05s", "3m05s", "185.000s"), (.seconds(11_520), "192m00s", "3h12m", "11520.000s"),
    ])
    func `a duration is as exact as there is room for it`(
        _ duration: Duration,
        _ precise: String,
        _ short: String,
        _ exact: String
    ) {
        #expect(DurationText.precise(duration) == precise)
        #expect(DurationText.short(duration) == short)
        #expect(DurationText.exact(duration) == exact)
    }

    @Test(arguments: [("localhost", "localhost:3999"), ("::1", "[::1]:3999")])
    func `an IPv6 address is written in brackets`(_ host: String, _ text: String) {
        #expect(HostAndPort.text(host, 3999) == text)
    }

    @Test func `bytes and numbers are hexadecimal in lower case`() {
        #expect(Hexadecimal.text([0, 10, 255] as [UInt8]) == "000aff")
        #expect(Hexadecimal.text(0xAB, digits: 4) == "00ab")
    }
}
