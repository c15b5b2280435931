import Journal

extension DashboardModel {
    mutating func openFilter() {
        focus = Panes.requests.id
        prompt = Prompt(.filter, text: list.filterText, history: filterHistory)
        promptChanged()
    }

    mutating func typed(_ key: Key) -> [DashboardEffect] {
        guard var prompt else { return [] }
        if key == .control("C") { return cancelPrompt() }
        let outcome = prompt.editor.handle(key)
        self.prompt = prompt
        switch outcome {
        case .edited: promptChanged()
        case .accepted: return acceptPrompt()
        case .cancelled: return cancelPrompt()
        case .complete: completePrompt()
        case .ignored: break
        }
        return []
    }

    /// Shows the effect of the text at once.
    mutating func promptChanged() {
        guard var prompt else { return }
        prompt.problem = nil
        prompt.candidates = []
        prompt.hint = ""
        let text = prompt.editor.text
        switch prompt.purpose {
        case .filter:
            let completion = FilterCompletion(text, cursor: prompt.editor.cursor, rows: shown.rows)
            prompt.candidates = completion.candidates
            prompt.hint = completion.hint
            do {
                try apply(filter: text)
            } catch {
                prompt.problem = error.description
                // The last word is still being typed; the words before it are complete.
                let whole = text.lastIndex(of: " ").map { String(text[..<$0]) } ?? ""
                try? apply(filter: whole)
                list.filterText = text
            }
        case .search:
            if inspection == nil {
                list.search = text
            } else {
                inspection?.inspector.search(text)
            }
        case .command:
            prompt.candidates = Self.commands(matching: text).map(\.rawValue)
            prompt.hint = Command(rawValue: prompt.candidates.first ?? "")?.summary ?? ""
            if prompt.candidates.isEmpty { prompt.problem = "no such command" }
        }
        self.prompt = prompt
    }

    /// Narrows the list. Bodies are searched only once the filter is accepted.
    private mutating func apply(filter text: String) throws(FilterError) {
        let filter = try text.allSatisfy(\.isWhitespace) ? nil : Filter(parsing: text)
        list.setFilter(filter, text: text)
    }

    mutating func setFilter(_ text: String) -> [DashboardEffect] {
        do {
            try apply(filter: text)
        } catch {
            showNotice(error.description, .error)
            return []
        }
        return searchBodies()
    }

    /// Starts the filter's search in bodies. One search runs at a time; patterns that are added meanwhile are searched
    /// after it.
    mutating func searchBodies() -> [DashboardEffect] {
        list.beginSearch().map { [.searchBodies($0)] } ?? []
    }

    mutating func take(_ matches: [BodyPattern: Set<ExchangeID>]) -> [DashboardEffect] {
        let isOutdated = list.setBodyMatches(matches)
        return isOutdated ? searchBodies() : []
    }

    private mutating func acceptPrompt() -> [DashboardEffect] {
        guard let prompt else { return [] }
        let text = prompt.editor.text
        switch prompt.purpose {
        case .filter:
            if prompt.problem != nil, prompt.candidates.count == 1 {
                completePrompt()
                if self.prompt?.problem == nil { return acceptPrompt() }
            }
            if let problem = prompt.problem {
                showNotice(problem, .error)
                return []
            }
            self.prompt = nil
            remember(filter: text)
            return searchBodies()
        case .search:
            self.prompt = nil
            if inspection == nil { findNext(1) }
            return []
        case .command:
            self.prompt = nil
            guard let command = Self.commands(matching: text).first else {
                showNotice("no such command: \(text)", .warning)
                return []
            }
            return perform(command)
        }
    }

    private mutating func cancelPrompt() -> [DashboardEffect] {
        guard let prompt else { return [] }
        self.prompt = nil
        switch prompt.purpose {
        case .filter: return setFilter(prompt.former)
        case .search: inspection == nil ? (list.search = "") : inspection?.inspector.search("")
        case .command: break
        }
        return []
    }

    private mutating func completePrompt() {
        guard let prompt, let candidate = prompt.candidates.first else { return }
        switch prompt.purpose {
        case .filter:
            let completion = FilterCompletion(prompt.editor.text, cursor: prompt.editor.cursor, rows: shown.rows)
            self.prompt?.editor.replace(completion.replaced, with: candidate)
        case .command:
            self.prompt?.editor.replace(0..<prompt.editor.text.unicodeScalars.count, with: candidate)
        case .search:
            // Uses the same words as a filter.
            self.prompt = nil
            openFilter()
            self.prompt?.editor.insert(prompt.editor.text)
        }
        promptChanged()
    }

    private mutating func remember(filter text: String) {
        guard !text.isEmpty else { return }
        filterHistory.removeAll { $0 == text }
        filterHistory.append(text)
        if filterHistory.count > 50 { filterHistory.removeFirst() }
    }

    /// Commands whose name or description contains all words of `text`; names that begin with it come first.
    static func commands(matching text: String) -> [Command] {
        let words = text.lowercased().split(separator: " ")
        let found = Command.allCases.filter { command in
            words.allSatisfy { command.rawValue.contains($0) || command.summary.lowercased().contains($0) }
        }
        // The part behind the dot matches too: `quit` is `app.quit`.
        func leads(_ command: Command) -> Bool {
            command.rawValue.hasPrefix(text) || command.rawValue.contains("." + text)
        }
        return found.filter(leads) + found.filter { !leads($0) }
    }

    /// Puts the cursor on the next row that contains the searched words.
    mutating func findNext(_ step: Int) {
        guard !list.search.isEmpty else { return showNotice("no search yet; / starts one") }
        guard let filter = try? Filter(parsing: FilterLexer.quoted(list.search, isWord: true)) else { return }
        let count = list.count(in: shown)
        guard count > 0, let start = list.line(in: shown) else { return showNotice("no request yet") }
        let context = FilterContext(now: now)
        for distance in 1...count {
            let line = ((start + step * distance) % count + count) % count
            if let row = list.row(line, in: shown), filter.matches(row, context) {
                return list.select(line: line, in: shown)
            }
        }
        let words = "\(glyphs[.openQuote])\(list.search)\(glyphs[.closeQuote])"
        showNotice("no row contains \(words); Tab in the search makes it a filter")
    }
}
