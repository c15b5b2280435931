import Foundation

/// What the system allows the process.
enum ProcessLimits {
    /// Every connection takes a descriptor, and the usual limit is that of programs from another time.
    static func raiseOpenFiles() {
        var limit = rlimit()
        guard getrlimit(Self.openFiles, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
        #if canImport(Darwin)
        // More is refused there, though the hard limit may say so.
        limit.rlim_cur = min(limit.rlim_max, rlim_t(OPEN_MAX))
        #else
        limit.rlim_cur = limit.rlim_max
        #endif
        _ = setrlimit(Self.openFiles, &limit)
    }

    #if canImport(Glibc)
    private static let openFiles = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
    private static let openFiles = RLIMIT_NOFILE
    #endif
}
