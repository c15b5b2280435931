package import Journal
package import Translation

/// A client's request as the edge hands it over: whole, and without NIO's types.
package struct ClientRequest: Sendable {
    package var id: ExchangeID
    package var headers: [HeaderField]
    /// Behind the `?` of the target; empty where there is none.
    package var query: String
    package var body: [UInt8]

    package init(id: ExchangeID, headers: [HeaderField], query: String = "", body: [UInt8]) {
        self.id = id
        self.query = query
        self.headers = headers
        self.body = body
    }

    /// The first value of the header called `name` (in lower case).
    package func header(_ name: String) -> String? {
        headers.value(of: name)
    }

    /// The features that are asked for with `anthropic-beta`, a list that may come in several headers.
    var betas: Set<String> {
        var betas: Set<String> = []
        for list in headers.values(of: "anthropic-beta") {
            for name in list.split(separator: ",") {
                betas.insert(String(name.drop { $0 == " " }.prefix { $0 != " " }))
            }
        }
        return betas
    }
}
