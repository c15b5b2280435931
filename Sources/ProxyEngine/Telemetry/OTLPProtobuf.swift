import Foundation
import SwiftProtobuf
import Translation

/// Turns protobuf export requests into the OTLP/JSON that says the same, so that there is one reader.
///
/// OTLP/JSON differs from proto3's own JSON mapping in two things (OTLP specification, "JSON Protobuf Encoding"):
/// enums are numbers, and trace and span ids are hexadecimal instead of base64.
enum OTLPProtobuf {
    private static let maximumMessageDepth = 40

    static func json(_ body: [UInt8], from source: TelemetrySource) throws(TelemetryError) -> [UInt8] {
        switch source {
        case .eventLoggingV1, .eventLoggingV2:
            throw .noProtobufForm(source: source)
        case .otlpLogs:
            try json(body, source, Opentelemetry_Proto_Collector_Logs_V1_ExportLogsServiceRequest.self)
        case .otlpMetrics:
            try json(body, source, Opentelemetry_Proto_Collector_Metrics_V1_ExportMetricsServiceRequest.self)
        case .otlpTraces:
            try json(body, source, Opentelemetry_Proto_Collector_Trace_V1_ExportTraceServiceRequest.self)
        }
    }

    private static func json<Request: SwiftProtobuf.Message>(
        _ body: [UInt8],
        _ source: TelemetrySource,
        _ type: Request.Type
    ) throws(TelemetryError) -> [UInt8] {
        let json: [UInt8]
        do {
            var decoding = BinaryDecodingOptions()
            decoding.messageDepthLimit = maximumMessageDepth
            decoding.discardUnknownFields = true
            let request = try Request(serializedBytes: body, options: decoding)
            var encoding = JSONEncodingOptions()
            encoding.alwaysPrintEnumsAsInts = true
            json = try request.jsonUTF8Bytes(options: encoding)
        } catch let error as BinaryDecodingError {
            throw .notProtobuf(source: source, reason: "\(error)")
        } catch {
            throw .notProtobuf(source: source, reason: "it cannot be written as JSON")
        }
        var writer = JSONWriter(reservingCapacity: json.count + json.count / 8)
        copy(try TelemetryParser.document(json).root, to: &writer)
        return writer.bytes
    }

    /// Recursive: the depth was bounded when the message was decoded.
    private static func copy(_ value: JSONValue, to writer: inout JSONWriter) {
        switch value.kind {
        case .object:
            writer.object { writer in
                for member in value.members {
                    writer.key(text: member.key)
                    if let identifier = identifier(member) {
                        writer.value(identifier)
                    } else {
                        copy(member.value, to: &writer)
                    }
                }
            }
        case .array:
            writer.array { writer in
                for element in value.elements { copy(element, to: &writer) }
            }
        case .string, .number, .true, .false, .null:
            writer.value(value)
        }
    }

    /// Only fields of the messages are members here (attributes are lists of keys and values), so names are enough.
    private static func identifier(_ member: JSONMembers.Member) -> String? {
        guard member.isNamed("traceId") || member.isNamed("spanId") || member.isNamed("parentSpanId"),
            let text = member.value.string, let bytes = Data(base64Encoded: text)
        else { return nil }
        return Hexadecimal.text(bytes)
    }
}
