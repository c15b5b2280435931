/// Why a setting of LiteLLM is not supported, and the effect. Settings with the same reason share a warning, and the
/// warnings come in this order.
enum LiteLLMReason: CaseIterable {
    case fallbacks, balancing, limits, access, filters, caching, reporting, sampling, models, unknownModel, versions,
        dropping,
        effectless

    var sentence: String {
        switch self {
        case .fallbacks: "fallbacks are not supported; the client gets the error and retries"
        case .balancing: "load balancing is not supported; one deployment answers for each name"
        case .limits: "limits by the minute are not supported; the upstream's own limits apply"
        case .access:
            "users, teams, budgets and the database are not supported; anyone with the key can use every model"
        case .filters: "guardrails and other filters are not supported; requests and answers are passed on"
        case .caching: "caching of answers is not supported; the upstream itself caches prompts"
        case .reporting: "reports to other services are not supported; use /metrics, the log and telemetry.jsonl"
        case .sampling: "the client's own value is used, if the model accepts one"
        case .models: "facts are stored by the upstream's name of a model, and only one set for each"
        case .unknownModel: "unknown model; the other facts of model_info apply, and defaults for the rest"
        case .versions: "not needed; Azure is used at its v1 address, which has no versions"
        case .dropping: "not needed; parameters that a model does not accept are always left out, with a note"
        case .effectless: "has no effect"
        }
    }

    /// By the key, or else by its section.
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
