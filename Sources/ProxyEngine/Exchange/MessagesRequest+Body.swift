import Translation

extension MessagesRequest {
    /// Reads a request's body; what is wrong with it is told as the client hears it.
    init(body: [UInt8], purpose: Purpose, maximumDepth: Int) throws(APIError) {
        let document: JSONDocument
        do throws(JSONSyntaxError) {
            document = try JSONDocument(body, maximumDepth: maximumDepth)
        } catch {
            throw APIError(.invalidRequest, "The request body is not valid JSON: \(error).")
        }
        do throws(InvalidRequest) {
            self = try MessagesRequest(document, purpose: purpose)
        } catch {
            throw APIError(error)
        }
    }
}
