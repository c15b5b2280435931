import TranslationTestSupport

@testable import Translation

/// Makes an answer that no upstream should send out of one that it may send.
struct AnswerMutation {
    private var dice: AnswerDice
    private var noise: UpstreamNoise

    init(seed: UInt64) {
        dice = AnswerDice(seed: seed &* 31 &+ 7)
        noise = UpstreamNoise(seed: seed)
    }

    mutating func disturbing(_ frames: [ServerSentEvent]) -> [ServerSentEvent] {
        var frames = frames
        for _ in 0...dice.roll(3) where !frames.isEmpty {
            let position = dice.roll(frames.count)
            switch dice.roll(9) {
            case 0:
                frames = Array(frames.prefix(position))
            case 1:
                frames[position].data = Array(frames[position].data.prefix(dice.roll(frames[position].data.count + 1)))
            case 2:
                frames[position] = changing(frames[position], number: ["index", "output_index", "content_index"])
            case 3:
                frames[position] = retyped(frames[position], as: frames[dice.roll(frames.count)])
            case 4:
                frames.insert(failure(), at: position)
            case 5:
                frames.shuffle(using: &dice)
            default:
                frames = noise.disturbing(frames)
            }
        }
        return frames
    }

    private mutating func changing(_ frame: ServerSentEvent, number names: [String]) -> ServerSentEvent {
        let text = String(decoding: frame.data, as: UTF8.self)
        let name = dice.pick(names)
        let other = dice.pick(["0", "1", "2", "-1", "63", "64", "9007199254740993", "null", "\"0\""])
        let changed = text.replacing("\"\(name)\":0", with: "\"\(name)\":\(other)")
        return ServerSentEvent(name: frame.name, data: changed)
    }

    private func retyped(_ frame: ServerSentEvent, as other: ServerSentEvent) -> ServerSentEvent {
        let text = String(decoding: frame.data, as: UTF8.self)
        guard !frame.name.isEmpty else { return other }
        return ServerSentEvent(name: other.name, data: text.replacing("\"\(frame.name)\"", with: "\"\(other.name)\""))
    }

    private mutating func failure() -> ServerSentEvent {
        dice.pick([
            ServerSentEvent(data: #"{"error":{"message":"m","type":"server_error","code":null,"param":null}}"#),
            ServerSentEvent(name: "error", data: #"{"message":"m"}"#),
            ServerSentEvent(data: #"{"error":"text"}"#),
            ServerSentEvent(data: #"{"type":"error","code":"rate_limit_exceeded","message":"m","param":null}"#),
            ServerSentEvent(data: #"{"type":"error","error":{"code":"server_error","message":"m"}}"#),
            ServerSentEvent(data: #"{"type":"response.failed","response":{"error":{"code":"x","message":"m"}}}"#),
            ServerSentEvent(data: #"{"type":"response.cancelled","response":{"status":"cancelled"}}"#),
            ServerSentEvent(data: #"{"choices":[{"delta":{},"finish_reason":"error"}]}"#),
            ServerSentEvent(data: "<html>"),
        ])
    }
}
