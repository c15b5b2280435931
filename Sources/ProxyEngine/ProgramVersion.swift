/// The one place that says which version this is.
package enum ProgramVersion {
    package static let number = "0.1.0"

    /// `0.1.0 (a1b2c3d)`, or the number alone where nobody knows the commit.
    package static func line(commit: String) -> String {
        commit.isEmpty ? number : "\(number) (\(commit))"
    }
}
