package import Journal
package import ProxyConfiguration
package import Translation

/// Masks an upstream's key in everything that the upstream says: some quote it in their errors.
package struct KeyMask: Sendable {
    private let secrets: [[UInt8]]

    /// Shorter values occur by chance, and masking them would garble answers.
    private static let shortestSecret = 8
    private static let mask = Array("•••".utf8)

    /// The upstream's key, and the values of its configured headers.
    package init(_ upstream: UpstreamSettings) {
        self.init([upstream.apiKey].compactMap(\.self) + upstream.headers.map(\.value))
    }

    package init(_ values: [ProxyConfiguration.Secret]) {
        secrets = values.map { $0.withValue { Array($0.utf8) } }
            .filter { $0.count >= Self.shortestSecret }
    }

    package func masked(_ error: APIError) -> APIError {
        var error = error
        error.message = masked(error.message)
        return error
    }

    /// A failure without any secret: of what the upstream wrote, nothing else can hold one.
    package func masked(_ failure: ExchangeFailure) -> ExchangeFailure {
        switch failure {
        case .upstream(var upstream):
            upstream.error = upstream.error.mapText(masked)
            return .upstream(upstream)
        case .broken(.brokenArguments(let tool)): return .broken(.brokenArguments(tool: masked(tool)))
        case .broken(.unfinished(let status)): return .broken(.unfinished(status: masked(status)))
        case .transport, .broken, .malformed, .invalid, .unrouted, .unauthenticated, .tooLarge, .undecodable,
            .clientGone, .shutdown, .fault, .unrecognized:
            return failure
        }
    }

    /// The bytes without any secret; the same array where there was none in it.
    package func masked(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for secret in secrets where bytes.withUnsafeBytes({ Self.find(secret, in: $0) }) != nil {
            var kept: [UInt8] = []
            var rest = bytes[...]
            while let start = rest.withUnsafeBytes({ Self.find(secret, in: $0) }) {
                kept += rest.prefix(start) + Self.mask
                rest = rest.dropFirst(start + secret.count)
            }
            bytes = kept + rest
        }
        return bytes
    }

    package func masked(_ head: UpstreamHead) -> UpstreamHead {
        UpstreamHead(
            status: head.status,
            headers: head.headers.map { HeaderField($0.name, masked($0.value)) }
        )
    }

    /// An event without any secret in its text: an error's message, or a piece of what the model says.
    package func masked(_ event: MessageStreamEvent) -> MessageStreamEvent {
        if case .error(let error) = event { return .error(masked(error)) }
        if case .passedOn(var passed) = event {
            passed.data = masked(passed.data)
            passed.whole = passed.whole.map(masked)
            return .passedOn(passed)
        }
        if case .messageDelta(let reason, let stop, let usage, let refusal?) = event {
            let explanation = refusal.explanation.map { text in
                JSONText(escaped: masked(Array(text.escaped))[...], hasEscapes: text.hasEscapes)
            }
            return .messageDelta(reason, stopSequence: stop, usage, refusal: RefusalDetails(explanation: explanation))
        }
        guard case .contentBlockDelta(let index, .text(let text)) = event,
            text.escaped.withUnsafeBytes(hides)
        else { return event }
        let bytes = masked(Array(text.escaped))
        return .contentBlockDelta(index: index, .text(JSONText(escaped: bytes[...], hasEscapes: text.hasEscapes)))
    }

    /// A note without any secret: it may name what the upstream called something.
    package func masked(_ note: TranslationNote) -> TranslationNote {
        secrets.isEmpty ? note : note.mappingTexts { masked($0) }
    }

    package func masked(_ text: String) -> String {
        // Nearly all that a note names is shorter than any secret.
        guard text.utf8.count >= Self.shortestSecret else { return text }
        var text = text
        guard text.withUTF8({ hides(UnsafeRawBufferPointer($0)) }) else { return text }
        return String(decoding: masked(Array(text.utf8)), as: UTF8.self)
    }

    /// How many bytes at the end of `bytes` may be the beginning of a secret whose rest has not come yet.
    package func possibleBeginning(_ bytes: UnsafeRawBufferPointer) -> Int {
        secrets.map { secret in
            let longest = min(secret.count - 1, bytes.count)
            return stride(from: longest, to: 0, by: -1).first { length in
                zip(bytes.suffix(length), secret).allSatisfy { $0 == $1 }
            } ?? 0
        }.max() ?? 0
    }

    /// The beginning of a secret whose rest never came, as far as it may be shown.
    package func maskedBeginning(_ bytes: [UInt8]) -> [UInt8] {
        bytes.count < Self.shortestSecret ? bytes : Self.mask
    }

    package func hides(_ bytes: UnsafeRawBufferPointer) -> Bool {
        secrets.contains { Self.find($0, in: bytes) != nil }
    }

    /// The offset of the first `secret` in `text`.
    ///
    /// Looks for places where three of its bytes fit, which are few. A `while` loop and no branch in it: so the compiler
    /// tests sixteen places at a time.
    private static func find(_ secret: [UInt8], in text: UnsafeRawBufferPointer) -> Int? {
        secret.withUnsafeBufferPointer { secret in
            guard let first = secret.first, let last = secret.last else { return nil }
            let reach = secret.count - 1
            let half = reach / 2
            let middle = secret[half]
            let end = text.count - reach
            var start = 0
            while start < end {
                let next = min(start + 64, end)
                var fits: UInt8 = 0
                var offset = start
                while offset < next {
                    fits |=
                        (text[offset] == first ? 1 : 0) & (text[offset &+ half] == middle ? 1 : 0)
                        & (text[offset &+ reach] == last ? 1 : 0)
                    offset &+= 1
                }
                if fits != 0, let found = (start..<next).first(where: { text[$0...].starts(with: secret) }) {
                    return found
                }
                start = next
            }
            return nil
        }
    }
}
