import TranslationTestSupport

@testable import Translation

/// The law of no silent loss: each leaf of a request is found in what goes upstream, in the form that fits it, or a
/// note says what became of it.
///
/// What a note covers depends on its kind. What was left out (DROP), arrives with less in it (LOSSY) or could not be
/// translated (FAIL) is covered with all that is in it. What was renamed, moved, cut or filled in (MAP, SPLIT, ADD) is
/// covered itself; of an object also its own type, flags and form, and no more: its strings and numbers must still be
/// found, whatever the form. So a note on a message excuses nothing that was lost in one of its blocks.
///
/// Types and roles are carried by form: a text block of the user's is carried when its text stands in a text part of
/// a message of the user's. A null says nothing, as at Anthropic.
struct RequestLaw {
    struct Loss: CustomStringConvertible {
        var path: String
        var what: String

        var description: String { "\(path): \(what)" }
    }

    let upstream: UpstreamReading
    let reply: ReplyContext
    private let notes: [String: [TranslationNote]]
    /// Names of members that are left out wherever they stand, as a note on `…name` says.
    private let everywhere: [String]
    private(set) var losses: [Loss] = []

    static func losses(
        of request: JSONDocument,
        in translated: TranslatedRequest,
        _ dialect: DialectName
    ) throws -> [Loss] {
        var law = RequestLaw(
            upstream: try UpstreamReading(translated.body, dialect),
            reply: translated.reply,
            notes: translated.notes
        )
        law.judge(request.root)
        return law.losses
    }

    private init(upstream: UpstreamReading, reply: ReplyContext, notes: [TranslationNote]) {
        self.upstream = upstream
        self.reply = reply
        let notes = notes.flatMap(\.apart)
        self.notes = Dictionary(grouping: notes.filter { $0.direction == .request && $0.source != nil }) {
            $0.source?.description ?? ""
        }
        everywhere = notes.filter { $0.kind == .drop }.compactMap { note in
            if case .anywhere(let name) = note.source?.steps.first { name } else { nil }
        }
    }

    // MARK: Notes

    /// Whether all that is at `path` is covered.
    func isExcused(_ path: String) -> Bool {
        if everywhere.contains(where: { path == $0 || path.hasSuffix("." + $0) }) { return true }
        guard let notes = notes[path] else { return false }
        return notes.contains { note in
            switch note.kind {
            case .drop, .lossy, .fail: true
            case .map, .add, .split: false
            }
        }
    }

    func isNoted(_ path: String) -> Bool { notes[path] != nil }

    /// Where the notes on `path` say that it went.
    func targets(of path: String) -> [JSONPath] { notes[path]?.compactMap(\.target) ?? [] }

    // MARK: Judging

    mutating func expect(_ isCarried: Bool, _ path: String, _ what: String) {
        if !isCarried, !isNoted(path) { losses.append(Loss(path: path, what: what)) }
    }

    /// The type, a flag or another part of the form of `object`, which a note on the object covers too.
    mutating func expectForm(_ isCarried: Bool, _ path: String, of object: String, _ what: String) {
        expect(isCarried || isNoted(object), path, what)
    }

    /// Each leaf of a value that has no place upstream.
    mutating func expectNotes(_ value: JSONValue, _ path: String) {
        if path == "cache_control" || path.hasSuffix(".cache_control") { return judgeMark(value, path) }
        expectLeaves(value, path, "has no place upstream and no note") { _ in false }
    }

    /// A mark for the cache: `ephemeral` is all that it can be, and an hour is half a day at OpenAI.
    private mutating func judgeMark(_ control: JSONValue, _ path: String) {
        guard !isExcused(path) else { return }
        let sent = targets(of: path).compactMap { upstream.root.value(at: $0) }.first
        let isMarked = sent?["mode"]?.equals("explicit") == true
        expectLeaves(control, path, "marks nothing upstream") { leaf in
            // Where two marks meet the longer one stands.
            isMarked && (!leaf.equals("1h") || sent?["ttl"]?.equals("12h") == true)
        }
    }

    /// Each leaf is carried, or noted.
    mutating func expectLeaves(
        _ value: JSONValue,
        _ path: String,
        _ what: String,
        _ isCarried: (JSONValue) -> Bool
    ) {
        guard !value.isNull, !isExcused(path) else { return }
        switch value.kind {
        case .object where value.count > 0:
            for member in value.members {
                expectLeaves(member.value, Self.join(path, member.key.string), what, isCarried)
            }
        case .array where value.count > 0:
            for (offset, element) in value.elements.enumerated() {
                expectLeaves(element, "\(path)[\(offset)]", what, isCarried)
            }
        case .object, .array, .string, .number, .true, .false, .null:
            expect(isCarried(value), path, what)
        }
    }

    /// The members of an object that say something and are not excused as a whole.
    func members(of object: JSONValue, _ path: String) -> [(key: String, value: JSONValue, path: String)] {
        object.members.compactMap { member in
            let key = member.key.string
            let place = Self.join(path, key)
            return member.value.isNull || isExcused(place) ? nil : (key, member.value, place)
        }
    }

    private static func join(_ path: String, _ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
}
