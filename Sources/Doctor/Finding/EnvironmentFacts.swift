package import ProxyConfiguration

package enum EnvironmentFact: Sendable, Equatable {
    case nothingChanged
    case emptyVariable(String)
    case variable(String, value: String)
    case unknownVariable(String, nearest: String?)
    /// OPENAI_BASE_URL, with no upstream called openai.
    case baseURLUnused
    case baseURLUsed(String)
    /// OPENAI_BASE_URL is OpenAI's without `/v1`.
    case baseURLWithoutVersion(String, correct: String)
    /// The upstream is this program itself.
    case loop(NamedUpstream)
    case unreadVariable(String, header: String)
    case throughProxy(NamedUpstream, ProxyServer, variable: String)
    case unusableProxy(NamedUpstream, ProxyRefusal, variable: String)
    case ignoredNetworks(example: String, address: String)

    package struct NamedUpstream: Sendable, Equatable {
        package var name: String
        package var baseURL: String

        init(_ upstream: UpstreamSettings) {
            name = upstream.name
            baseURL = upstream.baseURL
        }
    }

    var upstream: String? {
        switch self {
        case .loop(let upstream), .throughProxy(let upstream, _, _), .unusableProxy(let upstream, _, _): upstream.name
        case .nothingChanged, .emptyVariable, .variable, .unknownVariable, .baseURLUnused, .baseURLUsed,
            .baseURLWithoutVersion, .unreadVariable, .ignoredNetworks:
            nil
        }
    }
}
