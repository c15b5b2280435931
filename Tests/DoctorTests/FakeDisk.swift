import Doctor

/// A file system of a few paths: folders that are there, files with their sizes, and what may not be written.
struct FakeDisk: Sendable {
    var kinds: [String: Disk.Kind] = ["/": .folder, "/work": .folder]
    var refusals: [String: String] = [:]
    var sizes: [String: Int] = [:]
    var free: Int? = 46_000_000_000

    var disk: Disk {
        Disk(
            kind: { kinds[$0] ?? .missing },
            refusal: { refusals[$0] },
            free: { _ in free },
            size: { sizes[$0] ?? 0 }
        )
    }
}
