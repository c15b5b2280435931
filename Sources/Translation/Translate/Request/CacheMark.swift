/// The end of a prefix that the client wants cached: Anthropic's `cache_control`, OpenAI's `prompt_cache_breakpoint`.
///
/// Theory of operation: from gpt-5.6 on, OpenAI caches and finds prefixes only at breakpoints, the latest 80 of a request,
/// and does not fall back to a shorter, unmarked prefix. Claude Code moves its mark to the end of the conversation every
/// turn. That is enough for Anthropic, which searches backwards from a mark; at OpenAI the prefix of the last turn would
/// be lost, because nothing marks it any more. So a mark at the end of a turn stays: every user turn before the last mark
/// is marked at its end. A request thus repeats the previous one byte for byte, with its marks.
///
/// A mark is not part of the prompt, only the boundary of a cache entry, so adding or removing one changes no token. A
/// different form of the same content (a string or a list of parts) would. So a model that accepts marks always gets the
/// form that can carry them (``TranslationTarget/takesCacheMarks``).
///
/// OpenAI's own breakpoint at the end of the newest message stays on (`prompt_cache_options` is not sent): OpenAI then
/// writes the latest three marks, and still caches what it would without them.
public enum CacheMark: Sendable, Equatable {
    /// Five minutes at Anthropic. OpenAI's shortest lifetime is its default of half an hour.
    case usual
    /// An hour at Anthropic. OpenAI's next longer lifetime is twelve, and only on the Responses API.
    case long

    static let name = "prompt_cache_breakpoint"

    /// The member's name in OpenAI's APIs, and in Anthropic's.
    static let anyPlace: JSONPath = [.anywhere(name)]
    static let anySource: JSONPath = [.anywhere("cache_control")]

    init(_ control: JSONValue) {
        self = control.present("ttl")?.equals("1h") == true ? .long : .usual
    }

    /// Why marks are not passed on, for one note about all.
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
