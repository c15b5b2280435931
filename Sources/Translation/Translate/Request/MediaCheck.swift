/// Checks images and documents, because an upstream refuses the whole request for an invalid one.
public enum MediaCheck {
    /// The media type of the image's first bytes, and whether the client named another.
    static func image(
        mediaType: JSONText,
        data: JSONText,
        at place: JSONValue
    ) throws(InvalidRequest) -> (mediaType: String, corrected: Bool) {
        try base64(data, at: place)
        let head = Base64.bytes(of: plain(data).escaped, at: 0, count: 12)
        guard let format = ImageFormat(head: head) else {
            let hint = head.starts(with: Array("%PDF".utf8)) ? "; it is a PDF, which belongs in a document block" : ""
            throw InvalidRequest(path: path(of: place), problem: "is not a PNG, JPEG, GIF or WebP image" + hint)
        }
        return (format.rawValue, mediaType.string != format.rawValue)
    }

    /// Refuses anything but standard, padded Base64. Reads every byte once, without decoding.
    static func base64(_ data: JSONText, at place: JSONValue) throws(InvalidRequest) {
        guard let fault = plain(data).escaped.withUnsafeBytes(Base64.fault) else { return }
        let problem =
            switch fault {
            case .empty: "is empty"
            case .byte where data.hasPrefix("data:"): "must be the Base64 data alone, without \"data:…;base64,\""
            case .byte(let byte, let offset): "is not Base64: \(name(of: byte)) at offset \(offset)"
            case .padding: "is not Base64: its length is not a multiple of four, so it was cut or lacks padding"
            }
        throw InvalidRequest(path: path(of: place), problem: problem)
    }

    /// Base64 needs no escaping, but some encoders write `\/`.
    private static func plain(_ data: JSONText) -> JSONText {
        data.hasEscapes ? JSONText(escaped: Array(data.string.utf8)[...], hasEscapes: false) : data
    }

    private static func name(of byte: UInt8) -> String {
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D: "white space"
        case 0x21...0x7E: "\"\(Character(Unicode.Scalar(byte)))\""
        default: "a byte that is no printable ASCII"
        }
    }

    /// `place` is the block, its source or the data itself.
    private static func path(of place: JSONValue) -> JSONPath {
        ((place["source"] ?? place)["data"] ?? place).place
    }
}
