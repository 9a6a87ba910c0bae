extension Chart {
    /// The same snapshot with some facts set, without a step: for the layer above to clear what lasts only while an
    /// event is handled, and to ask what a guard would say. Inputs that do not fit the chart are passed over; a fact of
    /// scope ``FactScope/each`` needs its member named.
    package func setting(_ inputs: [Input], in snapshot: Snapshot) -> Snapshot {
        guard snapshot.fingerprint == tables.fingerprint else { return snapshot }
        var result = snapshot
        for input in inputs {
            let fact = input.fact.rawValue
            guard facts.indices.contains(fact), input.code < tables.facts.sizes[fact] else { continue }
            let place = tables.facts.offsets[fact]
            if tables.facts.isEach[fact] {
                guard let member = input.member, (0..<snapshot.memberCount).contains(member) else { continue }
                result.facts[byte: tables.facts.byte(place, of: member)] = input.code
            } else {
                result.facts[byte: place] = input.code
            }
        }
        return result
    }
}
