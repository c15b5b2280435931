package import Translation

extension TranslationNote {
    /// As logs and exports have it.
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("kind", kind.rawValue)
            json.member("direction", direction.rawValue)
            json.member("from", ifPresent: source)
            json.member("to", ifPresent: target)
            json.member("reason", reason)
            json.member("rule", ifPresent: rule)
        }
    }
}
