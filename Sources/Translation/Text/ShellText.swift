/// Texts as words of a POSIX shell.
package enum ShellText {
    /// In single quotes, where nothing has a meaning to a shell.
    package static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: #"'\''"#) + "'" }
}
