import CBuildStamp
import ProxyEngine

extension ProgramVersion {
    /// The version with the commit that the build recorded, if any. `-dirty` means that the sources had uncommitted changes.
    static var line: String { line(commit: String(cString: dragoman_build_commit())) }
}
