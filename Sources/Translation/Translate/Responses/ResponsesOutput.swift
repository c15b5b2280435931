/// The items of an ended response, found by their names.
struct ResponsesOutput {
    let items: [JSONValue]
    private var places: [String: Int] = [:]
    private var callPlaces: [String: Int] = [:]

    init(_ items: [JSONValue]) {
        self.items = items
        for (place, item) in items.enumerated() {
            if let id = item["id"]?.string { places[id] = place }
            if ResponsesItem.Kind(item) == .call, let id = item["call_id"]?.string { callPlaces[id] = place }
        }
    }

    /// The whole of an item that was begun: the one of its name, or else the one at its place.
    func item(_ begun: ResponsesItem, orAt place: Int) -> JSONValue? {
        let named = begun.ids.lazy.compactMap { places[$0] }.first
        let called = begun.callIDs.lazy.compactMap { callPlaces[$0] }.first
        let place = named ?? called ?? place
        return items.indices.contains(place) ? items[place] : nil
    }
}
