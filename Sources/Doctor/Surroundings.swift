import Foundation

/// The surroundings of this process.
package enum Surroundings {
    /// Whether this is a container, where clients use a published port. It is recognized by the variable that this program's
    /// image and Podman set, and by traces of Docker, Podman and Kubernetes.
    package static func isContainer(
        _ environment: [String: String],
        exists: (String) -> Bool = { FileManager.default.fileExists(atPath: $0) }
    ) -> Bool {
        environment["container"] != nil || environment["KUBERNETES_SERVICE_HOST"] != nil
            || ["/.dockerenv", "/run/.containerenv"].contains(where: exists)
    }
}
