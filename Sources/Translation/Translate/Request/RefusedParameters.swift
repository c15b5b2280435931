/// Removes parameters from a body that an upstream has refused for a model.
///
/// ``ParameterRules/isRefused`` handles the client's own parameters; this handles all others.
enum RefusedParameters {
    static func removed(
        from body: [UInt8],
        _ request: MessagesRequest,
        for target: TranslationTarget,
        notes: inout [TranslationNote]
    ) -> [UInt8] {
        let refused = target.refusedParameters
        guard !refused.isEmpty,
            let written = try? JSONDocument(body, maximumDepth: 2 * JSONScanner.defaultMaximumDepth).root,
            written.members.contains(where: { holds(refused, $0) })
        else { return body }
        var json = JSONWriter(reservingCapacity: body.count)
        json.object { json in
            for member in written.members {
                guard holds(refused, member) else {
                    json.key(text: member.key)
                    json.value(member.value)
                    continue
                }
                let name = member.key.string
                var kept: [JSONMembers.Member] = []
                var parts: [JSONPath] = []
                for inner in member.value.members where !refused.contains(name) {
                    let part: JSONPath = [.member(name), .member(inner.key.string)]
                    if refused.contains(part.description) { parts.append(part) } else { kept.append(inner) }
                }
                let gone = kept.isEmpty ? [[.member(name)]] : parts
                for path in gone {
                    let parameter = NoteParameter.parameter(path.description)
                    let reason = NoteReason(.parameterRefusedBefore, .model(target.model), parameter)
                    notes.retract(path, from: request.sources(of: path), reason)
                    if !notes.contains(where: { $0.kind == .drop && $0.reason == reason }) {
                        notes.append(TranslationNote(.drop, from: nil, reason))
                    }
                }
                guard !kept.isEmpty else { continue }
                json.key(text: member.key)
                json.object { json in
                    for inner in kept {
                        json.key(text: inner.key)
                        json.value(inner.value)
                    }
                }
            }
        }
        return json.bytes
    }

    private static func holds(_ refused: Set<String>, _ member: JSONMembers.Member) -> Bool {
        let name = member.key.string
        return refused.contains(name)
            || member.value.members.contains { refused.contains("\(name).\($0.key.string)") }
    }
}
