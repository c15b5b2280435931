import Testing

@testable import ProxyEngine
@testable import ProxyTUI
@testable import Translation

/// The ways out of the program.
@Suite struct EndingTests {
    @Test(arguments: [(["q", "y"], DashboardEffect.quit), (["q", "Q"], .quitNow), (["Q"], .quitNow)])
    func `y lets open streams finish, Q does not`(_ keys: [String], _ effect: DashboardEffect) {
        var model = SampleDay.model(120, 40)
        #expect(keys.flatMap { model.press(.text($0)) } == [effect])
    }

    @Test func `while it is ending, q only names the key that ends it at once`() {
        var model = SampleDay.model(120, 40)
        _ = model.update(.connection(.ending))
        #expect(model.press("q").isEmpty)
        #expect(model.overlay == nil)
        #expect(model.notice?.text == "ending once open answers have finished; Q ends at once")
        #expect(model.press("Q") == [.quitNow])
    }

    @Test func `asking to finish again does not end it at once`() async {
        let ending = EngineEnding()
        for _ in 0..<5 { ending.finish() }
        ending.endNow()
        ending.finish()
        var requests: [EngineEnding.Request] = []
        for await request in ending.requests { requests.append(request) }
        #expect(requests == [.finish(.program), .endNow(.program)])
    }
}
