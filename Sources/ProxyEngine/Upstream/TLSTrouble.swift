/// Why a connection could not be made secure, in the words that errors use.
package enum TLSTrouble: String, Sendable, CaseIterable {
    case certificate = "its certificate is not trusted here"
    case name = "its certificate is for another name"
    case notTLS = "it does not speak TLS"
    case timeout = "handshake timeout"
    case handshake = "the handshake failed"
}
