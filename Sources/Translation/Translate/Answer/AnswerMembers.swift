/// The known members of one kind of object in an upstream's answer, and how each is accounted for.
///
/// Known framing (types, numbers, ids, copies of the request's parameters) gets no note. Every member that is not listed
/// here gets one, so that nothing unknown is lost silently.
struct AnswerMembers: Sendable {
    indirect enum Handling: Sendable {
        /// Translated, or framing of the API, or noted by the code that reads it.
        case known
        /// Translated if it is a string; otherwise it has no counterpart.
        case text
        case object(AnswerMembers)
        case list(AnswerMembers)
        /// A string that is translated, or a list of parts.
        case textOrList(AnswerMembers)
        case leftOut(LeftOutPart)
    }

    /// By the length of their names, so that a member is compared only with names of its own length.
    private var byLength: [[(name: StaticString, handling: Handling)]] = []

    init(known: [StaticString], text: [StaticString] = [], _ others: KeyValuePairs<StaticString, Handling> = [:]) {
        for name in known { add(name, .known) }
        for name in text { add(name, .text) }
        for (name, handling) in others { add(name, handling) }
    }

    /// These members and more.
    func adding(
        known: [StaticString],
        text: [StaticString] = [],
        _ others: KeyValuePairs<StaticString, Handling> = [:]
    ) -> AnswerMembers {
        var members = self
        for group in AnswerMembers(known: known, text: text, others).byLength {
            for (name, handling) in group { members.add(name, handling) }
        }
        return members
    }

    private mutating func add(_ name: StaticString, _ handling: Handling) {
        let length = name.utf8CodeUnitCount
        while byLength.count <= length { byLength.append([]) }
        byLength[length].append((name, handling))
    }

    private func handling(of member: JSONMembers.Member) -> Handling? {
        let key = member.value.document.nodes[member.keyIndex]
        let length = Int(key.end - key.start)
        guard !key.hasEscapes else {
            return byLength.lazy.joined().first { member.isNamed($0.name) }?.handling
        }
        return length < byLength.count ? byLength[length].first { member.isNamed($0.name) }?.handling : nil
    }

    /// Notes every member of `object` that is not blank, known or translated.
    ///
    /// `place` is the object's place in the whole answer, also if it arrived in pieces.
    func account(for object: JSONValue, at place: JSONPath, _ ledger: inout BlockLedger) {
        for member in object.members {
            let value = member.value
            func path() -> JSONPath { place.appending(.member(member.key.string)) }
            switch (handling(of: member), value.kind) {
            case (.known, _), (.text, .string), (.textOrList, .string):
                break
            case (.object(let members), .object):
                members.account(for: value, at: path(), &ledger)
            case (.list(let members), .array), (.textOrList(let members), .array):
                for element in value.elements {
                    if element.kind == .object {
                        members.account(for: element, at: path().appending(.each), &ledger)
                    } else if !element.isBlank {
                        ledger.leaveOut(path().appending(.each), .noCounterpart)
                    }
                }
            case (.leftOut(let reason), _):
                if !value.isBlank { ledger.leaveOut(path(), reason) }
            case (.text, _), (.object, _), (.list, _), (.textOrList, _), (nil, _):
                if !value.isBlank { ledger.leaveOut(path(), .noCounterpart) }
            }
        }
    }
}
