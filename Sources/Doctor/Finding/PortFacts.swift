package import ProxyConfiguration

package enum PortFact: Sendable, Equatable {
    case free(ListenAddress)
    /// Port 0.
    case systemChooses(host: String)
    case unknownHost(ListenAddress)
    /// A proxy like this one has the port: `check` beside a proxy that runs.
    case alreadyRunning(ListenAddress, RunningProxy, process: Int?)
    /// The same, for a start.
    case takenByProxy(ListenAddress, RunningProxy, process: Int?)
    case taken(ListenAddress, PortHolder.Search)
    case notPermitted(ListenAddress)
    case notAnAddressOfThisMachine(ListenAddress)
    /// In the system's words.
    case notOpened(ListenAddress, String)
    case reachableWithKey(ListenAddress)
    case reachableByAnyone(Exposure)
}
