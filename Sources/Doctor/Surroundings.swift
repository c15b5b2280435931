import Foundation

/// What this process runs in.
package enum Surroundings {
    /// Whether it is a container: others come in by a published port, and nobody works there. By the variable that this
    /// program's image and Podman set, and by what Docker, Podman and Kubernetes leave in others.
    package static func isContainer(
        _ environment: [String: String],
        exists: (String) -> Bool = { FileManager.default.fileExists(atPath: $0) }
    ) -> Bool {
        environment["container"] != nil || environment["KUBERNETES_SERVICE_HOST"] != nil
            || ["/.dockerenv", "/run/.containerenv"].contains(where: exists)
    }
}
