extension ResponsesStreamMachine {
    /// Notes the parts of an event without a place in a message, except those of its item or response: see
    /// ``account(forItem:_:)`` and ``account(forResponse:_:)``.
    ///
    /// Places are those of the whole response, so that streamed or not the same thing has the same name.
    static func account(for event: JSONValue, _ kind: ResponsesEventKind, _ ledger: inout BlockLedger) {
        switch kind {
        case .created, .ended:
            guard let response = event["response"] else { return account(forResponse: event, isEvent: true, &ledger) }
            ResponsesAnswerMembers.responseEvent.account(for: event, at: [], &ledger)
            account(forResponse: response, &ledger)
        case .itemAdded, .itemDone:
            ResponsesAnswerMembers.itemEvent.account(for: event, at: itemPlace, &ledger)
            if let item = event["item"] { account(forItem: item, &ledger) }
        case .content(.annotation):
            ResponsesAnswerMembers.contentEvent(.annotation).account(for: event, at: contentPlace, &ledger)
            if let annotation = event["annotation"] { account(forAnnotation: annotation, &ledger) }
        case .content(let content):
            let place = content.item == .message ? contentPlace : itemPlace
            if event["logprobs"].map({ !$0.isBlank }) ?? false {
                ledger.leaveOut(contentPlace.appending("logprobs"), .probabilities)
            }
            ResponsesAnswerMembers.contentEvent(content).account(for: event, at: place, &ledger)
        case .part:
            ResponsesAnswerMembers.partEvent.account(for: event, at: itemPlace, &ledger)
        case .progress:
            ResponsesAnswerMembers.progressEvent.account(for: event, at: itemPlace, &ledger)
        case .error:
            ResponsesAnswerMembers.errorEvent.account(for: event, at: ["error"], &ledger)
        }
    }

    /// Notes an event of a kind that this program does not know, or that Anthropic has no counterpart for.
    static func account(forUnknown event: JSONValue, _ ledger: inout BlockLedger) {
        let type = event["type"]?.string ?? "event"
        // A keep-alive without content.
        if type == "keepalive" || type == "ping" { return }
        ledger.leaveOut([.member(type)], .unknownEvents)
    }

    static func account(forResponse response: JSONValue, isEvent: Bool = false, _ ledger: inout BlockLedger) {
        let members = isEvent ? ResponsesAnswerMembers.bareResponseEvent : ResponsesAnswerMembers.response
        members.account(for: response, at: [], &ledger)
        for item in response.list("output") { account(forItem: item, &ledger) }
    }

    static func account(forItem item: JSONValue, _ ledger: inout BlockLedger) {
        // An item without a counterpart is noted as a whole when it ends.
        ResponsesAnswerMembers.item(ResponsesItem.Kind(item))?.account(for: item, at: itemPlace, &ledger)
        for annotation in item.list("content").flatMap({ $0.list("annotations") }) {
            account(forAnnotation: annotation, &ledger)
        }
    }

    private static func account(forAnnotation annotation: JSONValue, _ ledger: inout BlockLedger) {
        let place = SearchSource.citationPlace
        guard annotation["type"]?.equals("url_citation") == true else { return ledger.leaveOut(place, .citations) }
        ResponsesAnswerMembers.citation.account(for: annotation, at: place, &ledger)
    }

    private static let itemPlace: JSONPath = ["output", .each]
    private static let contentPlace: JSONPath = ["output", .each, "content", .each]
}
