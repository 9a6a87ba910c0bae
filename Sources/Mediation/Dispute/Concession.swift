package import LegalTime

/// What a party conceded in mediation for the sake of an agreement. It is no admission: outside of mediation it is used only when every
/// party lets it (最高人民法院关于人民法院特邀调解的规定 Art 22).
package struct Concession: Hashable, Sendable, Codable {
    /// Number within the dispute, from 1.
    package let number: Int
    /// The party that conceded.
    package let by: Int
    package let text: String
    package let at: Instant
    /// Parties that let it be used.
    package var released: [Int] = []

    package init(number: Int, by: Int, text: String, at: Instant) {
        self.number = number
        self.by = by
        self.text = text
        self.at = at
    }
}

extension Dispute {
    /// Whether every party that mediates let a concession be used outside.
    package func isReleased(_ concession: Int) -> Bool {
        guard let found = surroundings.concessions?.first(where: { $0.number == concession }) else { return false }
        return Set(parties.filter(\.mediates).map(\.number)).isSubset(of: Set(found.released))
    }

    /// Whether an event may leave towards a court or another district: it holds no concession that some party has not released.
    package func mayLeave(_ event: CaseEvent) -> Bool {
        event.records.allSatisfy { record in
            if case .concession(let concession) = record { isReleased(concession.number) } else { true }
        }
    }
}
