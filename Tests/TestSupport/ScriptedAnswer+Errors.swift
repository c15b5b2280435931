import ProxyEngine

extension ScriptedAnswer {
    /// OpenAI's error envelope, field by field.
    package static func error(
        _ status: Int,
        type: String = "invalid_request_error",
        code: String? = nil,
        parameter: String? = nil,
        headers: [(name: String, value: String)] = [],
        _ message: String
    ) -> ScriptedAnswer {
        let error = ScriptedError(type: type, message: message, code: code, parameter: parameter)
        return .error(status: status, error, headers: headers)
    }

    /// `text`, then an error inside the stream after so many frames; none of the text where that is 0.
    package static func streamedError(
        _ error: ModelReply.StreamedError,
        afterFrames frames: Int = 0,
        text: String = "Some words, and then some more words."
    ) -> ScriptedAnswer {
        var reply = ModelReply(.text(text))
        reply.mishap = .error(error, afterFrames: frames)
        return .reply(reply)
    }

    /// `text`, with a gate in its way.
    package static func text(_ text: String, heldAt place: ModelReply.Hold.Place, by gate: Gate) -> ScriptedAnswer {
        var reply = ModelReply(.text(text))
        reply.holds = [ModelReply.Hold(at: place, gate)]
        return .reply(reply)
    }
}
