import Foundation

/// The parameters of a query string.
struct EdgeQuery {
    private let items: [URLQueryItem]

    init(_ query: String?) {
        var components = URLComponents()
        components.percentEncodedQuery = query.flatMap { $0.removingPercentEncoding == nil ? nil : $0 }
        items = components.queryItems ?? []
    }

    subscript(name: String) -> String? {
        items.first { $0.name == name }?.value
    }
}
