import TestSupport
import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite(.timeLimit(.minutes(1)))
struct DeadlineTests {
    @Test
    func `what returns in time is returned`() async throws {
        #expect(try await within(.seconds(30), "a number") { 4 } == 4)
    }

    @Test
    func `what never returns is named`() async {
        let never = Observed(false)

        let error = await #expect(throws: DeadlinePassed.self) {
            try await within(.milliseconds(20), "the thing that never comes") { try await never.wait { $0 } }
        }

        #expect(error?.description.contains("the thing that never comes") == true)
    }

    @Test
    func `an error is not mistaken for a deadline`() async {
        struct Broken: Error {}

        await #expect(throws: Broken.self) {
            try await within(.seconds(30), "nothing") { throw Broken() }
        }
    }
}
