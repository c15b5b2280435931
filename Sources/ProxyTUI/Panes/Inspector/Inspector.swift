import ProxyEngine
struct Inspector: Sendable {
    var position: (index: Int, count: Int)?
    var exchange: Exchange
    var stage: ExchangeStages.Stage = .anthropicRequest
    init(exchange: Exchange, stages: ExchangeStages?) { self.exchange = exchange }
    mutating func update(exchange: Exchange, stages: ExchangeStages?) { self.exchange = exchange }
    mutating func perform(_ command: Command, area: Size) -> Bool { false }
    mutating func search(_ text: String) {}
    func draw(_ canvas: inout Canvas, in area: Rect) { canvas.draw("#\(exchange.id.sequence)", column: 0, row: 0, in: area) }
}
