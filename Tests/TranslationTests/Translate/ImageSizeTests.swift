import Testing

@testable import Translation

@Suite struct ImageSizeTests {
    private func size(_ bytes: [UInt8]) -> ImageSize? {
        ImageSize(base64: Array(ImageHeaders.base64(bytes).utf8)[...])
    }

    private let expected = ImageSize(width: 1234, height: 567)

    @Test func `a PNG says its size in its first chunk`() {
        #expect(size(ImageHeaders.png(width: 1234, height: 567)) == expected)
    }

    @Test func `a GIF says its size in its first ten bytes`() {
        #expect(size(ImageHeaders.gif(width: 1234, height: 567)) == expected)
    }

    @Test(arguments: [0, 1, 2, 3, 14, 5000, 65_533])
    func `a JPEG says its size behind whatever comes first`(padding: Int) {
        #expect(size(ImageHeaders.jpeg(width: 1234, height: 567, padding: padding)) == expected)
        #expect(size(ImageHeaders.jpeg(width: 1234, height: 567, padding: padding, marker: 0xC2)) == expected)
    }

    @Test func `a WebP says its size in each of its three ways`() {
        let lossy = ImageHeaders.webp("VP8 ", [0, 0, 0, 0x9D, 0x01, 0x2A, 0xD2, 0x04, 0x37, 0x02])
        let bits = 1233 | 566 << 14
        let lossless = ImageHeaders.webp("VP8L", [0x2F] + ImageHeaders.bigEndian(bits, 4).reversed())
        let extended = ImageHeaders.webp("VP8X", [0, 0, 0, 0, 0xD1, 0x04, 0, 0x36, 0x02, 0])

        #expect(size(lossy) == expected)
        #expect(size(lossless) == expected)
        #expect(size(extended) == expected)
    }

    @Test(arguments: [
        [], [0x89, 0x50], Array("GIF89a".utf8), Array("%PDF-1.7 and so on and so on, further and further".utf8),
        [0xFF, 0xD8, 0xFF, 0xDA] + [UInt8](repeating: 0, count: 40), [UInt8](repeating: 0xFF, count: 400),
        [0xFF, 0xD8, 0xFF, 0xE0, 0xFF, 0xFF] + [UInt8](repeating: 1, count: 40),
        [0xFF, 0xD8] + [UInt8](repeating: 0, count: 4000), ImageHeaders.webp("VP9 ", []),
    ])
    func `data without a size has none`(bytes: [UInt8]) {
        #expect(size(bytes) == nil)
    }

    @Test func `a header that is cut anywhere gives the size or none`() {
        for image in [ImageHeaders.png(width: 1234, height: 567), ImageHeaders.jpeg(width: 1234, height: 567)] {
            for length in 0..<image.count {
                let found = size(Array(image.prefix(length)))

                #expect(found == nil || found == expected)
            }
        }
    }
}
