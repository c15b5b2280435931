extension JSONFields {
    /// The members of a catalog's file.
    init(catalog json: [UInt8]) throws(JSONMismatch) {
        let document: JSONDocument
        do {
            document = try JSONDocument(json)
        } catch {
            throw JSONMismatch(path: [], expected: "JSON", found: "\(error)")
        }
        try self.init(document.root)
    }
}
