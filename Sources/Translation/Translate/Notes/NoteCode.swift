/// The change of a translator and its reason, as a code for programs. ``NoteCatalog`` has the sentence for each.
///
/// A code keeps its name and its meaning, because logs and exports are read later.
public enum NoteCode: String, Sendable, CaseIterable {
    // MARK: The request as a whole

    case modelMapped
    case answeredWithoutUpstream
    case routedToSearchableAPI
    case parameterRefusedBefore
    case parameterNotTaken
    case replacedByConfiguration
    case addedByConfiguration
    case setByConfiguration
    case fieldUnknown
    case fieldUnsupported
    case contextManagedByClient
    case alwaysStreamed
    case streamUsageRequested
    case streamPaddingOff
    case answerNotStored
    case sealedReasoningRequested
    case searchSourcesRequested
    case reasoningAndSourcesRequested
    case notCounted
    case cacheMarksNotCounted

    // MARK: Messages

    case loneSurrogateReplaced
    case blankText
    case emptyMessage
    case messagesJoined
    case prefillUnsupported
    case attributionLineDropped
    case systemPromptAsMessage
    case systemPromptJoined
    case textsJoined
    case textBeforeCalls
    case blockUnsupported
    case toolReferenceAsText
    case removedToolAsText
    case removedToolDefinitionDropped
    case summaryAsUserText
    case serverToolAsText
    case serverResultAsText
    case sealedByAnthropic
    case mediaTypeCorrected
    case documentContextAsText
    case blockAsTaggedText
    case closingTagAdded
    case fileTitleDropped
    case fileNameAdded

    // MARK: Calls and their results

    case nameChanged
    case callIDChanged
    case duplicateCallID
    case resultMovedToFront
    case resultReordered
    case resultMissing
    case resultWithoutCall
    case resultRepeated
    case resultWithoutText
    case resultErrorAsText
    case resultPartsJoined
    case resultMediaMoved
    case resultMediaAnnounced
    case resultMediaLabeled

    // MARK: Earlier reasoning

    case reasoningInUserMessage
    case reasoningAtTurnEnd
    case reasoningNotTakenByChat
    case reasoningOfOtherAPI
    case reasoningSealBroken
    case reasoningNotOpened
    case reasoningOfOtherModel
    case reasoningOfOtherKey
    case reasoningTextUnsealed

    // MARK: Requests that are passed on

    case madeForOtherAPI
    case notAppliedToPassedOn

    // MARK: Marks for the cache

    case cacheMarkRefusedBefore
    case cacheMarksNotNeeded
    case cacheMarksOnlyForOpenAI
    case cachedHalfHour
    case cachedHalfHourOnly
    case cachedTwelveHours
    case cacheMarkWithoutPlace
    case cacheMarkOfAnswerMoved
    case cacheMarkOfToolsMoved
    case cacheMarkOfToolsDropped
    case cacheMarkOfToolSpared
    case cacheMarkOfEndDropped
    case cacheMarksRepeated

    // MARK: Tools

    case toolFieldUnsupported
    case toolDuplicate
    case toolWithdrawn
    case toolDeferred
    case toolFound
    case toolTypeUnsupported
    case toolWrittenOut
    case toolDescribed
    case toolNotStrict
    case toolSchemaNotStrict
    case toolChoiceWithoutTools
    case strictUnknownToServer
    case strictAlwaysSet
    case searchUnsupportedByChat
    case searchForcedAlone
    case searchForcedAsOnlyTool
    case searchFieldUnsupported
    case searchHostsWhole
    case searchHostsNormalized
    case searchHostsEmpty
    case searchBlockedByInstruction
    case searchLocationAdded
    case searchLocationFieldUnsupported
    case searchesLimited

    // MARK: Schemas of tools

