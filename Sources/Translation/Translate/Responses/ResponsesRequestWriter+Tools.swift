extension ResponsesRequestWriter {
    func writeTools(to json: inout JSONWriter, notes: inout [TranslationNote]) {
        let tools = draft.tools
        guard !tools.offers.isEmpty else { return }
        json.array("tools") { json in
            for offer in tools.offers {
                switch offer.content {
                case .function(let function): write(function, to: &json)
                case .webSearch(let search): write(search, to: &json)
                }
                notes.place(offer.pendingNotes, in: json)
            }
        }
        if tools.offersFunctions {
            notes.append(TranslationNote(.add, to: ["tools"], .strictAlwaysSet))
        }
        draft.tools.choice?.write(to: &json) { json, name in json.member("name", name) }
        if tools.forbidsParallelCalls { json.member("parallel_tool_calls", false) }
    }

    private func write(_ function: FunctionTool, to json: inout JSONWriter) {
        json.object { json in
            json.member("type", literal: "function")
            json.member("name", function.name)
            json.member("description", ifPresent: function.description)
            json.member("parameters", function.parameters)
            json.member("strict", function.isStrict)
        }
    }

    private func write(_ search: WebSearchTool, to json: inout JSONWriter) {
        json.object { json in
            json.member("type", literal: "web_search")
            if let hosts = draft.tools.searchLimits?.allowed.hosts, !hosts.isEmpty {
                json.object("filters") { json in
                    json.array("allowed_domains") { json in
                        for host in hosts { json.value(host) }
                    }
                }
            }
            search.writeLocation(for: target.server, to: &json)
        }
    }
}
