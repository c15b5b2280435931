import ProxyEngine
enum Excerpts { static func text(_ e: Excerpt, _ x: Exchange, _ s: ExchangeStages, _ f: ProgramFacts) -> String { "" }
 static func name(_ e: Excerpt, _ x: Exchange) -> String { "" } }
enum ExportFolder { static func write(_ f: ExportFormat, _ x: Exchange, _ s: ExchangeStages, _ p: ProgramFacts) throws -> String { "" } }
