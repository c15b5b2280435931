/// The exit codes of the program, from sysexits(3).
package enum ExitStatus: Int32, Sendable, CaseIterable {
    case ended = 0
    case failed = 1
    case wrongUse = 64
    case wrongData = 65
    case noInput = 66
    case unavailable = 69
    case cannotCreate = 73
    case outputFailed = 74
    case wrongConfiguration = 78
}
