import JournalTestSupport
import TestSupport
import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite(.untilHung)
struct DeadlineTests {
    @Test
    func `a result in time is returned`() async throws {
        #expect(try await waiting(for: "a number") { 4 } == 4)
    }

    @Test
    func `a function that never returns is named`() async {
        let never = Observed(false)

        let error = await #expect(throws: DeadlinePassed.self) {
            try await waiting(for: "the thing that never comes", atMost: .milliseconds(20)) {
                try await never.wait { $0 }
            }
        }

        #expect(error?.description.contains("the thing that never comes") == true)
    }

    @Test
    func `an error is not mistaken for a deadline`() async {
        struct Broken: Error {}

        await #expect(throws: Broken.self) {
            try await waiting(for: "nothing") { throw Broken() }
        }
    }
}
