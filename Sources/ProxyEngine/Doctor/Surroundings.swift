import Foundation

/// What kind of place this process runs in.
package enum Surroundings {
    /// Whether it is a container of Docker, Podman or Kubernetes: others come in by a published port, and nobody works
    /// there.
    package static func isContainer(
        _ environment: [String: String],
        exists: (String) -> Bool = { FileManager.default.fileExists(atPath: $0) }
    ) -> Bool {
        ["/.dockerenv", "/run/.containerenv"].contains(where: exists) || environment["KUBERNETES_SERVICE_HOST"] != nil
    }
}
