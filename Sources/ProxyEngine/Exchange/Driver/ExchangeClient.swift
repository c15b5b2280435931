import NIOCore

/// The client's side of an exchange. Called on the exchange's event loop.
protocol ExchangeClient: AnyObject {
    /// How the answer begins; all there is of it, unless it is a stream.
    func open(_ opening: ExchangeOpening)
    /// The next bytes of a stream.
    func write(_ bytes: ByteBuffer)
    /// The stream's end.
    func finish()
    /// What has been written since the last call may go out now.
    func flush()
    /// Has the driver's `alarm()` called at `deadline`, or earlier.
    func setAlarm(_ deadline: ContinuousClock.Instant)
    /// The client has stopped reading.
    func hangUp()
    /// Nothing follows.
    func exchangeEnded()
}
