import Translation

extension ConfigReader {
    mutating func telemetry(_ section: ConfigSection) -> TelemetrySettings {
        var section = section
        var settings = TelemetrySettings()
        settings.log = value("log", of: &section, as: .pathOrOff, default: settings.log)
        let sizes = ByteCount(bytes: 1000)...ByteCount(bytes: 1_000_000_000_000)
        settings.maxSize = value("max_size", of: &section, as: .size(in: sizes), default: settings.maxSize)
        settings.keep = value("keep", of: &section, as: .integer(in: 0...1000), default: settings.keep)
        refuseUnknown(in: section)
        return settings
    }

    mutating func capture(_ section: ConfigSection) -> CaptureSettings {
        var section = section
        var settings = CaptureSettings()
        let sizes = ByteCount(bytes: 0)...ByteCount(bytes: 64_000_000_000)
        settings.memory = value("memory", of: &section, as: .size(in: sizes), default: settings.memory)
        settings.directory = value("directory", of: &section, as: .pathOrOff, default: settings.directory)
        refuseUnknown(in: section)
        return settings
    }

    mutating func log(_ section: ConfigSection) -> LogSettings {
        var section = section
        var settings = LogSettings()
        settings.level = value("level", of: &section, as: .word, default: settings.level)
        settings.format = value("format", of: &section, as: .word, default: settings.format)
        refuseUnknown(in: section)
        return settings
    }

    mutating func dashboard(_ section: ConfigSection) -> DashboardSection {
        var section = section
        var settings = DashboardSection()
        settings.background = value("ground", of: &section, as: .word, default: settings.background)
        settings.glyphs = value("glyphs", of: &section, as: .word, default: settings.glyphs)
        settings.mouse = value("mouse", of: &section, as: .word, default: settings.mouse)
        settings.rows = value("rows", of: &section, as: .integer(in: 100...1_000_000), default: settings.rows)
        refuseUnknown(in: section)
        return settings
    }

    mutating func server(_ section: ConfigSection) -> ServerSettings {
        var section = section
        var settings = ServerSettings()
        // A JSON document's offsets are 32 bits wide: 4 GB is what one can be.
        let sizes = ByteCount(bytes: 1000)...ByteCount(bytes: 4_000_000_000)
        settings.maxBody = value("max_body", of: &section, as: .size(in: sizes), default: settings.maxBody)
        // The parser keeps no more of one request.
        let telemetrySizes = ByteCount(bytes: 1000)...ByteCount(bytes: 8_000_000)
        settings.maxTelemetry = value(
            "max_telemetry",
            of: &section,
            as: .size(in: telemetrySizes),
            default: settings.maxTelemetry
        )
        settings.maxTelemetryAtOnce = value(
            "max_telemetry_at_once",
            of: &section,
            as: .integer(in: 1...1000),
            default: settings.maxTelemetryAtOnce
        )
        settings.maxAnswer = value("max_answer", of: &section, as: .size(in: sizes), default: settings.maxAnswer)
        settings.maxConnections = value(
            "max_connections",
            of: &section,
            as: .integer(in: 1...1_000_000),
            default: settings.maxConnections
        )
        settings.headerTimeout = value(
            "header_timeout",
            of: &section,
            as: .timeout,
            default: settings.headerTimeout
        )
        settings.bodyTimeout = value("body_timeout", of: &section, as: .timeout, default: settings.bodyTimeout)
        settings.idleTimeout = value("idle_timeout", of: &section, as: .timeout, default: settings.idleTimeout)
        settings.shutdownGrace = value(
            "shutdown_grace",
            of: &section,
            as: .duration(),
            default: settings.shutdownGrace
        )
        settings.heartbeat = value("heartbeat", of: &section, as: .timeout, default: settings.heartbeat)
        settings.commitAfter = value("commit_after", of: &section, as: .duration(), default: settings.commitAfter)
        settings.countTokensTimeout = value(
            "count_tokens_timeout",
            of: &section,
            as: .duration(),
            default: settings.countTokensTimeout
        )
        settings.maxJSONDepth = value(
            "max_json_depth",
            of: &section,
            as: .integer(in: 16...4096),
            default: settings.maxJSONDepth
        )
        settings.allowedHosts = hosts(of: &section)
        settings.checksUpstreams = value(
            "check_upstreams",
            of: &section,
            as: .onOrOff,
            default: settings.checksUpstreams
        )
        refuseUnknown(in: section)
        return settings
    }

    private mutating func hosts(of section: inout ConfigSection) -> [String] {
        let path = section.path(to: "allowed_hosts")
        guard let value = section.take("allowed_hosts"),
            let elements = list(value, path: path, of: "names such as [proxy.example.com]")
        else { return [] }
        return elements.enumerated().compactMap { index, element in
            read(element, path: "\(path)[\(index)]", as: .hostPattern)
        }
    }
}
