-- What wrk sends for scripts/perf: the file PERF_BODY to PERF_PATH, and one line of figures at the end.
local file = assert(io.open(os.getenv("PERF_BODY"), "rb"))
wrk.method = "POST"
wrk.path = os.getenv("PERF_PATH")
wrk.body = file:read("*a")
file:close()
wrk.headers["content-type"] = "application/json"
wrk.headers["x-api-key"] = os.getenv("PERF_KEY")
wrk.headers["anthropic-version"] = "2023-06-01"

done = function(summary, latency)
    local errors = summary.errors
    local failed = errors.connect + errors.read + errors.write + errors.timeout + errors.status
    print(string.format("PERF %d %d %d %d", summary.requests, summary.duration, latency:percentile(50), failed))
end
