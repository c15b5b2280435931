extension ToolSet.Choice {
    /// The member `tool_choice`, in which the APIs name a function differently.
    func write(to json: inout JSONWriter, naming function: (inout JSONWriter, String) -> Void) {
        switch self {
        case .auto: json.member("tool_choice", literal: "auto")
        case .required: json.member("tool_choice", literal: "required")
        case .none: json.member("tool_choice", literal: "none")
        case .function(let name):
            json.object("tool_choice") { json in
                json.member("type", literal: "function")
                function(&json, name)
            }
        }
    }
}
