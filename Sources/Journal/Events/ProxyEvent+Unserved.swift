extension ProxyEvent {
    /// What was wrong with a request that got `status` before any endpoint saw it.
    package static func unservedText(status: Int) -> String {
        switch status {
        case 404: "no such path"
        case 405: "method not allowed"
        case 408: "request not complete in time"
        case 501: "not supported"
        default: "malformed request"
        }
    }
}
