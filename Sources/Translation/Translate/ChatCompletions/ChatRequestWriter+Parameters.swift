extension ChatRequestWriter {
    func writeParameters(to json: inout JSONWriter, notes: inout [TranslationNote]) {
        if let format = parameters.format { write(format, to: &json) }
        json.member("reasoning_effort", ifPresent: parameters.effort?.rawValue)
        json.member("verbosity", ifPresent: parameters.verbosity)
        json.member(
            ParameterNames(target, ChatCompletionsDialect.traits).maximumTokens,
            ifPresent: parameters.maximumTokens
        )
        json.member("temperature", ifPresent: parameters.temperature)
        json.member("top_p", ifPresent: parameters.topP)
        json.member("service_tier", ifPresent: parameters.serviceTier)
        json.member("prompt_cache_key", ifPresent: parameters.promptCacheKey)
        json.member("safety_identifier", ifPresent: parameters.safetyIdentifier)
        if target.server.storesAnswers {
            json.member("store", false)
            notes.append(TranslationNote(.add, to: ["store"], .answerNotStored))
        }
        json.member("stream", true)
        notes.placeStream(draft.request)
        writeStreamOptions(to: &json, notes: &notes)
    }

    private func write(_ format: RequestParameters.OutputFormat, to json: inout JSONWriter) {
        json.object("response_format") { json in
            json.member("type", literal: "json_schema")
            json.object("json_schema") { json in
                json.member("name", literal: "structured_output")
                json.member("schema", format.schema)
                json.member("strict", format.isStrict)
            }
        }
    }

    private func writeStreamOptions(to json: inout JSONWriter, notes: inout [TranslationNote]) {
        json.object("stream_options") { json in
            json.member("include_usage", true)
            if target.server.padsStreams { json.member("include_obfuscation", false) }
        }
        notes.append(TranslationNote(.add, to: ["stream_options"], .streamUsageRequested))
    }
}
