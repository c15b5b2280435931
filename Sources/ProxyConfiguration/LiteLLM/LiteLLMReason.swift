/// Why a setting of LiteLLM's is not heeded, and what happens instead. Settings with one reason share a warning, and the
/// warnings come in this order.
enum LiteLLMReason: CaseIterable {
    case fallbacks, balancing, limits, access, filters, caching, reporting, sampling, models, unknownModel, versions,
        dropping,
        effectless

    var sentence: String {
        switch self {
        case .fallbacks: "no other model is asked after a failure; the client is told, and asks again"
        case .balancing: "one deployment answers for each name, and nothing is shared out among several"
        case .limits: "requests and tokens are not counted by the minute; the upstream's own limits hold"
        case .access: "there are no users, teams, budgets or database; who has the key may ask for every model"
        case .filters: "requests and answers are not filtered, by no guardrail and no other rule"
        case .caching: "answers are not kept for the next who asks; prompts are cached by the upstream itself"
        case .reporting: "nothing is reported to other services; /metrics, the log and telemetry.jsonl tell it here"
        case .sampling: "the client's own value goes upstream where the model takes one"
        case .models: "facts are known by the upstream's name of a model, and there can be one set of each"
        case .unknownModel: "not known here; what model_info says besides counts, else what is assumed of any model"
        case .versions: "not needed; Azure is asked at its v1 address, which has no versions"
        case .dropping: "not needed; what a model does not take is always left out, and noted"
        case .effectless: "no effect here"
        }
    }

    /// By the key, and where that is too little by the section it stands in.
    init(key: String, section: String) {
        self = Self.known[key] ?? Self.guess(key, section)
    }

    private static func guess(_ key: String, _ section: String) -> LiteLLMReason {
        func has(_ parts: String...) -> Bool { parts.contains { key.contains($0) } }
        if has("fallback") { return .fallbacks }
        if has("guardrail", "moderation", "banned") { return .filters }
        if has("callback", "langfuse", "alert", "slack", "log_raw", "prometheus") { return .reporting }
        if has("cache", "caching") { return .caching }
        if has("budget", "team", "user", "database", "jwt", "sso", "ui_", "spend", "access_group") { return .access }
        if section == "router_settings" { return .balancing }
        return .effectless
    }

    private static let known: [String: LiteLLMReason] = {
        let keys: [LiteLLMReason: [String]] = [
            .balancing: [
                "routing_strategy", "routing_strategy_args", "weight", "order", "allowed_fails", "cooldown_time",
                "retry_policy", "allowed_fails_policy", "enable_pre_call_checks", "enable_pre_call_check",
                "tag_filtering",
                "enable_tag_filtering", "tags", "redis_host", "redis_port", "redis_password", "redis_url",
                "retry_after",
            ],
            .limits: [
                "rpm", "tpm", "max_parallel_requests", "global_max_parallel_requests", "default_max_parallel_requests",
            ],
            .access: [
                "store_model_in_db", "custom_auth", "allowed_routes", "access_groups", "disable_spend_logs",
                "proxy_batch_write_at", "allow_requests_on_db_unavailable", "key_management_system",
                "key_management_settings", "default_internal_user_params", "store_prompts_in_spend_logs",
            ],
            .filters: ["guardrails", "pre_call_rules", "post_call_rules", "policies", "presidio_ad_hoc_recognizers"],
            .reporting: [
                "alerting", "alerting_threshold", "alerting_args", "alert_types", "turn_off_message_logging",
                "redact_user_api_key_info", "background_health_checks", "health_check_interval",
            ],
            .sampling: [
                "temperature", "top_p", "top_k", "seed", "frequency_penalty", "presence_penalty", "stop", "n",
                "thinking",
            ],
            .models: [
                "input_cost_per_token", "output_cost_per_token", "cache_read_input_token_cost",
                "cache_creation_input_token_cost", "max_input_tokens", "max_output_tokens", "max_tokens",
                "supports_vision", "base_model",
            ],
            .dropping: ["drop_params", "modify_params", "additional_drop_params", "allowed_openai_params"],
        ]
        var known: [String: LiteLLMReason] = [:]
        for (reason, names) in keys { for name in names { known[name] = reason } }
        return known
    }()
}
