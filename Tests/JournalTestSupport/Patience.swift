package import Testing

/// How long a test waits for something that must happen: no verdict is made by this, it only ends what hangs.
///
/// A test that reaches this bound waits for something that never happens. So the bound must hold on a machine ten times
/// slower than a developer's that has other work besides; a short one would only test the machine.
package enum Patience {
    /// For a single wait. Shorter than ``untilHung`` of a whole test, so that it can say what was waited for.
    package static let untilHung = Duration.seconds(600)

    /// For a limit of the program's that a test must not come to: longer than any test may run.
    package static let unlimited = Duration.seconds(86_400)
}

extension Trait where Self == TimeLimitTrait {
    /// The limit of a test, which only a hanging one reaches.
    package static var untilHung: Self { .timeLimit(.minutes(20)) }
}
