/// The one place that says which version this is.
package enum ProgramVersion {
    package static let number = "0.1.0"
}
