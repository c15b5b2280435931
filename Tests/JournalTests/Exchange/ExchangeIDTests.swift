import Testing

@testable import Journal
@testable import Translation

@Suite struct ExchangeIDTests {
    @Test(arguments: [
        (ExchangeID(run: 0, sequence: 1), "0000000000000001"),
        (ExchangeID(run: 0xCAFE, sequence: 0xFFFF_FFFF), "0000cafeffffffff"),
    ])
    func `an id is sixteen hex digits, alike for request and message`(id: ExchangeID, digits: String) {
        #expect(id.description == "req_" + digits)
        #expect(id.messageID == "msg_" + digits)
    }

    @Test func `ids are handed out in order from 1`() {
        let ids = ExchangeIDs(run: 7)
        let made = (0..<3).map { _ in ids.make() }

        #expect(made.map(\.sequence) == [1, 2, 3])
        #expect(made.allSatisfy { $0.run == 7 })
        #expect(made == made.sorted())
    }

    @Test func `concurrent requests never get the same id`() async {
        let ids = ExchangeIDs(run: 7)
        let made = await withTaskGroup(of: [ExchangeID].self) { group in
            for _ in 0..<8 { group.addTask { (0..<500).map { _ in ids.make() } } }
            return await group.reduce(into: Set<ExchangeID>()) { $0.formUnion($1) }
        }

        #expect(made.count == 4000)
    }
}
