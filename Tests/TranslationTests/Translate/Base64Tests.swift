import Testing

@testable import Translation

@Suite struct Base64Tests {
    // RFC 4648, § 10.
    @Test(
        arguments: zip(
            ["", "f", "fo", "foo", "foob", "fooba", "foobar"],
            ["", "Zg", "Zm8", "Zm9v", "Zm9vYg", "Zm9vYmE", "Zm9vYmFy"]
        )
    )
    func `the standard's examples are written and read`(text: String, encoded: String) {
        #expect(Base64.url(Array(text.utf8)) == encoded)
        #expect(Base64.decodeURL(Array(encoded.utf8)[...]) == Array(text.utf8))
    }

    @Test func `every byte survives the URL alphabet`() {
        let bytes = (0...255).map { UInt8($0) } + [0xFB, 0xFF, 0xBF]

        let text = Base64.url(bytes)

        #expect(Base64.decodeURL(Array(text.utf8)[...]) == bytes)
        #expect(text.contains("-") && text.contains("_"))
    }

    @Test(arguments: ["A", "AAAAA", "A=", "AA==", "A+", "A/", "A B", "Ä", "Zh", "Zm9"])
    func `anything but unpadded URL Base64 is refused`(text: String) {
        #expect(Base64.decodeURL(Array(text.utf8)[...]) == nil)
    }

    @Test(arguments: [0, 1, 2, 3, 7, 200])
    func `any stretch of bytes can be read without the rest`(offset: Int) throws {
        let bytes = (0..<256).map { UInt8($0) }
        let text = Array(Base64.url(bytes).utf8).map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "+") : $0 }
            .map { $0 == UInt8(ascii: "_") ? UInt8(ascii: "/") : $0 }

        #expect(Base64.bytes(of: text[...], at: offset, count: 9) == Array(bytes[offset..<offset + 9]))
        #expect(Base64.bytes(of: text[...], at: 250, count: 9) == Array(bytes[250...]))
        #expect(Base64.bytes(of: text[...], at: 300, count: 9).isEmpty)
    }

    @Test func `a fault is found at every offset`() {
        for offset in 0..<40 {
            var text = [UInt8](repeating: UInt8(ascii: "A"), count: 40)
            text[offset] = UInt8(ascii: "-")

            #expect(text.withUnsafeBytes(Base64.fault) == .byte(UInt8(ascii: "-"), offset: offset))
        }
    }

    @Test(arguments: ["AAAA", "AAA=", "AA==", "+/09azAZ"])
    func `padded Base64 has no fault`(text: String) {
        #expect(Array(text.utf8).withUnsafeBytes(Base64.fault) == nil)
    }

    @Test(
        arguments: zip(
            ["", "AAA", "AA=", "A===", "AA=A", "===="],
            [
                Base64.Fault.empty, .padding, .padding, .byte(0x3D, offset: 1), .byte(0x3D, offset: 2),
                .byte(0x3D, offset: 0),
            ]
        )
    )
    func `wrong padding is a fault`(text: String, fault: Base64.Fault) {
        #expect(Array(text.utf8).withUnsafeBytes(Base64.fault) == fault)
    }
}
