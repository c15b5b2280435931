import JournalTestSupport
import Testing

@Suite(.untilHung)
struct ObservedTests {
    @Test
    func `a wait ends with the value that meets its condition`() async throws {
        let number = Observed(0)
        async let reached = number.wait { $0 >= 3 }

        for _ in 0..<3 { number.update { $0 += 1 } }

        #expect(try await reached == 3)
    }

    @Test
    func `a condition that is met already needs no change`() async throws {
        let number = Observed(5)

        #expect(try await number.wait { $0 == 5 } == 5)
    }

    @Test
    func `a cancelled wait throws`() async {
        let number = Observed(0)
        let wait = Task { try await number.wait { $0 == 1 } }

        wait.cancel()

        await #expect(throws: CancellationError.self) { try await wait.value }
    }
}
