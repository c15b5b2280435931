// The codes of `dragoman check --json`. Scripts rely on them: never give a name to another finding.

extension FindingCode {
    /// `key.missing`
    package var name: String {
        switch self {
        case .config(let fact): "config.\(fact.name)"
        case .mapping(let fact): "mapping.\(fact.name)"
        case .environment(let fact): "environment.\(fact.name)"
        case .key(let fact, _): "key.\(fact.name)"
        case .unsetKey: "key.variable_not_set"
        case .port(let fact): "port.\(fact.name)"
        case .telemetry(let fact): "telemetry.\(fact.name)"
        case .disk(let fact): "disk.\(fact.name)"
        case .upstream(let fact, _): "upstream.\(fact.name)"
        case .model(let fact, _): "model.\(fact.name)"
        case .shutdown(let fact): "shutdown.\(fact.name)"
        case .clock(let fact): "clock.\(fact.name)"
        case .claudeCode(let fact): "claude.\(fact.name)"
        }
    }
}

extension ConfigFact {
    fileprivate var name: String {
        switch self {
        case .defaults: "defaults"
        case .valid: "valid"
        case .validLiteLLM: "valid_litellm"
        case .missing: "missing"
        case .unreadable: "unreadable"
        case .invalid: "invalid"
        case .suspicious: "warning"
        case .examinedWithDefaults: "examined_with_defaults"
        }
    }
}

extension MappingFact {
    fileprivate var name: String {
        switch self {
        case .rules: "rules"
        case .neverUsed: "never_used"
        case .unmapped: "unmapped"
        case .unsupportedEffort: "unsupported_effort"
        }
    }
}

extension EnvironmentFact {
    fileprivate var name: String {
        switch self {
        case .nothingChanged: "nothing_changed"
        case .emptyVariable: "empty_variable"
        case .variable: "variable"
        case .unknownVariable: "unknown_variable"
        case .baseURLUnused: "base_url_unused"
        case .baseURLUsed: "base_url_used"
        case .baseURLWithoutVersion: "base_url_without_version"
        case .loop: "loop"
        case .unreadVariable: "unread_variable"
        case .throughProxy: "through_proxy"
        case .unusableProxy: "unusable_proxy"
        case .ignoredNetworks: "ignored_networks"
        }
    }
}

extension KeyFact {
    fileprivate var name: String {
        switch self {
        case .notNeeded: "not_needed"
        case .missing: "missing"
        case .unset: "unset"
        case .present: "present"
        case .controlCharacter: "control_character"
        case .unusual: "unusual"
        case .accepted: "accepted"
        case .notAskedFor: "not_asked_for"
        case .mayNotListModels: "may_not_list_models"
        case .wanted: "wanted"
        case .refused: "refused"
        case .rateLimited: "rate_limited"
        }
    }
}

extension PortFact {
    fileprivate var name: String {
        switch self {
        case .free: "free"
        case .systemChooses: "system_chooses"
        case .unknownHost: "unknown_host"
        case .alreadyRunning: "already_running"
        case .takenByProxy: "taken_by_proxy"
        case .taken: "taken"
        case .notPermitted: "not_permitted"
        case .notAnAddressOfThisMachine: "not_this_machine"
        case .notOpened: "not_opened"
        case .reachableWithKey: "reachable_with_key"
        case .reachableByAnyone: "reachable_by_anyone"
        }
    }
}

extension TelemetryFact {
    fileprivate var name: String {
        switch self {
        case .notKept: "not_kept"
        case .writable: "writable"
        case .notWritable: "not_writable"
        case .notRotatable: "not_rotatable"
        }
    }
}

extension DiskFact {
    fileprivate var name: String {
        switch self {
        case .enough: "enough"
        case .tooLittle: "too_little"
        case .capturing: "capturing"
        case .notCapturing: "not_capturing"
        }
    }
}

extension UpstreamFact {
    fileprivate var name: String {
        switch self {
        case .reached: "reached"
        case .notAPI: "not_an_api"
        case .noModelsPath: "no_models_path"
        case .redirect: "redirect"
        case .troubled: "failed"
        case .proxyAuthentication: "proxy_authentication"
        case .unreached: "unreached"
        case .proxyUnreached: "proxy_unreached"
        }
    }
}

extension ModelFact {
    fileprivate var name: String {
        switch self {
        case .available: "available"
        case .able: "able"
        case .availableAndAble: "available_and_able"
        case .missing: "missing"
        case .unknown: "unknown"
        case .wrongAPI: "wrong_api"
        case .toolsWithoutReasoning: "tools_without_reasoning"
        case .answered: "answered"
        case .calledNoTool: "called_no_tool"
        case .didNotAnswer: "did_not_answer"
        case .streamed: "streamed"
        }
    }
}

extension ShutdownFact {
    fileprivate var name: String {
        switch self {
        case .none: "none"
        case .due: "due"
        }
    }
}

extension ClockFact {
    fileprivate var name: String {
        switch self {
        case .agrees: "agrees"
        case .differs: "differs"
        }
    }
}

extension ClaudeCodeFact {
    fileprivate var name: String {
        switch self {
        case .notInContainer: "not_in_container"
        case .notInstalled: "not_installed"
        case .notOnPath: "not_on_path"
        case .noVersion: "no_version"
        case .installed: "installed"
        case .brokenSettings: "broken_settings"
        case .baseURLUnset: "base_url_unset"
        case .pointsHere: "points_here"
        case .hasPath: "has_path"
        case .usesTLS: "uses_tls"
        case .pointsElsewhere: "points_elsewhere"
        case .conflicting: "conflicting_variable"
        case .behindProxy: "behind_proxy"
        case .tokenUnset: "token_unset"
        case .twoKeys: "two_keys"
        case .keyInsteadOfToken: "key_instead_of_token"
        case .keyNotAccepted: "key_not_accepted"
        case .unmappedModel: "unmapped_model"
        case .windowUnset: "window_unset"
        case .windowNotNumber: "window_not_a_number"
        case .windowTooLarge: "window_too_large"
        case .overridden: "overridden"
        }
    }
}
