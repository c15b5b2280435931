import Foundation

/// What this process runs in.
package enum Surroundings {
    /// By what Docker, Podman and Kubernetes leave in each of their containers.
    package static let isContainer =
        ["/.dockerenv", "/run/.containerenv"].contains { FileManager.default.fileExists(atPath: $0) }
        || ProcessInfo.processInfo.environment["KUBERNETES_SERVICE_HOST"] != nil
}
