import Translation

extension ConfigReader {
    /// Facts about models, by name, with the keys of the catalog's own file.
    mutating func catalog(_ section: ConfigSection) -> [ModelOverride] {
        section.members.map { override($0.key, $0.value, path: section.path(to: $0.key)) }
    }

    private mutating func override(_ name: String, _ value: YAMLValue, path: String) -> ModelOverride {
        if name.isEmpty || name.contains("*") {
            fail(place(value.line, path), "expected the upstream's name of one model, found \"\(name.prefix(80))\"")
        }
        var section = section(value, path: path)
        let known = ModelCatalog.bundled.profile(for: name)
        var override = ModelOverride(name)
        let tokens = ConfigForm.integer(in: 1...100_000_000)
        override.inputWindow = optional("input_window", of: &section, as: tokens)
        override.maximumOutputTokens = optional("max_output_tokens", of: &section, as: tokens)
        override.dialects = list("apis", of: &section, as: ConfigForm<DialectName>.word)
        override.efforts = list("efforts", of: &section, as: ConfigForm<Effort>.word).map { $0.sorted() }
        override.defaultEffort = optional("default_effort", of: &section, as: ConfigForm<Effort>.word)
        check(override.defaultEffort, among: override.efforts ?? known.efforts, at: section.path(to: "default_effort"))
        override.sampling = optional("sampling", of: &section, as: ConfigForm<ModelProfile.Sampling>.word)
        if optional("stop", of: &section, as: .boolean) != nil {
            let path = section.path(to: "stop")
            warn(place(lines[path], path), "has no effect: the proxy watches for stop sequences itself")
        }
        override.acceptsParallelToolCalls = optional("parallel_tool_calls", of: &section, as: .boolean)
        override.acceptsVerbosity = optional("verbosity", of: &section, as: .boolean)
        override.acceptsImages = optional("images", of: &section, as: .boolean)
        override.takesToolsOnChat = optional("tools_on_chat", of: &section, as: .boolean)
        override.hasDeveloperRole = optional("developer_role", of: &section, as: .boolean)
        override.takesCacheMarks = optional("cache_marks", of: &section, as: .boolean)
        override.refuses = list("refuses", of: &section, as: .text("a parameter such as temperature"))
        if let price = section.take("price") {
            override.price = self.price(price, path: section.path(to: "price"), known: known.prices)
        }
        override.shutdown = optional("shutdown", of: &section, as: .day)
        refuseUnknown(in: section)
        return override
    }

    private mutating func price(
        _ value: YAMLValue,
        path: String,
        known: ModelProfile.Prices?
    ) -> ModelOverride.Price {
        var section = section(value, path: path)
        var price = ModelOverride.Price()
        if known == nil {
            price.input = required("input", of: &section, as: .price)
            price.output = required("output", of: &section, as: .price)
        } else {
            price.input = optional("input", of: &section, as: .price)
            price.output = optional("output", of: &section, as: .price)
        }
        price.cachedInput = optional("cached", of: &section, as: .price)
        price.cacheWrite = optional("cache_write", of: &section, as: .price)
        if let long = section.take("long") { price.long = self.long(long, path: section.path(to: "long")) }
        refuseUnknown(in: section)
        return price
    }

    private mutating func long(_ value: YAMLValue, path: String) -> ModelProfile.LongInput? {
        var section = section(value, path: path)
        let threshold = required("above", of: &section, as: .integer(in: 1...100_000_000))
        let input = required("input", of: &section, as: .price)
        let output = required("output", of: &section, as: .price)
        let cached = optional("cached", of: &section, as: .price)
        let cacheWrite = optional("cache_write", of: &section, as: .price)
        refuseUnknown(in: section)
        guard let threshold, let input, let output else { return nil }
        return ModelProfile.LongInput(
            threshold: threshold,
            input: input,
            cachedInput: cached ?? input,
            cacheWrite: cacheWrite ?? input,
            output: output
        )
    }

    private mutating func check(_ effort: Effort?, among efforts: [Effort], at path: String) {
        guard let effort, !efforts.contains(effort) else { return }
        let list = efforts.isEmpty ? "none are there" : efforts.map(\.rawValue).joined(separator: " | ")
        fail(place(lines[path], path), "expected one of the model's efforts (\(list)), found \"\(effort.rawValue)\"")
    }

    /// A list of which every element is of one form and none stands twice.
    private mutating func list<Value: Equatable>(
        _ key: String,
        of section: inout ConfigSection,
        as form: ConfigForm<Value>
    ) -> [Value]? {
        let path = section.path(to: key)
        guard let value = section.take(key), let elements = list(value, path: path, of: form.expected) else {
            return nil
        }
        var values: [Value] = []
        for (index, element) in elements.enumerated() {
            guard let read = read(element, path: "\(path)[\(index)]", as: form) else { continue }
            if values.contains(read) {
                fail(place(element.line, "\(path)[\(index)]"), "stands in the list already")
            } else {
                values.append(read)
            }
        }
        return values
    }
}
