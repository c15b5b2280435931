/// The upstream models this program knows, from one data file that is part of the program.
public struct ModelCatalog: Sendable {
    /// `models.json`, compiled in: SwiftPM makes `PackageResources` of `.embedInCode("Catalog/models.json")`. If the file is
    /// invalid, the rule for unknown models applies to all models, and the program still starts.
    public static let bundled = (try? ModelCatalog(json: PackageResources.models_json)) ?? ModelCatalog()

    /// In the order of the file.
    public private(set) var models: [ModelProfile] = []
    /// The day the facts were gathered.
    public private(set) var date = ""
    public private(set) var sources: [String] = []
    /// Names of models that an OpenAI-compatible server is likely to have, the likeliest first.
    public private(set) var examples: [String] = []
    private var places: [String: Int] = [:]
    /// What is taken for granted of models that are not listed, by the sort of name they have.
    private var assumptions: [String: ModelProfile] = [:]

    /// The input window that a reasoning model has where nothing is known of it.
    public static let assumedInputWindow = bundled.profile(for: "gpt-99").inputWindow

    /// A catalog without models.
    init() {}

    public init(json: [UInt8]) throws(JSONMismatch) {
        var file = try JSONFields(parsing: json)
        date = try file.requiredText("date").string
        for source in try file.required("sources", "an array").elements {
            guard let text = source.string else { throw JSONMismatch(at: source, expected: "a string") }
            sources.append(text)
        }
        for assumed in try file.optionalArray("assumed")?.elements.map({ $0 }) ?? [] {
            for profile in try ModelFamily(assumed).models() { assumptions[profile.name] = profile }
        }
        for family in try file.required("families", "an array").elements {
            for profile in try ModelFamily(family).models() {
                guard places.updateValue(models.count, forKey: profile.name) == nil else {
                    throw JSONMismatch(path: family.place, expected: "each model once", found: profile.name)
                }
                models.append(profile)
            }
        }
        for example in try file.optionalArray("examples")?.elements.map({ $0 }) ?? [] {
            guard let name = example.string, places[name] != nil else {
                throw JSONMismatch(at: example, expected: "the name of a listed model")
            }
            examples.append(name)
        }
        if let unknown = file.unread.first { throw JSONMismatch(at: unknown, expected: "nothing by this name") }
    }

    /// The facts about `model`: by its name, by the name a dated (`gpt-5.2-2026-01-01`), fine-tuned (`ft:gpt-4.1:…`)
    /// or prefixed (`openai/gpt-5`) id is made from, or by the rule for unknown models.
    public func profile(for model: String) -> ModelProfile {
        for name in [model, Self.baseName(of: model)] {
            if let place = places[name] { return models[place] }
        }
        return ModelProfile(assumedFor: model, basedOn: Self.baseName(of: model), among: assumptions)
    }

    /// The catalog with the configuration's overrides.
    public func applying(_ overrides: [ModelOverride]) -> ModelCatalog {
        var catalog = self
        for override in overrides {
            let profile = profile(for: override.name).applying(override)
            if let place = catalog.places[override.name] {
                catalog.models[place] = profile
            } else {
                catalog.places[override.name] = catalog.models.count
                catalog.models.append(profile)
            }
        }
        return catalog
    }

    static func baseName(of model: String) -> String {
        var name = model[...]
        if name.hasPrefix("openai/") { name = name.dropFirst("openai/".count) }
        if name.hasPrefix("ft:") { name = name.dropFirst("ft:".count).prefix { $0 != ":" } }
        // -YYYY-MM-DD
        let suffix = name.utf8.suffix(11)
        let isDate =
            suffix.count == 11
            && suffix.enumerated().allSatisfy { offset, byte in
                [0, 5, 8].contains(offset) ? byte == UInt8(ascii: "-") : 0x30...0x39 ~= byte
            }
        return String(isDate ? name.dropLast(11) : name)
    }
}
