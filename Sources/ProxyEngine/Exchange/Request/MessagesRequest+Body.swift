import Journal
import Translation

extension MessagesRequest {
    /// Reads a request's body; what is wrong with it is a failure of the exchange.
    init(body: [UInt8], purpose: Purpose, maximumDepth: Int) throws(ExchangeFailure) {
        let document: JSONDocument
        do throws(JSONSyntaxError) {
            document = try JSONDocument(body, maximumDepth: maximumDepth)
        } catch {
            throw .malformed(error)
        }
        do throws(InvalidRequest) {
            self = try MessagesRequest(document, purpose: purpose)
        } catch {
            throw .invalid(error)
        }
    }
}
