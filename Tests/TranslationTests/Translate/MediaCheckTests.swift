import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct MediaCheckTests {
    /// An image block in the place it has in a request.
    private func block(_ mediaType: String, _ data: String) throws -> (block: JSONValue, type: JSONText, data: JSONText)
    {
        let request = """
            {"content": [{"type": "image", "source": \
            {"type": "base64", "media_type": "\(mediaType)", "data": "\(data)"}}]}
            """
        let block = try #require(try JSONDocument(request).root["content"]?.elements.first { _ in true })
        let source = try #require(block["source"])
        return (block, try #require(source["media_type"]?.text), try #require(source["data"]?.text))
    }

    private func check(_ mediaType: String, _ data: String) throws -> (mediaType: String, corrected: Bool) {
        let image = try block(mediaType, data)
        return try MediaCheck.image(mediaType: image.type, data: image.data, at: image.block)
    }

    private func refusal(_ mediaType: String, _ data: String) throws -> InvalidRequest {
        try #require(throws: InvalidRequest.self) { try check(mediaType, data) }
    }

    private static let images: [(String, [UInt8])] = [
        ("image/png", ImageHeaders.png(width: 1, height: 1)),
        ("image/jpeg", ImageHeaders.jpeg(width: 1, height: 1)),
        ("image/gif", ImageHeaders.gif(width: 1, height: 1)),
        ("image/gif", Array("GIF87a".utf8) + [1, 0, 1, 0, 0, 0]),
        ("image/webp", ImageHeaders.webp("VP8 ", [])),
    ]

    @Test(arguments: images)
    func `the type of an image is that of its first bytes`(mediaType: String, bytes: [UInt8]) throws {
        let right = try check(mediaType, ImageHeaders.base64(bytes))
        let wrong = try check("image/tiff", ImageHeaders.base64(bytes))

        #expect((right.mediaType, right.corrected) == (mediaType, false))
        #expect((wrong.mediaType, wrong.corrected) == (mediaType, true))
    }

    @Test func `a media type that is spelt in another way is corrected`() throws {
        let checked = try check("image/jpg", ImageHeaders.base64(ImageHeaders.jpeg(width: 1, height: 1)))

        #expect((checked.mediaType, checked.corrected) == ("image/jpeg", true))
    }

    @Test(arguments: [0, 2, 3])
    func `the length of the data makes no difference`(extra: Int) throws {
        let bytes = ImageHeaders.png(width: 1, height: 1) + [UInt8](repeating: 7, count: extra)

        #expect(try check("image/png", ImageHeaders.base64(bytes)).mediaType == "image/png")
    }

    @Test func `slashes written with escapes are Base64 too`() throws {
        let data = ImageHeaders.base64(ImageHeaders.png(width: 1, height: 1) + [0xFF, 0xFF, 0xFF])

        #expect(data.contains("/"))
        #expect(try check("image/png", data.replacing("/", with: "\\/")).mediaType == "image/png")
    }

    @Test(
        arguments: zip(
            [
                "", "iVBORw0KGgo", "iVBORw0K\\nGgo=", "iVBORw0K Ggo", "iVBORw0_", "iVBÖRw0=",
                "data:image/png;base64,iVBORw0K",
            ],
            [
                "empty", "multiple of four", "white space at offset 8", "white space", "\"_\"", "printable",
                "without \"data:",
            ]
        )
    )
    func `what is not Base64 is refused with its place and reason`(data: String, words: String) throws {
        let refusal = try refusal("image/png", data)

        #expect(refusal.path == "content[0].source.data")
        #expect(refusal.problem.contains(words), "\(refusal.problem)")
    }

    @Test(
        arguments: zip(
            ["AAAA", "JVBERi0xLjcKJeLjz9MK", "Qk1GAAAAAAAAADYAAAA="],
            ["PNG, JPEG, GIF or WebP", "document block", "PNG, JPEG, GIF or WebP"]
        )
    )
    func `data that is not an image is refused`(data: String, words: String) throws {
        let refusal = try refusal("image/png", data)

        #expect(refusal.path == "content[0].source.data")
        #expect(refusal.problem.contains(words))
    }

    @Test func `a document's data is checked by itself`() throws {
        let good = try block("application/pdf", "JVBERi0xLjcK")
        let bad = try block("application/pdf", "JVBERi0xLjcK!")

        try MediaCheck.base64(good.data, at: good.block)
        let refusal = try #require(throws: InvalidRequest.self) { try MediaCheck.base64(bad.data, at: bad.block) }

        #expect(refusal.path == "content[0].source.data")
    }
}
