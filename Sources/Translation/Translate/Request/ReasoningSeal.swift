/// A reasoning item of OpenAI's, packed into the signature of an Anthropic thinking block and sent back in the next turn.
///
/// The text of the reasoning stays in the block. The seal contains the rest: the model, the key's scope, the encrypted
/// content, and the number of the summary's parts. A checksum detects a damaged signature, for which OpenAI would refuse
/// the whole request.
public struct ReasoningSeal: Sendable, Equatable {
    public var model: String
    /// Identifies the organisation and key: another key cannot open the content.
    public var scope: String
    public var encryptedContent: String
    public var summaryParts: Int

    public init(model: String, scope: String, encryptedContent: String, summaryParts: Int) {
        self.model = model
        self.scope = scope
        self.encryptedContent = encryptedContent
        self.summaryParts = summaryParts
    }

    /// The result of reading a signature.
    public enum Opened: Sendable, Equatable {
        case valid(ReasoningSeal)
        /// Anthropic's own or another proxy's.
        case foreign
        /// Written by this program, and damaged.
        case broken
    }

    private static let prefix = "dragoman1."

    /// The signature of thinking that no upstream has sealed: clients want one that is not empty. It is never opened.
    static let unsealed = "dragoman0.unsealed"

    /// Whether this program made the signature, so that only it can read it.
    static func isOurs(_ signature: String) -> Bool { signature.hasPrefix(prefix) || signature == unsealed }

    /// The prefix and URL-safe Base64 of a JSON object.
    public var signature: String {
        var json = JSONWriter(reservingCapacity: encryptedContent.utf8.count + 128)
        json.object { json in
            json.member("v", 1)
            json.member("m", model)
            json.member("o", scope)
            json.member("s", summaryParts)
            json.member("c", checksum)
            json.member("e", encryptedContent)
        }
        return Self.prefix + Base64.url(json.bytes)
    }

    /// Reads the signature of a thinking block.
    public static func open(_ signature: String) -> Opened {
        guard signature.hasPrefix(prefix) else { return .foreign }
        guard let bytes = Base64.decodeURL(Array(signature.utf8).dropFirst(prefix.utf8.count)),
            let packed = try? JSONDocument(bytes, maximumDepth: 1).root,
            packed["v"]?.int == 1,
            let model = packed["m"]?.string,
            let scope = packed["o"]?.string,
            let encryptedContent = packed["e"]?.string,
            let summaryParts = packed["s"]?.int, summaryParts >= 0
        else { return .broken }
        let seal = ReasoningSeal(
            model: model,
            scope: scope,
            encryptedContent: encryptedContent,
            summaryParts: summaryParts
        )
        return packed["c"]?.string == seal.checksum ? .valid(seal) : .broken
    }

    private var checksum: String {
        Fingerprint.sha256("\(model)\n\(scope)\n\(summaryParts)\n\(encryptedContent)", length: 8)
    }
}
