/// The demonstration's story: two people at work, one in a shop and one on its web page, with the mishaps of a real day.
///
/// ``DemoReplies`` has the mock's answers.
enum DemoScript {
    /// The steps of Claude Code, in order.
    static let steps: [DemoStep] = [
        .telemetry(.events(["tengu_startup", "tengu_init", "tengu_config_loaded"])),
        .telemetry(.metrics(["claude_code.session.count"])),
        .say(.shopAside, "Name this conversation: the order tests fail"),
        .say(.shop, "Why does OrderTests fail? Please mend it."),
        .toolResults(
            .shop,
            [
                DemoFiles.source("Catalog.swift", lines: 380, ending: "discount(0.05)"),
                "func total() -> Decimal { items.map { (price - discount).rounded(.down) * count }.sum }",
            ]
        ),
        .toolResults(.shop, ["The file Sources/Shop/Order.swift has been updated."]),
        .telemetry(.events(["tengu_tool_use_success", "tengu_tool_use_success", "tengu_api_success"])),
        .toolResults(.shop, ["Executed 14 tests, with 1 failure: testVoucher expected 57.00, got 56.97"]),
        .toolResults(.shop, [DemoFiles.source("Voucher.swift", lines: 220, ending: "let cut = price * share / 100")]),
        .say(.siteAside, "Name this conversation: greet people in their own language"),
        .toolResults(.shop, ["Voucher.swift: one replacement made", "VoucherTests.swift: one replacement made"]),
        .toolResults(.shop, ["Executed 15 tests, with 0 failures (0 unexpected) in 0.21 seconds"]),
        .countTokens(.shop),
        .telemetry(.logs(["claude_code.api_request", "claude_code.tool_result"])),
        .say(.site, "The landing page should greet people in their own language."),
        .toolResults(.site, ["Todos have been modified", "index.html\nstyle.css\ngreetings.json"]),
        .toolResults(.site, [DemoFiles.source("index.html", lines: 260, ending: "<h1>Welcome</h1>")]),
        .toolResults(.site, ["greetings.json has been written"]),
        .say(.stray, "What would a greeting be in Welsh?"),
        .toolResults(.site, ["all 6 pages are valid"]),
        .telemetry(.traces(["claude_code.interaction", "claude_code.llm_request"])),
        .say(.shop, "Put that into the release notes."),
        .connect(.shop, .broken),
        .say(.shop, "Compare it with an order of the old shop."),
        .connect(.shop, nil),
        .telemetry(.events(["tengu_api_error", "tengu_mcp_server_disconnected"])),
        .say(.shop, "Then without the old shop."),
        .say(.site, "Write down everything about right-to-left pages.", .until("from the right edge")),
        .say(.site, "Just the three rules that matter."),
        .connect(.shop, .calendar),
        .say(.shop, "Which day is free for the release?"),
        .toolResults(.shop, ["2026-12-03 is free"]),
        .connect(.shop, nil),
        .telemetry(.metrics(["claude_code.token.usage", "claude_code.cost.usage", "claude_code.lines_of_code.count"])),
        .say(.shopAside, "Summarise the change as a commit message."),
        .toolResults(.shop, ["[main 4f0c2d1] Round order totals once"]),
        .say(.siteAside, "Summarise the page in a few words."),
        .say(
            .shop,
            "Explain to a new colleague how totals are calculated now.",
            .lastWords("the last line of them all")
        ),
    ]
}
