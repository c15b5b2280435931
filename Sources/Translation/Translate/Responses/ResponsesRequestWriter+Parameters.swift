extension ResponsesRequestWriter {
    /// Where the sealed reasoning comes back, and where the sources of a search do.
    private static let sealedReasoning = "reasoning.encrypted_content"
    private static let searchSources = "web_search_call.action.sources"

    func writeText(to json: inout JSONWriter) {
        guard parameters.format != nil || parameters.verbosity != nil else { return }
        json.object("text") { json in
            if let format = parameters.format {
                json.object("format") { json in
                    json.member("type", literal: "json_schema")
                    json.member("name", literal: "structured_output")
                    json.member("schema", format.schema)
                    json.member("strict", format.isStrict)
                }
            }
            json.member("verbosity", ifPresent: parameters.verbosity)
        }
    }

    func writeReasoning(to json: inout JSONWriter) {
        guard parameters.effort != nil || parameters.asksForSummary else { return }
        json.object("reasoning") { json in
            json.member("effort", ifPresent: parameters.effort?.rawValue)
            if parameters.asksForSummary { json.member("summary", literal: "auto") }
        }
    }

    /// What only an answer needs.
    func writeGeneration(to json: inout JSONWriter, notes: inout [TranslationNote]) {
        json.member("max_output_tokens", ifPresent: parameters.maximumTokens)
        json.member("max_tool_calls", ifPresent: parameters.maximumSearches)
        json.member("temperature", ifPresent: parameters.temperature)
        json.member("top_p", ifPresent: parameters.topP)
        json.member("service_tier", ifPresent: parameters.serviceTier)
        json.member("prompt_cache_key", ifPresent: parameters.promptCacheKey)
        json.member("safety_identifier", ifPresent: parameters.safetyIdentifier)
        json.member("store", false)
        notes.append(TranslationNote(.add, to: ["store"], .answerNotStored))
        writeInclude(to: &json, notes: &notes)
        json.member("stream", true)
        notes.placeStream(draft.request)
        guard target.server.padsStreams else { return }
        json.object("stream_options") { json in json.member("include_obfuscation", false) }
        notes.append(TranslationNote(.add, to: ["stream_options"], .streamPaddingOff))
    }

    private func writeInclude(to json: inout JSONWriter, notes: inout [TranslationNote]) {
        let reasons = target.profile.reasons
        let searches = draft.tools.offersWebSearch
        guard reasons || searches else { return }
        json.array("include") { json in
            if reasons { json.value(Self.sealedReasoning) }
            if searches { json.value(Self.searchSources) }
        }
        let code: NoteCode =
            switch (reasons, searches) {
            case (true, true): .reasoningAndSourcesRequested
            case (true, false): .sealedReasoningRequested
            case (false, _): .searchSourcesRequested
            }
        notes.append(TranslationNote(.add, to: ["include"], code))
    }
}
