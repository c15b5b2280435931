import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import ServiceLifecycle
import Synchronization

/// The HTTP server with the edge behind it.
///
/// The framework's own application renews its date header every second, for which the process is woken whether anybody
/// asks or not; here it is made when an answer needs it.
struct EdgeServer: Service {
    let responder: EdgeResponder
    let builder: HTTPServerBuilder
    let address: BindAddress
    let group: any EventLoopGroup
    let logger: Logger
    let onRunning: @Sendable (any Channel) async -> Void

    /// What ends a connection whose client has sent what cannot be parsed while it was being answered: a second answer
    /// would be taken for the next one.
    private struct BrokenConnection: Error {}

    func run() async throws {
        let date = AnswerDate()
        let (responder, logger) = (responder, logger)
        let server = try builder.buildServer(
            configuration: ServerConfiguration(address: address, serverName: nil),
            eventLoopGroup: group,
            logger: logger,
            responder: { request, writer, channel in
                let context = EdgeContext(source: ApplicationRequestContextSource(channel: channel, logger: logger))
                var response = try await responder.respond(to: request, context: context)
                response.headers[.date] = date.text
                do {
                    try await writer.write(response: response.head, body: response.body)
                } catch is HTTPParserError {
                    throw BrokenConnection()
                }
            },
            onServerRunning: onRunning
        )
        try await server.run()
    }
}

/// The time of day as HTTP writes it (RFC 9110, § 5.6.7), made once a second at most.
final class AnswerDate: Sendable {
    private struct State {
        var second = Int.min
        var text = ""
    }

    private let state = Mutex(State())

    var text: String {
        let now = Date()
        let second = Int(now.timeIntervalSince1970)
        return state.withLock { state in
            if state.second != second { state = State(second: second, text: Self.text(now)) }
            return state.text
        }
    }

    static func text(_ date: Date) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month, .day, .weekday, .hour, .minute, .second], from: date)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func digits(_ value: Int?) -> String { (value ?? 0) < 10 ? "0\(value ?? 0)" : String(value ?? 0) }
        let day = days[((parts.weekday ?? 1) - 1) % 7]
        let month = months[((parts.month ?? 1) - 1) % 12]
        let time = "\(digits(parts.hour)):\(digits(parts.minute)):\(digits(parts.second))"
        return "\(day), \(digits(parts.day)) \(month) \(parts.year ?? 0) \(time) GMT"
    }
}
