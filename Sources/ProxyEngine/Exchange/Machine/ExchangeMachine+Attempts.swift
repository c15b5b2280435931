import Foundation
import Journal
import NIOCore
import ProxyConfiguration
import Translation

/// Attempts: how one is made, and what is done about one that failed.
extension ExchangeMachine {
    /// Has the request translated. The body is made anew, since what the last attempt taught changes it.
    mutating func prepare() {
        leave(for: .preparing)
        actions.append(.prepare(adjustments))
    }

    mutating func begin(_ prepared: PreparedAttempt) {
        guard case .preparing = state else { return }
        possibleKey.removeAll()
        context = prepared.translated.reply
        leftOut = prepared.leftOut
        answer = plan.dialect.makeStreamMachine(context)
        if delivery != .heldBack {
            // The client had its `message_start` while this attempt was waited for.
            var alreadyWritten: [MessageStreamEvent] = []
            answer.open(into: &alreadyWritten)
        }
        attempt += 1
        record(.prepared(prepared))
        record(.sent)
        state = .queued
        actions.append(.enterGate(attempt: attempt))
    }

    /// The time in the queue is not the upstream's: it counts from here.
    mutating func send() {
        guard case .queued = state else { return }
        state = .sent(at: now)
        actions.append(.send(attempt: attempt))
    }

    /// The request cannot be translated.
    mutating func refuse(_ invalid: InvalidRequest) {
        guard case .preparing = state else { return }
        if delivery == .heldBack { return end(.refused(.invalid(invalid))) }
        let failure = recorded(.invalid(invalid))
        write([.error(APIError(failure))])
        recordSummary()
        end(.failed(failure))
    }

    // MARK: Failures

    /// The upstream answered with an error status.
    mutating func refused(_ head: UpstreamHead, at date: Date, _ body: [UInt8]) {
        let body = keyMask.masked(body)
        let error = plan.dialect.error(status: head.status, headers: head.headers, body: body, now: date)
        record(.upstreamBytes(ByteBuffer(bytes: body)))
        if delivery == .heldBack, error.refusal == .contentPolicy {
            record(.refusedByPolicy(code: error.code))
            answerWithRefusal(error.refusalEvents(replyingTo: context))
        } else {
            fail(.upstream(UpstreamFailure(error, replyingTo: context)))
        }
    }

    /// A policy stopped the request before it began: an answer that refuses, so that the client does not retry.
    private mutating func answerWithRefusal(_ events: [MessageStreamEvent]) {
        write(events)
        for case .messageDelta(_, _, let usage, _) in events { record(.usage(usage)) }
        end(.finished(.refusal))
    }

    /// An attempt failed: by an error status, on the way, or in what was answered.
    mutating func fail(_ answered: AnswerFailure) {
        let failure = recorded(ExchangeFailure(answered))
        guard delivery == .heldBack else { return breakOff(answered) }
        switch answered.refusal {
        case .unsupportedParameter, .unsupportedEffort, .invalidEncryptedContent:
            // A request that is passed on is the client's own: it is never sent in another form.
            if plan.dialect.traits.passesRequestsOn { return giveUp(failure) }
            adjust(to: answered.refusal, failure)
        case .transient(let retryAfter):
            backOff(retryAfter, failure)
        case .overflow, .contentPolicy, .final:
            giveUp(failure)
        }
    }

    /// Tries again without what the upstream refuses.
    private mutating func adjust(to refusal: UpstreamRefusal, _ failure: ExchangeFailure) {
        switch refusal {
        case .unsupportedParameter(let parameter):
            // This attempt went without it already, so that is not what is wrong.
            guard !leftOut.contains(parameter) else { return giveUp(failure) }
            learn(.parameter(parameter), failure)
        case .unsupportedEffort(let parameter):
            effortRefusals += 1
            if effortRefusals <= Self.mostEffortsTried, let effort = context.effort {
                learn(.effort(effort, parameter: parameter), failure)
            } else {
                leaveOut(parameter, failure)
            }
        case .invalidEncryptedContent:
            guard !adjustments.dropsReasoning else { return giveUp(failure) }
            adjustments.dropsReasoning = true
            prepare()
        case .transient, .overflow, .contentPolicy, .final:
            giveUp(failure)
        }
    }

    /// So many efforts are tried before the model is left to its own.
    private static let mostEffortsTried = 2

    private mutating func learn(_ lesson: ExchangeAction.Lesson, _ failure: ExchangeFailure) {
        leave(for: .learning(lesson, failure))
        actions.append(.learn(lesson))
    }

    /// The lesson is stored: tries again with it, unless the memory had no room for it.
    mutating func goOn(_ memory: RefusalMemory.Remembered) {
        guard case .learning(let lesson, let failure) = state else { return }
        switch (memory, lesson) {
        case (.new, _):
            record(.parameterRefused(lesson.description))
            prepare()
        case (.known, _): prepare()
        case (.full, .parameter): giveUp(failure)
        case (.full, .effort(_, let parameter)): leaveOut(parameter, failure)
        }
    }

    /// Tries once more without a parameter, in this exchange alone.
    private mutating func leaveOut(_ parameter: String, _ failure: ExchangeFailure) {
        guard adjustments.leftOut.insert(parameter).inserted else { return giveUp(failure) }
        prepare()
    }

    /// Waits for the next attempt. Where the wait would outlast `server.commit_after`, the client gets the failure with
    /// its status instead: it can wait itself, and knows for what.
    private mutating func backOff(_ retryAfter: Duration?, _ failure: ExchangeFailure) {
        let policy = RetryPolicy(retries: plan.upstream.settings.retries)
        guard let delay = policy.delay(afterAttempt: attempt, retryAfter: retryAfter, jitter: jitter()),
            now + delay < arrived + server.commitAfter
        else { return giveUp(failure) }
        leave(for: .backingOff(until: now + delay))
    }

    private mutating func giveUp(_ failure: ExchangeFailure) {
        recordSummary()
        end(.failed(failure))
    }

    /// Ends an answer that has begun. Where only the end mark was missing, the answer knows better than the connection:
    /// that is no failure.
    private mutating func breakOff(_ failure: AnswerFailure) {
        var last: [MessageStreamEvent] = []
        answer.fail(failure, into: &last)
        write(last)
        conclude()
    }

    /// Brings why the present attempt failed to the record.
    private mutating func recorded(_ failure: ExchangeFailure) -> ExchangeFailure {
        let failure = keyMask.masked(failure)
        record(.attemptFailed(failure))
        return failure
    }
}
