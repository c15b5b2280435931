import Foundation
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL
import Translation

extension UpstreamError {
    /// Sorts the errors of the network. A library's text is not repeated: it may quote content or headers.
    init(_ error: any Error, _ peer: UpstreamPeer) {
        switch error {
        case let error as UpstreamError: self = error
        case ChannelError.connectTimeout, OpeningTimeout.connect: self = .connectTimeout
        case OpeningTimeout.handshake: self = .tls(.timeout)
        case ChannelError.eof: self = .connectionLost(.closedBeforeAnswer)
        case let error as NIOConnectionError:
            let failures = error.connectionErrors.compactMap { $0.error as? IOError }
            if error.dnsAError != nil, error.dnsAAAAError != nil, error.connectionErrors.isEmpty {
                self = .hostNotFound(error.host)
            } else {
                self = failures.first.map { Self.unconnected($0, peer) } ?? .connectionRefused(peer)
            }
        case NIOSSLError.handshakeFailed(.sslError([.eofDuringHandshake])):
            self = .connectionLost(.closedInHandshake)
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError:
            self = .tls(TLSTrouble(error))
        case HTTPParserError.invalidEOFState: self = .connectionLost(.closedDuringAnswer)
        case is HTTPParserError, is NIOHTTPDecoderError: self = .notHTTP
        case NIOHTTPDecompression.DecompressionError.limit: self = .answerTooLarge(limit: OriginPool.unpackedLimit)
        case is NIOHTTPDecompression.DecompressionError, is NIOHTTPDecompression.ExtraDecompressionError:
            self = .notUnpackable
        case let error as IOError where [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH].contains(error.errnoCode):
            self = Self.unconnected(error, peer)
        case let error as IOError:
            self = .connectionLost(.system(errorNumber: Int(error.errnoCode)))
        default:
            self = .connectionLost(.library(String(describing: type(of: error))))
        }
    }

    /// What connecting to an address fails with, where there was no name to look up.
    private static func unconnected(_ error: IOError, _ peer: UpstreamPeer) -> UpstreamError {
        var peer = peer
        peer.errorNumber = Int(error.errnoCode)
        return switch error.errnoCode {
        case EHOSTUNREACH, ENETUNREACH: .unreachable(peer)
        default: .connectionRefused(peer)
        }
    }
}

extension TLSTrouble {
    /// BoringSSL gives its reason as text alone. This is the one place that reads it.
    fileprivate init(_ error: any Error) {
        let text = String(describing: error)
        if let error = error as? NIOSSLExtraError, error == .failedToValidateHostname {
            self = .name
        } else if text.contains("CERTIFICATE_VERIFY_FAILED") {
            self = .certificate
        } else if text.contains("WRONG_VERSION_NUMBER") || text.contains("HTTP_REQUEST") {
            self = .notTLS
        } else {
            self = .handshake
        }
    }
}
