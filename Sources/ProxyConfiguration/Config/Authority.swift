import Foundation

/// A host with or without a port, as in `Host` and in a URL.
package struct Authority: Equatable {
    /// In lower case; without the brackets of an IPv6 address.
    package let host: String
    package let port: Int?
    /// IPv4 or IPv6.
    package let isAddress: Bool

    package init?(_ text: some StringProtocol) {
        var host = text.lowercased()
        var port: Int?
        let isBracketed = host.hasPrefix("[")
        if let colon = host.lastIndex(of: ":"), !isBracketed || host[..<colon].hasSuffix("]") {
            let digits = host[host.index(after: colon)...]
            guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), digits.count <= 5 else { return nil }
            port = Int(digits)
            host = String(host[..<colon])
        }
        if isBracketed {
            guard host.hasSuffix("]") else { return nil }
            host = String(host.dropFirst().dropLast())
            guard Self.isAddress(host, AF_INET6) else { return nil }
        } else {
            guard !host.isEmpty, host.count <= 255, host.utf8.allSatisfy(Self.isNameByte) else { return nil }
        }
        self.host = host
        self.port = port
        isAddress = isBracketed || Self.isAddress(host, AF_INET)
    }

    private static func isAddress(_ text: String, _ family: Int32) -> Bool {
        var address = in6_addr()
        return inet_pton(family, text, &address) == 1
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
        default: false
        }
    }
}
