/// Width and height of an image in pixels, read from its header without decoding the rest.
struct ImageSize: Equatable {
    var width: Int
    var height: Int

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// Nil for other formats than PNG, JPEG, GIF and WebP, and for a truncated header.
    init?(base64: ArraySlice<UInt8>) {
        let head = Base64.bytes(of: base64, at: 0, count: 30)
        guard head.count == 30 || ImageFormat(head: head) == .gif, let format = ImageFormat(head: head) else {
            return nil
        }
        switch format {
        case .png:
            self.init(width: Self.bigEndian(head[16..<20]), height: Self.bigEndian(head[20..<24]))
        case .gif:
            guard head.count >= 10 else { return nil }
            self.init(width: Self.littleEndian(head[6..<8]), height: Self.littleEndian(head[8..<10]))
        case .jpeg:
            self.init(jpeg: base64)
        case .webp:
            self.init(webp: head)
        }
    }

    /// The frame header is behind any number of other segments, each with its length.
    private init?(jpeg base64: ArraySlice<UInt8>) {
        var offset = 2
        for _ in 0..<64 {
            let segment = Base64.bytes(of: base64, at: offset, count: 9)
            guard segment.count == 9, segment[0] == 0xFF else { return nil }
            switch segment[1] {
            case 0xC4, 0xC8, 0xCC:
                break
            case 0xC0...0xCF:
                self.init(width: Self.bigEndian(segment[7..<9]), height: Self.bigEndian(segment[5..<7]))
                return
            case 0xFF:
                offset += 1
                continue
            case 0xD8, 0xD9, 0xDA:
                return nil
            default:
                break
            }
            offset += 2 + Self.bigEndian(segment[2..<4])
        }
        return nil
    }

    /// RFC 9649: the first chunk is one of three kinds.
    private init?(webp head: [UInt8]) {
        switch String(decoding: head[12..<16], as: UTF8.self) {
        case "VP8 ":
            self.init(
                width: Self.littleEndian(head[26..<28]) & 0x3FFF,
                height: Self.littleEndian(head[28..<30]) & 0x3FFF
            )
        case "VP8L":
            let bits = Self.littleEndian(head[21..<25])
            self.init(width: (bits & 0x3FFF) + 1, height: (bits >> 14 & 0x3FFF) + 1)
        case "VP8X":
            self.init(width: Self.littleEndian(head[24..<27]) + 1, height: Self.littleEndian(head[27..<30]) + 1)
        default:
            return nil
        }
    }

    private static func bigEndian(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reduce(0) { $0 << 8 | Int($1) }
    }

    private static func littleEndian(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
