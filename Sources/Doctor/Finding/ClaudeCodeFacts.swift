package import ProxyConfiguration

package enum ClaudeCodeFact: Sendable, Equatable {
    case notInContainer(url: String, takesDummy: Bool)
    case notInstalled
    case notOnPath(path: String, folder: String)
    case noVersion(path: String)
    case installed(version: String, path: String)
    case brokenSettings(file: String)
    case baseURLUnset
    case pointsHere(VariableSource, url: String)
    case hasPath(VariableSource, text: String, correct: String)
    case usesTLS(VariableSource, correct: String)
    /// `text` is nil if it is not a URL.
    case pointsElsewhere(VariableSource, text: String?, correct: String)
    case conflicting(ConflictingVariable, VariableSource)
    case behindProxy(variable: String, VariableSource, host: String, exceptions: [String])
    case tokenUnset(takesDummy: Bool)
    case twoKeys(VariableSource)
    case keyInsteadOfToken(VariableSource)
    case keyNotAccepted(variable: String, VariableSource, takesDummy: Bool)
    case unmappedModel(variable: String, VariableSource, model: String, modelsKey: String)
    case windowUnset(VariableSource, window: Int)
    case windowNotNumber(VariableSource, window: Int)
    case windowTooLarge(VariableSource, tokens: Int, window: Int)
    /// A settings file overrides these variables of `dragoman claude`.
    case overridden(file: String, variables: [String])
}

/// Where a variable for Claude Code is set.
package enum VariableSource: Sendable, Equatable, CustomStringConvertible {
    /// The terminal of the check.
    case terminal
    /// A settings file, by its name.
    case file(String)

    package var description: String {
        switch self {
        case .terminal: "this terminal"
        case .file(let name): name
        }
    }
}
