extension TranslationNote {
    /// What the fold of an answer had to mend.
    public init(_ repair: MessageAssembler.Repair) {
        let call = "content[\(repair.block)]"
        switch repair.kind {
        case .inputReplaced:
            self.init(
                .fail,
                .answer,
                to: "\(call).input",
                "the arguments of \(repair.toolName) are not a JSON object, so the tool gets {}"
            )
        case .callOmitted:
            self.init(
                .drop,
                .answer,
                from: call,
                "the answer was cut off in the middle of this call of \(repair.toolName)"
            )
        }
    }
}
