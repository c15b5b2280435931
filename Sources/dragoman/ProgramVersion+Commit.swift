import CBuildStamp
import ProxyEngine

extension ProgramVersion {
    /// The version with the commit that the build was told. `-dirty` behind it: the sources had changes that are in no
    /// commit.
    static var line: String { line(commit: String(cString: dragoman_build_commit())) }
}
