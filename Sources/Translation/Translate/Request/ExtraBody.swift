/// The members that the configuration sets in every body for a model.
enum ExtraBody {
    /// `body` with the members of `extra`; an existing member is replaced in place.
    static func merged(
        into body: [UInt8],
        _ extra: RawJSON,
        of request: MessagesRequest,
        rule: String?,
        notes: inout [TranslationNote]
    ) throws(InvalidRequest) -> [UInt8] {
        guard let added = try? JSONDocument(Array(extra.bytes)).root, added.kind == .object,
            let written = try? JSONDocument(body, maximumDepth: 2 * JSONScanner.defaultMaximumDepth).root
        else {
            throw InvalidRequest(
                path: [],
                problem: "extra_body in \(rule ?? "the configuration") must be a JSON object"
            )
        }
        var replacements: [String: JSONValue] = [:]
        for member in added.members { replacements[member.key.string] = member.value }
        var json = JSONWriter(reservingCapacity: body.count + extra.bytes.count)
        json.object { json in
            for member in written.members {
                json.key(text: member.key)
                guard let replacement = replacements.removeValue(forKey: member.key.string) else {
                    json.value(member.value)
                    continue
                }
                json.value(replacement)
                let reason = NoteReason(.replacedByConfiguration)
                notes.retract(json.place, from: request.sources(of: json.place), reason, rule: rule)
                notes.append(TranslationNote(.map, to: json.place, reason, rule: rule))
            }
            for member in added.members {
                guard let addition = replacements.removeValue(forKey: member.key.string) else { continue }
                json.key(text: member.key)
                json.value(addition)
                notes.append(TranslationNote(.add, to: json.place, .addedByConfiguration, rule: rule))
            }
        }
        return json.bytes
    }
}
