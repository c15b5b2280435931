extension ChatRequestWriter {
    func writeTools(to json: inout JSONWriter, notes: inout [TranslationNote]) {
        let tools = draft.tools
        guard !tools.offers.isEmpty else { return }
        json.array("tools") { json in
            for offer in tools.offers {
                switch offer.content {
                case .function(let function):
                    json.object { json in
                        json.member("type", literal: "function")
                        write(function, to: &json)
                        notes.place(offer.pendingNotes, in: json)
                    }
                case .webSearch:
                    // ``ToolSelection`` picks none for this API.
                    continue
                }
            }
        }
        draft.tools.choice?.write(to: &json) { json, name in
            json.object("function") { json in json.member("name", name) }
        }
        if tools.forbidsParallelCalls { json.member("parallel_tool_calls", false) }
    }

    private func write(_ function: FunctionTool, to json: inout JSONWriter) {
        json.object("function") { json in
            json.member("name", function.name)
            json.member("description", ifPresent: function.description)
            json.member("parameters", function.parameters)
            if function.isStrict { json.member("strict", true) }
        }
    }
}
