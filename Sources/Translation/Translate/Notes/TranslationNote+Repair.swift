extension TranslationNote {
    /// The note on a repair of ``MessageAssembler``.
    public init(_ repair: MessageAssembler.Repair) {
        let call: JSONPath = ["content", .index(repair.block)]
        switch repair.kind {
        case .inputReplaced:
            self.init(.fail, .answer, to: call.appending("input"), .argumentsReplaced, .tool(repair.toolName))
        case .callOmitted:
            self.init(.drop, .answer, from: call, .callCutOff, .tool(repair.toolName))
        }
    }
}
