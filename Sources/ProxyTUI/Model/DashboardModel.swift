package import Foundation
import Journal
package import Translation

/// Facts about the program that do not change.
package struct ProgramFacts: Sendable {
    /// `127.0.0.1:3999`
    package var address: String
    package var version: String
    package var startedAt: Date
    package var timeZoneOffset: Int
    /// Whether answers come from the built-in mock.
    package var isDemonstration: Bool
    /// The configuration file; nil if none is used.
    package var configFile: String?
    /// Whether clients may use the well-known key `dummy`.
    package var takesWellKnownKey: Bool
    /// By their names.
    package var upstreams: [String: Upstream]

    /// An upstream, as far as a command that asks it needs to know.
    package struct Upstream: Sendable {
        /// As in the configuration: `https://api.openai.com/v1`.
        package var baseURL: String
        package var server: ServerFacts

        package init(baseURL: String, server: ServerFacts) {
            self.baseURL = baseURL
            self.server = server
        }
    }

    package init(
        address: String,
        version: String,
        startedAt: Date,
        timeZoneOffset: Int = 0,
        isDemonstration: Bool = false,
        configFile: String? = nil,
        takesWellKnownKey: Bool = true,
        upstreams: [String: Upstream] = [:]
    ) {
        self.address = address
        self.version = version
        self.startedAt = startedAt
        self.timeZoneOffset = timeZoneOffset
        self.isDemonstration = isDemonstration
        self.configFile = configFile
        self.takesWellKnownKey = takesWellKnownKey
        self.upstreams = upstreams
    }
}

/// The dashboard's whole state: the screen is a function of this value.
struct DashboardModel: Sendable {
    enum Zoom: Int, Sendable { case normal, half, full }

    /// The request in the inspector.
    struct Inspection: Sendable {
        var id: ExchangeID
        var inspector: Inspector
        /// Whether its stages have arrived.
        var isLoaded = false
    }

    struct Notice: Sendable, Equatable {
        var text: String
        var style = Style.plain
    }

    enum Connection: Sendable, Equatable {
        case connected
        /// The program ends when its last streams have finished.
        case ending
        case lost
    }

    let facts: ProgramFacts
    var size: Size
    var glyphs: GlyphSet
    var background = Theme.Background.dark
    var hasMouse = true
    var now: Date
    var connection = Connection.connected

    var traffic: TrafficModel
    /// The traffic that a frozen display shows.
    var frozen: TrafficModel?
    /// When the display was frozen.
    var frozenAt: Date?

    var list = RequestList()
    var focus = Panes.requests.id
    /// The pane that is shown beside the requests if there is room for one only.
    var tab = Panes.all[1].id
    var zoom = Zoom.normal
    /// The cursor in each pane but the list of requests; without an entry it is at the pane's start.
    var cursors: [PaneID: PaneCursor] = [:]

    var prompt: Prompt?
    var overlay: Overlay?
    var inspection: Inspection?
    var notice: Notice?
    var pendingKeys: [Key] = []
    var filterHistory: [String] = []
    /// The end of the streaming text, for the line above the hints.
    var latestText: LatestText?
    var isDone = false
    var isTerminalLost = false

    /// A cursor follows the subject of its line, or stays on the line if the subject is gone or there is none.
    struct PaneCursor: Sendable, Equatable {
        var line: Int
        var key: Int?
    }

    struct LatestText: Sendable, Equatable {
        var id: ExchangeID
        var text: String
    }

    init(
        _ facts: ProgramFacts,
        size: Size = Size(width: 80, height: 24),
        glyphs: GlyphSet = .unicode,
        mappings: [MappingCount],
        now: Date,
        rowLimit: Int = 10_000
    ) {
        self.facts = facts
        self.size = size
        self.glyphs = glyphs
        self.now = now
        traffic = TrafficModel(mappings: mappings, rowLimit: rowLimit)
    }

    /// The traffic on the screen.
    var shown: TrafficModel { frozen ?? traffic }
    /// The time that the screen shows.
    var shownNow: Date { frozen == nil ? now : frozenAt ?? now }
    var clockFace: ClockFace { ClockFace(secondsFromGMT: facts.timeZoneOffset) }

    /// The request that commands apply to.
    var currentRow: ExchangeRow? {
        if let inspection { return shown.row(inspection.id) ?? traffic.row(inspection.id) }
        return list.selectedRow(in: shown)
    }

    /// The request whose text is shown: the selected one if it streams, else the newest that runs.
    var streamingRow: ExchangeRow? {
        let traffic = shown
        if !list.follows, let id = list.selected, let row = traffic.row(id), row.isRunning { return row }
        return traffic.newestStreaming
    }

    /// Updates the list from its rows: before it is drawn, and before a key that applies to it.
    mutating func refreshList() { list.refresh(shown, at: shownNow) }

    mutating func showNotice(_ text: String, _ ink: Ink = .plain) {
        notice = Notice(text: text, style: Style(ink))
    }
}
