import Foundation
package import NIOCore
import NIOPosix

extension Channel {
    /// Keeps this connection, or this listening socket, from programs that the process starts.
    ///
    /// NIO opens its sockets without `SOCK_CLOEXEC`: whatever is started, an editor or a backtracer, would hold the port
    /// and the connections open for as long as it lives. To be called on the channel's event loop.
    package func closeOnExec() {
        // What is no socket (a channel in a test) has nothing to close.
        _ = try? pipeline.syncOperations.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) { descriptor in
            fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        }
    }
}
