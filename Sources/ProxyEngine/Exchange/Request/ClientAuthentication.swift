package import ProxyConfiguration
package import Translation

/// Whether a client may use the proxy: `x-api-key` or a bearer token must be one of the configured keys.
package struct ClientAuthentication: Sendable {
    private let keys: [Secret]

    package init(keys: [Secret]) {
        self.keys = keys
    }

    /// With no key configured anyone is let in; the configuration allows that on loopback alone.
    package func accepts(_ headers: [HeaderField]) -> Bool {
        if keys.isEmpty { return true }
        // Every key is compared with every offer, so that the time taken says nothing about which one fits.
        var accepted = false
        for offer in Self.offers(headers) {
            for key in keys where key == offer { accepted = true }
        }
        return accepted
    }

    private static func offers(_ headers: [HeaderField]) -> [Secret] {
        headers.compactMap { field in
            switch field.name.lowercased() {
            case "x-api-key":
                return Secret(field.value)
            case "authorization":
                let parts = field.value.split(separator: " ", maxSplits: 1)
                guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
                return Secret(String(parts[1]))
            default:
                return nil
            }
        }
    }
}
