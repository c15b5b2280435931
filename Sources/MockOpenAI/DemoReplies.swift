/// The mock's answers to the steps of ``DemoScript``, by a marker in the last input.
enum DemoReplies {
    typealias Entry = (marker: String, reply: MockReply)

    /// `leavesLastOpen` keeps the last answer from ending, so that a picture shows a running one.
    static func entries(leavesLastOpen: Bool) -> [Entry] {
        var last = MockReply(
            reasoning: "**Teaching**\n\nFrom the item to the sum, one step at a time, with the test that proves each.",
            text: explanation,
            cachedShare: 0.97
        )
        last.staysOpen = leavesLastOpen
        return asides + shop + site + mishaps + [("new colleague", last)]
    }

    private static let shop: [Entry] = [
        (
            "Why does OrderTests fail?",
            MockReply(
                reasoning: """
                    **Looking for the cause**

                    The test compares a price with cents. First the code that rounds, then the test itself.
                    """,
                text: "I'll look at the price calculation and at the test, side by side.",
                calls: [
                    .init("Read", #"{"file_path":"Sources/Shop/Catalog.swift"}"#),
                    .init("Grep", #"{"pattern":"discount","path":"Tests","output_mode":"content"}"#),
                ]
            )
        ),
        (
            "func total()",
            MockReply(
                reasoning:
                    "**Found it**\n\nThe discount is rounded down before it is multiplied: 19.99 × 3 loses two cents.",
                text:
                    "The discount is rounded before it is applied to all items – that loses cents. I'll round once, at the end.",
                calls: [
                    .init(
                        "Edit",
                        #"""
                        {"file_path":"Sources/Shop/Order.swift","old_string":"(price - discount).rounded(.down) * count","new_string":"((price - discount) * count).rounded()"}
                        """#
                    )
                ],
                cachedShare: 0.42
            )
        ),
        (
            "Order.swift has been updated",
            MockReply(
                text: "Now the tests.",
                calls: [
                    .init("Bash", #"{"command":"swift test --filter OrderTests","description":"Run the tests"}"#)
                ],
                cachedShare: 0.91
            )
        ),
        (
            "1 failure: testVoucher",
            MockReply(
                reasoning: "**One is left**\n\nA voucher takes its share of every item. It must take it of the sum.",
                text: "Better: one test is left, and it is about vouchers. Let me see how they take their share.",
                calls: [.init("Read", #"{"file_path":"Sources/Shop/Voucher.swift"}"#)],
                cachedShare: 0.94
            )
        ),
        (
            "let cut = price * share",
            MockReply(
                reasoning:
                    "**The same mistake**\n\nInteger division cuts each item's share. Of the sum, once, is right.",
                text:
                    "The same mistake in another place. I'll take the share of the sum, and add a test that would have caught it.",
                calls: [
                    .init(
                        "Edit",
                        #"""
                        {"file_path":"Sources/Shop/Voucher.swift","old_string":"let cut = price * share / 100","new_string":"let cut = (sum * share + 50) / 100"}
                        """#
                    ),
                    .init(
                        "Edit",
                        #"""
                        {"file_path":"Tests/ShopTests/VoucherTests.swift","old_string":"}\n","new_string":"    @Test func `a voucher takes its share of the sum`() {\n        #expect(Voucher(share: 5).applied(to: [19_99, 19_99, 20_02]) == 57_00)\n    }\n}\n"}
                        """#
                    ),
                ],
                cachedShare: 0.71
            )
        ),
        (
            "one replacement made",
            MockReply(
                calls: [.init("Bash", #"{"command":"swift test","description":"Run all tests"}"#)],
                cachedShare: 0.96
            )
        ),
        (
            "0 failures",
            MockReply(
                text: """
                    Fixed, in two places. `Order.total()` rounded each price **before** multiplying it, and a voucher took \
                    its share of every item instead of the sum. Both now round once, at the end.

                    All 15 tests pass – “Schöne Grüße”, 你好 and 🎉 included.
                    """,
                cachedShare: 0.97
            )
        ),
        (
            "release notes",
            MockReply(
                text: """
                    ## 2.4.1

                    - Order totals are rounded once, at the end: no more missing cents.
                    - A voucher takes its share of the sum.
                    """,
                cachedShare: 0,
                model: "gpt-5.2-mini"
            )
        ),
        (
            "without the old shop",
            MockReply(
                text:
                    "Without it, then: the three orders in `Fixtures/` give the same totals as the invoices that were sent.",
                cachedShare: 0.88
            )
        ),
        (
            "free for the release",
            MockReply(
                text: "I'll ask the calendar.",
                calls: [.init("mcp__calendar__find", #"{"day":"2026-12-03"}"#)],
                cachedShare: 0.64
            )
        ),
        (
            "2026-12-03 is free",
            MockReply(
                text: "Thursday, 3 December, is free. I'll commit what we have, so that it can be tagged.",
                calls: [
                    .init("Bash", #"{"command":"git commit -am 'Round order totals once'","description":"Commit"}"#)
                ],
                cachedShare: 0.95
            )
        ),
        ("4f0c2d1", MockReply(text: "Committed as `4f0c2d1`.", cachedShare: 0.97)),
    ]

    private static let site: [Entry] = [
        (
            "in their own language",
            MockReply(
                text: "A table of greetings, and a line that picks one. First what is there.",
                calls: [
                    .init("TodoWrite", #"{"todos":"greetings.json; pick by Accept-Language; check all pages"}"#),
                    .init("Glob", #"{"pattern":"web/*"}"#),
                ]
            )
        ),
        (
            "style.css",
            MockReply(
                text: "The greeting is in `index.html`.",
                calls: [.init("Read", #"{"file_path":"web/index.html"}"#)],
                cachedShare: 0.55
            )
        ),
        (
            "<h1>Welcome</h1>",
            MockReply(
                failure: MockReply.Failure(
                    status: 429,
                    type: "tokens",
                    code: "rate_limit_exceeded",
                    message: "Rate limit reached for gpt-4.1 on tokens per min (TPM). Please try again in 2s.",
                    retryAfter: 2
                )
            )
        ),
        (
            "<h1>Welcome</h1>",
            MockReply(
                text: "One greeting for each language, in a file of its own.",
                calls: [
                    .init(
                        "Write",
                        #"""
                        {"file_path":"web/greetings.json","content":"{\"de\":\"Schön, dass Sie da sind\",\"fr\":\"Soyez les bienvenus\",\"pl\":\"Witamy serdecznie\",\"ja\":\"ようこそ、いらっしゃいませ\",\"zh\":\"欢迎光临我们的商店\",\"ko\":\"어서 오세요\",\"ar\":\"أهلا وسهلا\",\"el\":\"Καλώς ήρθατε\"}"}
                        """#
                    )
                ],
                cachedShare: 0.38
            )
        ),
        (
            "has been written",
            MockReply(
                calls: [.init("Bash", #"{"command":"npx html-validate web/*.html","description":"Check the pages"}"#)],
                cachedShare: 0.86
            )
        ),
        (
            "pages are valid",
            MockReply(
                text: """
                    Done: the page says 欢迎光临 in Chinese, ようこそ in Japanese, 어서 오세요 in Korean and “Schön, dass Sie da sind” \
                    in German 👋. A browser that names none of the eight languages gets the English greeting.
                    """,
                cachedShare: 0.9
            )
        ),
        (
            "three rules that matter",
            MockReply(
                text: """
                    1. Set `dir` on the element that holds the text, not in the style sheet.
                    2. Say `start` and `end` where you would say left and right.
                    3. Never turn numbers, code or a logo around.
                    """,
                cachedShare: 0.93
            )
        ),
    ]

    private static let mishaps: [Entry] = [
        (
            "order of the old shop",
            MockReply(
                failure: MockReply.Failure(
                    status: 400,
                    type: "invalid_request_error",
                    code: "invalid_function_parameters",
                    message: """
                        Invalid schema for function 'mcp__legacy__lookup': In context=('properties', 'when'), \
                        'epoch-millis' is not a valid format.
                        """,
                    tool: "mcp__legacy__lookup"
                )
            )
        ),
        (
            "right-to-left pages",
            MockReply(
                text: """
                    Where to begin? With the direction of the page itself: a right-to-left page is not a mirrored one. \
                    Text begins at the right, and so does everything that is read with it; but what is not read – a \
                    photograph, a clock, a play button – stays as it is. Let us go through a page from the right edge
                    """,
                cachedShare: 0.9,
                staysOpen: true
            )
        ),
    ]

    private static let asides: [Entry] = [
        ("conversation: the order tests", MockReply(text: "Mend the order tests")),
        ("conversation: greet people", MockReply(text: "Greetings in many languages 🌍")),
        (
            "commit message",
            MockReply(
                text: """
                    Round order totals once

                    Rounding each price before multiplying lost up to a cent an item, and a voucher
                    lost as much again. Both round the sum now.
                    """,
                cachedShare: 0.4
            )
        ),
        (
            "in a few words",
            MockReply(text: "A shop's front page, greeting people in eight languages.", cachedShare: 0.3)
        ),
    ]

    private static let explanation = """
        Gladly. An order is a list of items, and each item knows its price in cents and how many of it are wanted. \
        Three things happen on the way to the total, and their order matters.

        **First the items.** Each price is multiplied by its count. Nothing is rounded here: cents are whole numbers, so \
        there is nothing to round. `OrderTests.manyItems` proves it with three times 19.99.

        **Then the discount.** It is a share of the sum, in percent, and this is the only place where half a cent can \
        appear. We add fifty and divide by a hundred, which rounds to the nearest cent and never twice.

        **And the voucher comes last**, because the voucher comes last on the invoice too: customers check it with a \
        calculator, from top to bottom, and it is the last line of them all
        """
}
