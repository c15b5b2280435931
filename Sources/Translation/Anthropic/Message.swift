/// A whole answer of `POST /v1/messages` without `stream`.
public struct Message: Sendable, Equatable {
    public var id: JSONText
    /// The name the client asked for.
    public var model: JSONText
    public var content: [ContentBlock]
    public var stopReason: StopReason?
    public var stopSequence: JSONText?
    /// Present with the stop reason `refusal`.
    public var refusal: RefusalDetails?
    public var usage: Usage
    /// The whole answer as a server wrote it that speaks this API itself; it stands for everything else here.
    public var passedOn: RawJSON?

    public init(
        id: JSONText,
        model: JSONText,
        content: [ContentBlock] = [],
        stopReason: StopReason? = nil,
        stopSequence: JSONText? = nil,
        refusal: RefusalDetails? = nil,
        usage: Usage = Usage()
    ) {
        self.id = id
        self.model = model
        self.content = content
        self.stopReason = stopReason
        self.stopSequence = stopSequence
        self.refusal = refusal
        self.usage = usage
    }

    public var json: [UInt8] {
        if let passedOn { return Array(passedOn.bytes) }
        var json = JSONWriter()
        write(to: &json)
        return json.bytes
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("id", id)
            json.member("type", literal: "message")
            json.member("role", literal: "assistant")
            json.member("model", model)
            json.array("content") { json in
                for block in content { block.write(to: &json) }
            }
            Self.writeStop(stopReason, stopSequence, refusal, to: &json)
            json.key("usage")
            usage.write(to: &json)
        }
    }

    static func writeStop(
        _ reason: StopReason?,
        _ sequence: JSONText?,
        _ refusal: RefusalDetails?,
        to json: inout JSONWriter
    ) {
        if let reason { json.member("stop_reason", reason.rawValue) } else { json.null("stop_reason") }
        if let sequence { json.member("stop_sequence", sequence) } else { json.null("stop_sequence") }
        if let refusal {
            json.key("stop_details")
            refusal.write(to: &json)
        }
    }
}
