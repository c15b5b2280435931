/// The sentence of every note. They are written here and nowhere else; the switch knows every code, so a new one needs
/// its sentence before anything compiles.
struct NoteCatalog {
    let reason: NoteReason

    init(_ reason: NoteReason) {
        self.reason = reason
    }

    var sentence: String {
        switch reason.code {
        // MARK: The request as a whole
        case .modelMapped: "\(asked) is answered by \(sent)"
        case .answeredWithoutUpstream: "max_tokens is 0, so the request was answered here and not sent"
        case .routedToSearchableAPI:
            "sent to the Responses API, against its route: Chat Completions cannot search the web"
        case .parameterRefusedBefore: "\(model) has refused \(parameter) before"
        case .parameterNotTaken: "\(model) does not take \(parameter)"
        case .replacedByConfiguration: "replaced by the configuration"
        case .addedByConfiguration: "added by the configuration"
        case .setByConfiguration: "set to \(value) by the configuration"
        case .fieldUnknown: "OpenAI has no field for it that this program knows of"
        case .fieldUnsupported: "OpenAI has no such field"
        case .contextManagedByClient: "the client manages its context by itself"
        case .alwaysStreamed: "always streamed here; the client gets it in one piece"
        case .streamUsageRequested: "a stream counts its tokens only where it is asked to"
        case .streamPaddingOff: "random padding is no use behind a proxy"
        case .answerNotStored: "OpenAI would keep the answer otherwise"
        case .sealedReasoningRequested: "sealed reasoning comes back only where it is asked for"
        case .searchSourcesRequested: "the sources of searches come back only where it is asked for"
        case .reasoningAndSourcesRequested:
            "sealed reasoning and the sources of searches come back only where it is asked for"
        case .notCounted: "a token counter takes no \(parameter)"
        case .cacheMarksNotCounted: "marks for the cache change no count"

        // MARK: Messages
        case .blankText: "text of nothing but white space"
        case .emptyMessage: "a message without content"
        case .messagesJoined: "joined to the \(role) message before it"
        case .prefillUnsupported:
            "OpenAI's models do not go on from an answer that was begun: they take it for a finished turn"
        case .attributionLineDropped:
            "the client's attribution line changes with every request and would spoil the prompt cache"
        case .systemPromptAsMessage: "a message of its own, whose parts can be marked for the cache"
        case .systemPromptJoined: "\(count) texts are joined with blank lines, since instructions are one"
        case .textsJoined: "\(count) texts are joined with blank lines for a server that may know no parts"
        case .textBeforeCalls: "stands before the calls: Chat Completions cannot put text after them"
        case .blockUnsupported: "OpenAI has no place for a block of type \(type) here"
        case .toolReferenceAsText: "a reference to a tool is told as text"
        case .removedToolAsText: "a tool that is withdrawn is told as text"
        case .removedToolDefinitionDropped: "of a tool that is withdrawn only the name counts"
        case .summaryAsUserText:
            "the summary of a compacted conversation is told by the user: OpenAI has no block for it"
        case .serverToolAsText: "a tool that ran on the API's side is told as text"
        case .serverResultAsText: "what a tool on the API's side gave back is told as text"
        case .sealedByAnthropic: "only Anthropic can open it"
        case .mediaTypeCorrected: "its first bytes are those of \(type)"
        case .documentContextAsText: "told as text before the file"
        case .blockAsTaggedText: "OpenAI has no block for it: sent as text between tags"
        case .closingTagAdded: "the end of the block"
        case .fileTitleDropped: "a file that OpenAI fetches is named by its address"
        case .fileNameAdded: "OpenAI takes no file without a name"

        // MARK: Calls and their results
        case .nameChanged: "OpenAI takes names of at most 64 letters, digits, - and _"
        case .callIDChanged: "the API takes ids of at most \(limit) letters, digits, - and _"
        case .duplicateCallID:
            "this turn has a call of that id already, and OpenAI could not tell their results apart"
        case .resultMovedToFront: "moved to the front: OpenAI wants results directly after their calls"
        case .resultReordered: "put in the order of the calls"
        case .resultMissing: "the call has no result, and OpenAI takes none without"
        case .resultWithoutCall: "told as text: no call of that id is open"
        case .resultRepeated: "told as text: the call has its result already"
        case .resultWithoutText: "a server that is not OpenAI's may refuse a result without text"
        case .resultErrorAsText: "told in the text: OpenAI's tool results have no flag for it"
        case .resultPartsJoined: "\(count) parts are joined line by line, since a tool message is one text"
        case .resultMediaMoved: "moved behind the tool messages: those take only text"
        case .resultMediaAnnounced: "says where the rest of the result has gone"
        case .resultMediaLabeled: "says which call's result follows"

        // MARK: Earlier reasoning
        case .reasoningInUserMessage: "reasoning belongs to the assistant's messages"
        case .reasoningAtTurnEnd: "OpenAI takes no reasoning that nothing follows"
        case .reasoningNotTakenByChat: "Chat Completions has no place for earlier reasoning"
        case .reasoningOfOtherAPI: "reasoning that another API signed is of no use to OpenAI"
        case .reasoningSealBroken: "the signature has been cut or changed since this proxy made it"
        case .reasoningNotOpened: "the upstream could not open the reasoning of earlier turns"
        case .reasoningOfOtherModel: "reasoning of \(model) cannot be opened by \(sent)"
        case .reasoningOfOtherKey: "reasoning that another key sealed cannot be opened with this one"
        case .reasoningTextUnsealed: "this reasoning was sealed without a summary: the text is not the model's"

        // MARK: Marks for the cache
        case .cacheMarkRefusedBefore: "\(model) has refused \(parameter) before, so no mark is passed on"
        case .cacheMarksNotNeeded: "no mark is passed on, wherever it stands: \(model) caches prefixes by itself"
        case .cacheMarksOnlyForOpenAI:
            "no mark is passed on, wherever it stands: only OpenAI itself is known to take any"
        case .cachedHalfHour: "kept for half an hour, the least that OpenAI has"
        case .cachedHalfHourOnly: "kept for half an hour, where an hour was asked for: the API has no more"
        case .cachedTwelveHours: "kept for 12 hours, the least at OpenAI that lasts the hour asked for"
        case .cacheMarkWithoutPlace: "nothing is left before it that could carry a mark"
        case .cacheMarkOfAnswerMoved:
            "what the model said carries no mark for the cache: the end of the turn before it does"
        case .cacheMarkOfToolsMoved:
            "tools carry no mark for the cache: the system prompt, which follows them, does"
        case .cacheMarkOfToolsDropped:
            "tools carry no mark for the cache, and there is no system prompt that could"
        case .cacheMarkOfToolSpared: "one mark behind all tools does for all of them"
        case .cacheMarkOfEndDropped: "the end of the conversation is marked already, or carries no mark"
        case .cacheMarksRepeated:
            "the ends of earlier turns are marked as well (\(count)): OpenAI finds only what is marked"

        // MARK: Tools
        case .toolFieldUnsupported: "OpenAI's tools have no such field"
        case .toolDuplicate: "another tool of this name comes before it"
        case .toolWithdrawn: "the conversation has withdrawn it"
        case .toolDeferred: "not offered until a tool search has found it"
        case .toolFound: "wanted by now: offered behind the tools that were there before, which stay as they are"
        case .toolTypeUnsupported: "tool type \(type) is not supported by this upstream model"
        case .toolWrittenOut: "\(type) is offered as the function it is, with its schema written out"
        case .toolDescribed: "only Anthropic's models know the tool by its type"
        case .toolNotStrict: "the schema written out for this tool is not one that OpenAI enforces"
        case .toolSchemaNotStrict:
            "the schema is not of the kind that OpenAI enforces, so the input may stray from it"
        case .toolChoiceWithoutTools: "there are no tools to choose from"
        case .strictUnknownToServer: "not every server that speaks OpenAI's API knows strict"
        case .strictAlwaysSet:
            "strict is always said: where it is missing, OpenAI may make every property a required one"
        case .searchUnsupportedByChat: "Chat Completions has no web search: it needs a model on api: responses"
        case .searchForcedAlone: "a forced search is offered alone"
        case .searchForcedAsOnlyTool:
            "OpenAI cannot be told to search by name: it must use a tool, and there is no other"
        case .searchFieldUnsupported: "OpenAI's search has no such field"
        case .searchHostsWhole:
            "OpenAI searches whole hosts: what it finds on them elsewhere is taken out of the answer"
        case .searchHostsNormalized: "hosts alone, in lower case and each once"
        case .searchHostsEmpty: "an empty list allows all"
        case .searchBlockedByInstruction:
            "the model is told, since OpenAI cannot block domains; what it finds there is taken out"
        case .searchLocationAdded: "without it OpenAI takes the user to be in the United States"
        case .searchLocationFieldUnsupported: "OpenAI's locations have no such field"
        case .searchesLimited: "pages that the model opens count as well; any search beyond it is an error"

        // MARK: Schemas of tools
        case .schemaNotAnObject: "\(kind) is no schema of a function's parameters"
        case .schemaTypeAdded: "a function's parameters must say type \"object\""
        case .schemaTypeReplaced: "a function's parameters are of type \"object\""
        case .schemaTypeUnknown: "this is no type of JSON Schema"
        case .schemaPropertiesAdded: "a function's parameters must have properties"
        case .schemaItemsAdded: "an array must say what its items are"
        case .schemaItemsReplaced: "\(kind) of items becomes {}"
        case .schemaReplaced: "\(kind) in place of a schema becomes {}"
        case .schemaCut: "schemas are nested too deeply: cut here"
        case .schemaNullDropped: "null says nothing here"
        case .schemaKeywordAtTop: "OpenAI takes no \(keyword) at the top"
        case .schemaKeywordForValidators: "\(keyword) is meant for validators"
        case .schemaExpectsObject: "\(keyword) must be an object"
        case .schemaExpectsSchemas: "\(keyword) must be a list of schemas"
        case .schemaExpectsNames: "required must be a list of names"
        case .schemaExpectsValues: "enum must be a list of values"
        case .schemaExpectsText: "must be a text"
        case .schemaExpectsNumber: "must be a number"
        case .schemaExpectsPositiveNumber: "must be a number above 0"
        case .schemaExpectsCount: "must be a whole number from 0"
        case .schemaExpectsFlag: "must be true or false"
        case .schemaExpectsList: "must be a list"
        case .schemaNameRepeated: "names something twice"
        case .schemaPatternUnread: "OpenAI may not read this regular expression"
        case .schemaReferenceUnresolved: "this reference leads to nothing within the schema"
        case .schemaLimitRewritten: "said as a number: in JSON Schema it has long been the limit itself"

        // MARK: Effort and thinking
        case .effortAsked: "effort \"\(effort)\"\(effortSent)"
        case .effortConfigured: "the configuration sets effort \"\(effort)\"\(effortSent)"
        case .effortConfiguredUnknown: "\"\(value)\" in the configuration is no effort"
        case .effortConfiguredNotSent: "effort \"\(effort)\" is not sent: \(model) does not reason"
        case .effortFromBudget: "\(count) tokens of thinking are effort \"\(effort)\"\(effortSent)"
        case .effortForShortAnswer:
            "no thinking was asked for and \(count) tokens are few: the least effort leaves them to the answer\(effortSent)"
        case .effortLeast: "thinking is disabled: \"\(effort)\" is the least \(model) can do\(effortSent)"
        case .effortLeastBetweenTools:
            "thinking is off but for reports between tools: \"\(effort)\" is the least \(model) can do\(effortSent)"
        case .effortNoneForTools: "\(model) takes tools on Chat Completions only with effort \"none\""
        case .effortRaisedForSearch: "raised to \(effort): there is no web search with minimal effort"
        case .effortRepeated: "a later message sets the same effort"
        case .effortReplaced: "a later message sets another effort"
        case .effortPending: "in force from the user's next turn on"
        case .effortUnknown: "\"\(value)\" is no effort this program knows"
        case .effortNotText: "\(kind) is no effort this program knows"
        case .effortEachRefused: "\(model) has refused every effort before"
        case .effortDecides: "output_config.effort decides"
        case .configurationDecidesEffort: "the configuration decides the effort"
        case .modelDoesNotReason: "\(model) does not reason"
        case .thinkingDisabled: "thinking is disabled"
        case .thinkingInEffort: "whether and how much to think is in the effort"
        case .thinkingAdaptive: "adaptive thinking is what \(model) does when no effort is sent"
        case .thinkingModeUnknown: "thinking mode \"\(value)\" is unknown here and taken as adaptive"
        case .thinkingNotShownByChat: "Chat Completions shows nothing of the reasoning"
        case .thinkingRedacted:
            "the header anthropic-beta: redact-thinking asks for thinking without its text"
        case .summaryRequested: "summaries of the reasoning are asked for"
        case .summaryRequestedUnasked: "summaries of the reasoning are asked for, to be shown as thinking"
        case .summaryNotRequested: "no summaries of the reasoning are asked for"

        // MARK: Other parameters
        case .outputLimitConfigured: "lowered to the \(limit) of the configuration"
        case .outputLimitOfModel: "lowered to the \(limit) that \(model) can give"
        case .outputLimitRaised: "raised to \(limit), the least that the API takes"
        case .samplingNeedsNoReasoning: "\(model) takes \(parameter) only while it does not reason"
        case .topKUnsupported: "OpenAI's APIs have no top_k"
        case .stopsNotTakenByResponses: "watched for by the proxy: the Responses API does not take these"
        case .stopsNotTakenByModel: "watched for by the proxy: \(model) does not take these"
        case .stopBlank: "nothing but white space"
        case .taskBudgetUnsupported: "OpenAI has no budget for a whole task"
        case .answerSchemaNotStrict:
            "the schema is not of the kind that OpenAI enforces, so the answer may stray from it"
        case .configurationDecidesTier: "the configuration decides the service tier"
        case .tiersOnlyAtOpenAI: "only OpenAI itself has service tiers"
        case .tierFast: "fast is OpenAI's priority tier"
        case .tierFastDecides: "speed fast decides the service tier"
        case .tierUsual: "OpenAI's usual speed"
        case .tierStandard: "standard_only is OpenAI's default tier"
        case .tierUnknown: "OpenAI has no such service tier"
        case .cacheKeyFromMetadata: "the session in it, so that OpenAI finds what it has cached"
        case .cacheKeyFromHeader: "the session that a header names, so that OpenAI finds what it has cached"
        case .userHashed: "a hash of the person or device in it"
        case .metadataOnlyForOpenAI: "only OpenAI itself is told a session and a hash of the user"
        case .metadataWithoutUser: "it names no session, person or device"

        // MARK: Answers: what was left out
        case .memberDropped: "a message has no counterpart for it"
        case .unknownEventDropped: "events of this type have no counterpart in a message"
        case .otherChoiceDropped: "a message has room for one choice only"
        case .probabilitiesDropped: "a message has no place for the probabilities of tokens"
        case .audioDropped: "a message has no place for sound"
        case .moderationDropped: "a message has no place for what the upstream's moderation found"
        case .citationKindDropped: "citations of this kind have no counterpart in a message"
        case .inputTransformed: "the upstream left reasoning of earlier turns out of what the model read"
        case .repetitionDropped: "it says in another form what the message says already"
        case .itemDropped: "an output item of type \(type) has no counterpart in a message"
        case .eventMisplaced: "an event that does not belong to its item is left out"
        case .itemAfterEnd: "what comes of an item after its end, or under its number, is left out"
        case .notesLimited: "more was changed than is kept in notes of this answer"

        // MARK: Answers: text, thinking and searches
        case .itemKindChanged:
            "the item ended as another kind than it began as, and is told as far as it had come"
        case .itemsSideBySide: "items that came side by side are told one after another"
        case .textAfterCall: "text in the middle of a call is told after it"
        case .thinkingAfterText: "reasoning in the middle of text or of a call is told after it"
        case .thinkingNotAsked: "the client asked for no thinking, so the model's reasoning is left out"
        case .thinkingOmitted:
            "the client asked not to see the thinking, so it gets its seal, where there is one, and not its text"
        case .thinkingNotWanted: "the client asked not to see the model's thinking"
        case .thinkingIncomplete: "reasoning that broke off cannot be sent back"
        case .thinkingUnsealed:
            "thinking must be signed, and nothing sealed it, so it gets a mark that is dropped when it comes back"
        case .citationsWithoutPassages:
            "citations have an address and a title: OpenAI does not tell the passages"
        case .citationWithoutText: "a citation that no text was told before is left out"
        case .citationsLate: "citations that came when their text was told already, or never was, are left out"
        case .citationsNotOffered: "citations are not shown to a client that offered no search"
        case .citationsForbidden: "citations of sites that the client does not allow are taken out"
        case .annotationDropped: "annotations of type \(type) have no counterpart in a message"
        case .searchUnfinished: "a search whose end never came is not shown"
        case .searchNotOffered: "a search that the client did not offer is not shown to it"
        case .searchOpenedPage: "opening a page has no counterpart in a message; searches do"
        case .searchLookedThroughPage: "looking through a page has no counterpart in a message; searches do"
        case .searchOverLimit:
            "search \(count), where the client allows \(limit): told as an error, without what it found"
        case .searchFailed: "a search with the status \(status) is told as an error"
        case .searchQueriesJoined: "\(count) queries of one search are told as one"
        case .searchWithoutSources:
            "the upstream names no sources of this search, so it is told to have found nothing"
        case .searchSourceWithoutAddress: "sources without an address have no counterpart in a message"
        case .searchResultsForbidden: "results of sites that the client does not allow are taken out (\(count))"

        // MARK: Answers: calls
        case .callsSideBySide: "calls that came side by side are told one after another"
        case .callIDMade: "ids of calls must differ in a conversation: this one was made here"
        case .callIDKept: "the call keeps the id that it was first given"
        case .callNameRestored: "the tool has its own name again"
        case .callNameLate: "a part of the name that came after the arguments is left out"
        case .callWithoutName: "a call without a name cannot be made, so it is left out"
        case .callWithoutNameOrID: "a call without a name or an id cannot be made, so it is left out"
        case .callCutOff: "the answer was cut off in the middle of this call of \(tool)"
        case .callArgumentsLate: "arguments that came after the call was complete are left out"
        case .argumentsUnusable: "the arguments of the call are not a JSON object, so the tool gets {}"
        case .argumentsReplaced: "the arguments of \(tool) are not a JSON object, so the tool gets {}"
        case .argumentNullOmitted:
            "the model left the optional parameter null: it is left out, because its schema refuses that"
        case .argumentEmptyOmitted:
            "the model left the optional parameter empty: it is left out, because its schema refuses that"
        case .argumentRefusedByToolOmitted:
            "the model left the optional parameter empty: it is left out, because the tool refuses it so"
        case .argumentsUnwrapped: "the arguments were a string that holds their object, and are that object"
        case .argumentsUnfenced: "the arguments stood between ``` marks, which are left out"
        case .argumentsPlaceholderDropped: "an empty object stood before the arguments, and is left out"
        case .argumentsTrailingCommaDropped: "a comma with nothing behind it is left out of the arguments"
        case .argumentsControlCharacterEscaped:
            "a control character in the arguments is escaped, as JSON wants it"
        case .argumentsApostropheUnescaped:
            "an apostrophe in the arguments needs no backslash, and JSON allows none"
        case .argumentsPythonWord: "True, False or None in the arguments is spelled as JSON has it"
        case .argumentsClosed: "brackets that the arguments lack at their end are added"
        case .argumentsSurplusDropped: "what follows the object of the arguments is left out"

        // MARK: Answers: the end
        case .answerEmpty:
            "the model ended its turn and said nothing: clients expect a block, so there is an empty one"
        case .answerCutAtStop:
            "the answer was cut at the stop sequence here, because the upstream takes none"
        case .stopReasonUnknown: "the reason \(value) has no counterpart: told as the end of the turn"
        case .stopReasonMissing: "the upstream did not say why the answer ended"
        case .stopReasonLast: "of several reasons the last is told"
        case .refusalCut: "a refusal that was cut is told as one"
        case .refusalByPolicy: "a policy stopped the request (\(errorCode)), which is told as a refusal"
        case .usageEstimated: "the upstream has counted no tokens, so they are estimated here"
        case .usageContradictory:
            "the counts contradict each other, so they are told as far as they fit together"
        case .tierFlex: "there is no name for the flex tier, so it is told as standard"
        case .errorDetails: "an error has a type and a message here; the upstream said \(errorDetails)"
        case .errorReworded: "worded as clients act on it"
        case .errorAfterAnswer: "the answer was complete when the upstream failed"
        case .upstreamComplaint: "the upstream said: \(message)"

        // MARK: Other versions
        case .unrecognized: reason.codeName
        }
    }
}
