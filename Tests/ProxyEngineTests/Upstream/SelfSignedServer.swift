import NIOSSL

/// The certificate that `localhost` has in tests; no authority has signed it.
enum SelfSignedServer {
    static func serverContext() throws -> NIOSSLContext {
        let key = try NIOSSLPrivateKey(bytes: Array(key.utf8), format: .pem)
        let chain = [NIOSSLCertificateSource.certificate(try certificate())]
        return try NIOSSLContext(
            configuration: .makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key))
        )
    }

    /// For clients that trust it.
    static func trustRoots() throws -> NIOSSLTrustRoots {
        .certificates([try certificate()])
    }

    private static func certificate() throws -> NIOSSLCertificate {
        try NIOSSLCertificate(bytes: Array(certificateText.utf8), format: .pem)
    }

    private static let certificateText = """
        -----BEGIN CERTIFICATE-----
        MIIBYjCCAQegAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
        c3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
        CWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABIthjnA1gQLDmasn
        LAeld7dMjQILF6BV7RHJRwK37MAXnfho5kTXXMjkM754CdB5Cs0wPVb1TxFS2B6a
        zm3HibSjSDBGMA8GA1UdEwEB/wQFMAMBAf8wFAYDVR0RBA0wC4IJbG9jYWxob3N0
        MB0GA1UdDgQWBBTKh2cQgxq8ebkRWNyL+5QVfBsPbDAKBggqhkjOPQQDAgNJADBG
        AiEA1dQSJ1ab+bqmUnf6tmQJ11ab+cMs/qymUTF/a3UVhq0CIQCYN9bWr6uIM1hS
        e9QUiiT/iI8AVcA/swGgBRNcpDtnTw==
        -----END CERTIFICATE-----
        """

    /// Protects nothing.
    private static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgDsuzMXtUwP6SZN1E
        iBKmpCAgHZXCxXeYaV3Q//p+cmuhRANCAASLYY5wNYECw5mrJywHpXe3TI0CCxeg
        Ve0RyUcCt+zAF534aOZE11zI5DO+eAnQeQrNMD1W9U8RUtgems5tx4m0
        -----END PRIVATE KEY-----
        """
}
