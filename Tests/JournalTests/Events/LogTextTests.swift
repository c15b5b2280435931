import JournalTestSupport
import Testing

@testable import Journal
@testable import Translation

@Suite struct LogTextTests {
    @Test(arguments: [
        (Duration.zero, "0ms"), (.microseconds(400), "0ms"), (.microseconds(1500), "2ms"),
        (.milliseconds(999), "999ms"), (.seconds(1), "1.00s"), (.milliseconds(1234), "1.23s"),
        (.seconds(600), "600.00s"),
    ])
    func `a duration is milliseconds below a second and seconds above`(duration: Duration, text: String) {
        #expect(DurationText.seconds(duration) == text)
    }

    @Test(arguments: [
        ("plain", "plain"), ("", "\"\""), ("two words", "\"two words\""), ("a\"b", "\"a\\\"b\""), ("a=b", "\"a=b\""),
        ("a\nb", "\"a b\""), ("grüße", "grüße"),
    ])
    func `an ambiguous value is quoted`(value: String, field: String) {
        #expect(LogText.field(value) == field)
    }

    @Test func `time is UTC with milliseconds`() {
        #expect(Timestamp.milliseconds(EventSamples.date) == "2026-11-18T11:06:40.250Z")
    }
}
