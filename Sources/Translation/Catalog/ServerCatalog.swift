/// The kinds of servers this program knows, from one data file that is part of the program.
public struct ServerCatalog: Sendable {
    /// One kind with the hosts by which it is known.
    public struct Kind: Sendable, Equatable {
        public var facts: ServerFacts
        /// `api.openai.com`, `*.api.openai.com`; none for a kind that only the configuration can name.
        public var hosts: [String]

        public var name: String { facts.kind }

        func isAt(_ host: String) -> Bool {
            hosts.contains { pattern in
                pattern.hasPrefix("*") ? host.hasSuffix(pattern.dropFirst()) : host == pattern
            }
        }
    }

    /// `servers.json`, compiled in like the catalog of models. A file that cannot be read leaves the least that every
    /// server takes.
    public static let bundled = (try? ServerCatalog(json: PackageResources.servers_json)) ?? ServerCatalog()

    /// In the order of the file; the last is what any other server is taken for.
    public private(set) var kinds: [Kind]

    private init() {
        kinds = [Kind(facts: .least, hosts: [])]
    }

    public init(json: [UInt8]) throws(JSONMismatch) {
        var file = try JSONFields(parsing: json)
        let sources = try SourceList(try file.required("sources", "an object"))
        let others = try file.required("kinds", "an array")
        var fallback = try ServerKindReader(try file.required("fallback", "an object"), sources, fallback: nil)
        let generic = try fallback.kind()
        var kinds: [Kind] = []
        for element in others.elements {
            var reader = try ServerKindReader(element, sources, fallback: generic.facts)
            let kind = try reader.kind()
            guard !(kinds + [generic]).contains(where: { $0.name == kind.name }) else {
                throw JSONMismatch(path: element.place, expected: "each kind once", found: kind.name)
            }
            kinds.append(kind)
        }
        if let unknown = file.unread.first { throw JSONMismatch(at: unknown, expected: "nothing by this name") }
        self.kinds = kinds + [generic]
    }

    /// Nil for a kind that is not listed.
    public func kind(named name: String) -> Kind? {
        kinds.first { $0.name == name }
    }

    /// The facts of the kind called `name`, or what any server is taken for.
    public func facts(of name: String) -> ServerFacts {
        (kind(named: name) ?? kinds.last)?.facts ?? .least
    }

    /// The server whose keys begin as this one does, by the longest beginning; nil where none is known.
    public func server(ofKey key: String) -> ServerFacts? {
        let matching = kinds.map(\.facts).filter { $0.keyPrefix.map(key.hasPrefix) ?? false }
        return matching.max { ($0.keyPrefix?.count ?? 0) < ($1.keyPrefix?.count ?? 0) }
    }

    /// The facts of the server at `host`, which is in lower case.
    public func facts(at host: String) -> ServerFacts {
        (kinds.first { $0.isAt(host) } ?? kinds.last)?.facts ?? .least
    }
}
