/// The version of the program.
package enum ProgramVersion {
    package static let number = "0.1.0"

    /// `0.1.0 (a1b2c3d)`, or the number alone without a commit.
    package static func line(commit: String) -> String {
        commit.isEmpty ? number : "\(number) (\(commit))"
    }
}
