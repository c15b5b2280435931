import Foundation

/// What this process runs in.
package enum Surroundings {
    /// By the variable that this program's image and Podman set, and what Docker and Kubernetes leave in others.
    package static let isContainer: Bool = {
        let environment = ProcessInfo.processInfo.environment
        return environment["container"] != nil || environment["KUBERNETES_SERVICE_HOST"] != nil
            || FileManager.default.fileExists(atPath: "/.dockerenv")
    }()
}
