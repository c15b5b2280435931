extension ListenAddress {
    /// Where this machine reaches what listens here: an address that means every interface is reached through loopback.
    package var reachable: ListenAddress {
        switch host {
        case "0.0.0.0", "": ListenAddress(host: "127.0.0.1", port: port)
        case "::": ListenAddress(host: "::1", port: port)
        default: self
        }
    }
}
