extension ListenAddress {
    /// The address at which this machine reaches the program: loopback for an address that means every interface.
    package var reachable: ListenAddress {
        switch host {
        case "0.0.0.0", "": ListenAddress(host: "127.0.0.1", port: port)
        case "::": ListenAddress(host: "::1", port: port)
        default: self
        }
    }
}
