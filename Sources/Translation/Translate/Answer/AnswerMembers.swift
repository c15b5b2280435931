/// The members that one kind of object in an upstream's answer is known to have, and what becomes of each.
///
/// Beside the code that reads an answer this is the one place that knows what is *not* read: what stands here as left
/// out, and whatever does not stand here at all, ends in a note.
struct AnswerMembers: Sendable, ExpressibleByDictionaryLiteral {
    indirect enum Handling: Sendable {
        /// It is translated, it is framing of the wire, or whoever reads it makes the notes about it.
        case translated
        /// Translated where it is a string, without a counterpart otherwise.
        case text
        case object(AnswerMembers)
        case list(AnswerMembers)
        /// A string that is translated, or a list of parts.
        case textOrList(AnswerMembers)
        case leftOut(LeftOutParts.Reason)
    }

    private let handlings: [(name: StaticString, handling: Handling)]

    init(dictionaryLiteral elements: (StaticString, Handling)...) {
        handlings = elements.map { (name: $0.0, handling: $0.1) }
    }

    private init(_ handlings: [(name: StaticString, handling: Handling)]) {
        self.handlings = handlings
    }

    func adding(_ more: AnswerMembers) -> AnswerMembers { AnswerMembers(handlings + more.handlings) }

    /// Says of every member of `object` that is neither empty nor translated that it is left out.
    ///
    /// `place` is where the object stands in the whole answer, also where it came in pieces.
    func account(for object: JSONValue, at place: String, _ ledger: inout BlockLedger) {
        for member in object.members where !member.value.isBlank {
            let value = member.value
            func path() -> String { place.isEmpty ? member.key.string : "\(place).\(member.key.string)" }
            switch (handlings.first { member.isNamed($0.name) }?.handling, value.kind) {
            case (.translated, _), (.text, .string), (.textOrList, .string):
                break
            case (.object(let members), .object):
                members.account(for: value, at: path(), &ledger)
            case (.list(let members), .array), (.textOrList(let members), .array):
                for element in value.elements {
                    if element.kind == .object {
                        members.account(for: element, at: path() + "[]", &ledger)
                    } else if !element.isBlank {
                        ledger.leaveOut(path() + "[]", .noCounterpart)
                    }
                }
            case (.leftOut(let reason), _):
                ledger.leaveOut(path(), reason)
            case (.text, _), (.object, _), (.list, _), (.textOrList, _), (nil, _):
                ledger.leaveOut(path(), .noCounterpart)
            }
        }
    }
}
