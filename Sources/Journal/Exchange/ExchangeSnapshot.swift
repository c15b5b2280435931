/// An exchange as it stood at one moment, shared by the ring and by every copy of an event.
package final class ExchangeSnapshot: Sendable {
    package let exchange: Exchange

    package init(_ exchange: Exchange) {
        self.exchange = exchange
    }
}
