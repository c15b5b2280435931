import CLibFuzzer
import Foundation
import FuzzTargets

/// libFuzzer around one target, which `FUZZ_TARGET` names so that the processes libFuzzer starts know it too; its
/// options and files are libFuzzer's own. Besides, `growth` and `dictionary`.
@main
enum Fuzz {
    static let target = ProcessInfo.processInfo.environment["FUZZ_TARGET"].flatMap(FuzzTarget.init)

    /// Nothing that the input limit lets through may take longer.
    private static let timeLimit = 1.0

    static func main() {
        switch CommandLine.arguments.dropFirst().first {
        case "growth": exit(Growth.measure() ? 0 : 1)
        case "dictionary": Vocabulary.printDictionary()
        case _ where target == nil: fail("FUZZ_TARGET is one of \(FuzzTarget.allCases.map(\.rawValue))")
        default: exit(drive())
        }
    }

    private static func drive() -> CInt {
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        return LLVMFuzzerRunDriver(&count, &arguments) { bytes, count in
            Fuzz.attempt(Array(UnsafeBufferPointer(start: bytes, count: count)))
            return 0
        }
    }

    private static func attempt(_ bytes: [UInt8]) {
        guard let target else { return }
        let start = processorTime()
        do throws(BrokenPromise) {
            try target.run(bytes)
        } catch {
            fail("broken promise: \(error)")
        }
        let seconds = processorTime() - start
        if seconds > timeLimit { fail("took \(seconds) s for \(bytes.count) bytes") }
    }

    /// Of this thread alone, in seconds: others may keep the machine busy.
    static func processorTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The way in which libFuzzer learns of a find: it catches the signal, and keeps the input.
    private static func fail(_ reason: String) -> Never {
        FileHandle.standardError.write(Data("\(reason)\n".utf8))
        abort()
    }
}
