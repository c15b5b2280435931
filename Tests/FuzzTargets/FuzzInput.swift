/// The bytes of one attempt: a few that choose the circumstances, then what is read under them.
///
/// Seeds write the controls as letters, digits and a line feed (`00000000⏎{…}`): each is taken modulo the number of
/// choices, and the line feed is white space to JSON and an empty line to a stream.
package struct FuzzInput: Sendable {
    package static let controlCount = 8

    let controls: [UInt8]
    package let payload: [UInt8]

    package init(_ bytes: [UInt8]) {
        let given = bytes.prefix(Self.controlCount)
        controls = given + [UInt8](repeating: UInt8(ascii: "0"), count: Self.controlCount - given.count)
        payload = Array(bytes.dropFirst(Self.controlCount))
    }

    /// The choice that the control byte at `place` makes; `0` takes the first.
    func choice<Choice>(_ place: Int, _ choices: [Choice]) -> Choice {
        choices[Int(controls[place] &- UInt8(ascii: "0")) % choices.count]
    }

    /// Whether the control byte at `place` has `bit` set; `0` has none.
    func flag(_ place: Int, _ bit: UInt8) -> Bool {
        (controls[place] &- UInt8(ascii: "0")) >> bit & 1 == 1
    }

    /// The payload in pieces of a few sizes, as the control bytes have it: whole for `0`.
    func pieces(_ place: Int) -> [ArraySlice<UInt8>] {
        let size = choice(place, [Int.max, 1, 2, 3, 5, 7, 13, 64, 1000])
        guard size < payload.count else { return [payload[...]] }
        return stride(from: 0, to: payload.count, by: size).map { payload[$0..<min($0 + size, payload.count)] }
    }
}
