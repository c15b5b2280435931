/// The end of a prefix that the client wants cached: Anthropic's `cache_control`, OpenAI's `prompt_cache_breakpoint`.
///
/// Theory of operation: from gpt-5.6 on OpenAI caches and finds prefixes at breakpoints only, the latest 80 of a
/// request, and does not fall back to a shorter prefix that is not marked. Claude Code moves its mark to the end of the
/// conversation every turn, which is enough for Anthropic, who looks back from a mark for what it has; at OpenAI the
/// prefix of the last turn would be lost, because nothing marks it any more. So a mark that once stood at the end of a
/// turn stays: every turn of the user's before the last mark is marked at its end. A request thereby repeats the last
/// one byte for byte, marks and all.
///
/// A mark is no part of the prompt, only the boundary of an entry in the cache: one that comes or goes changes no
/// token. What would change tokens is another form of the same content, a string here and a list of parts there. So a
/// model that takes marks always gets the form that can carry them (``TranslationTarget/takesCacheMarks``).
///
/// OpenAI's own breakpoint at the end of the newest message is left on (`prompt_cache_options` is not sent): of the
/// marks it then writes the latest three, and what it would cache by itself it still does.
public enum CacheMark: Sendable, Equatable {
    /// Five minutes at Anthropic. OpenAI has nothing shorter than the half hour that it gives by itself.
    case usual
    /// An hour at Anthropic. OpenAI's next longer lifetime is twelve, and only on the Responses API.
    case long

    static let name = "prompt_cache_breakpoint"

    /// Wherever one goes out, and wherever one came in.
    static let anyPlace: JSONPath = [.anywhere(name)]
    static let anySource: JSONPath = [.anywhere("cache_control")]

    init(_ control: JSONValue) {
        self = control.present("ttl")?.equals("1h") == true ? .long : .usual
    }

    /// Why none is passed on, said once for all.
    static func dropReason(for target: TranslationTarget) -> NoteReason {
        if target.refuses(name) {
            return NoteReason(.cacheMarkRefusedBefore, .model(target.model), .parameter(name))
        }
        return target.server.takesCacheMarks
            ? NoteReason(.cacheMarksNotNeeded, .model(target.model)) : NoteReason(.cacheMarksOnlyForOpenAI)
    }

    /// What is said of a mark that the client has set at `control`.
    func pendingNote(from control: JSONValue, _ target: TranslationTarget, _ traits: DialectTraits) -> PendingNote {
        switch self {
        case .usual:
            return PendingNote(.map, from: control.place, .cachedHalfHour)
        case .long where target.supportsLongCache(traits):
            return PendingNote(.map, from: control.place, .cachedTwelveHours)
        case .long:
            return PendingNote(.lossy, from: control.place, .cachedHalfHourOnly)
        }
    }

    fileprivate func write(for target: TranslationTarget, _ traits: DialectTraits, to json: inout JSONWriter) {
        json.object("prompt_cache_breakpoint") { json in
            json.member("mode", literal: "explicit")
            if self == .long, target.supportsLongCache(traits) { json.member("ttl", literal: "12h") }
        }
    }
}

extension RequestPart {
    /// Writes the mark into the part of the prompt that has just been written.
    func writeMark(
        for target: TranslationTarget,
        _ traits: DialectTraits,
        to json: inout JSONWriter,
        notes: inout [TranslationNote]
    ) {
        guard let cacheMark else { return }
        cacheMark.write(for: target, traits, to: &json)
        notes.place(markNotes, in: json)
    }
}

extension TranslationTarget {
    /// Whether parts of the prompt may carry marks for the cache, and are therefore always written as parts.
    var takesCacheMarks: Bool { server.takesCacheMarks && profile.takesCacheMarks && !refuses(CacheMark.name) }

    func supportsLongCache(_ traits: DialectTraits) -> Bool {
        traits.takesLongCacheMarks && !refuses(CacheMark.name + ".ttl")
    }
}