    case schemaNotAnObject
    case schemaTypeAdded
    case schemaTypeReplaced
    case schemaTypeUnknown
    case schemaPropertiesAdded
    case schemaItemsAdded
    case schemaItemsReplaced
    case schemaReplaced
    case schemaCut
    case schemaNullDropped
    case schemaKeywordAtTop
    case schemaKeywordForValidators
    case schemaExpectsObject
    case schemaExpectsSchemas
    case schemaExpectsNames
    case schemaExpectsValues
    case schemaExpectsText
    case schemaExpectsNumber
    case schemaExpectsPositiveNumber
    case schemaExpectsCount
    case schemaExpectsFlag
    case schemaExpectsList
    case schemaNameRepeated
    case schemaPatternUnread
    case schemaReferenceUnresolved
    case schemaLimitRewritten

    // MARK: Effort and thinking

    case effortAsked
    case effortConfigured
    case effortConfiguredUnknown
    case effortConfiguredNotSent
    case effortFromBudget
    case effortForShortAnswer
    case effortLeast
    case effortLeastBetweenTools
    case effortNoneForTools
    case effortRaisedForSearch
    case effortRepeated
    case effortReplaced
    case effortPending
    case effortUnknown
    case effortNotText
    case effortEachRefused
    case effortDecides
    case configurationDecidesEffort
    case modelDoesNotReason
    case thinkingDisabled
    case thinkingInEffort
    case thinkingAdaptive
    case thinkingModeUnknown
    case thinkingNotShownByChat
    case thinkingRedacted
    case summaryRequested
    case summaryRequestedUnasked
    case summaryNotRequested

    // MARK: Other parameters

    case outputLimitConfigured
    case outputLimitOfModel
    case outputLimitRaised
    case samplingNeedsNoReasoning
    case topKUnsupported
    case stopsWatched
    case stopBlank
    case taskBudgetUnsupported
    case answerSchemaNotStrict
    case configurationDecidesTier
    case tiersOnlyAtOpenAI
    case tierFast
    case tierFastDecides
    case tierUsual
    case tierStandard
    case tierUnknown
    case cacheKeyFromMetadata
    case cacheKeyFromHeader
    case userHashed
    case metadataOnlyForOpenAI
    case metadataWithoutUser

    // MARK: Answers: what was left out

    case memberDropped
    case unknownEventDropped
    case otherChoiceDropped
    case probabilitiesDropped
    case audioDropped
    case moderationDropped
    case citationKindDropped
    case inputTransformed
    case repetitionDropped
    case itemDropped
    case eventMisplaced
    case itemAfterEnd
    case notesLimited

    // MARK: Answers: text, thinking and searches

    case itemKindChanged
    case itemsSideBySide
    case textAfterCall
    case thinkingAfterText
    case thinkingNotAsked
    case thinkingOmitted
    case thinkingNotWanted
    case thinkingIncomplete
    case thinkingUnsealed
    case citationsWithoutPassages
    case citationWithoutText
    case citationsLate
    case citationsNotOffered
    case citationsForbidden
    case annotationDropped
    case searchUnfinished
    case searchNotOffered
    case searchOpenedPage
    case searchLookedThroughPage
    case searchOverLimit
    case searchFailed
    case searchQueriesJoined
    case searchWithoutSources
    case searchSourceWithoutAddress
    case searchResultsForbidden

    // MARK: Answers: calls

    case callsSideBySide
    case callIDMade
    case callIDKept
    case callNameRestored
    case callNameLate
    case callWithoutName
    case callWithoutNameOrID
    case callCutOff
    case callArgumentsLate
    case argumentsUnusable
    case argumentsReplaced
    case argumentNullOmitted
    case argumentEmptyOmitted
    case argumentRefusedByToolOmitted
    case argumentsUnwrapped
    case argumentsUnfenced
    case argumentsPlaceholderDropped
    case argumentsTrailingCommaDropped
    case argumentsControlCharacterEscaped
    case argumentsApostropheUnescaped
    case argumentsPythonWord
    case argumentsClosed
    case argumentsSurplusDropped

    // MARK: Answers: the end

    case answerEmpty
    case answerCutAtStop
    case stopReasonUnknown
    case stopReasonMissing
    case stopReasonLast
    case refusalCut
    case refusalByPolicy
    case usageEstimated
    case usageContradictory
    case tierFlex
    case errorDetails
    case errorReworded
    case errorAfterAnswer
    case upstreamComplaint

    // MARK: Other versions

    /// A code of another version of this program; its name is the parameter `code`.
    case unrecognized
}
