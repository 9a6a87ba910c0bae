package import LegalTime
package import Workflow

/// How likely a dispute on file is the one that arrives now, and why. A person decides; nothing is ever merged by the program.
///
/// The points are a rule of thumb, kept in one place: an identity number that both have says nearly everything, the sound of a name little.
package struct LikelySame: Hashable, Sendable {
    package let id: CaseID
    package let reasons: [Reason]

    package enum Reason: Hashable, Sendable {
        /// So many parties share it.
        case identity(Int)
        case phone(Int)
        case nameSound(Int)
        case type
        /// The same village, or the same town.
        case village, town
        /// Registered so many days before.
        case recent(Int)

        var points: Int {
            switch self {
            case .identity(let parties): 60 * parties
            case .phone(let parties): 45 * parties
            case .nameSound(let parties): 15 + 25 * (parties - 1)
            case .type: 10
            case .village: 15
            case .town: 5
            case .recent(let days): days <= 30 ? 10 : 5
            }
        }

        package var title: Bilingual {
            switch self {
            case .identity(let parties): Bilingual(zh: "\(parties) 人证件号相同", en: "identity number of \(parties)")
            case .phone(let parties): Bilingual(zh: "\(parties) 人电话相同", en: "telephone of \(parties)")
            case .nameSound(let parties): Bilingual(zh: "\(parties) 人姓名同音", en: "name of \(parties) sounds the same")
            case .type: Bilingual(zh: "类型相同", en: "same type")
            case .village: Bilingual(zh: "同一村居", en: "same village")
            case .town: Bilingual(zh: "同一乡镇街道", en: "same town")
            case .recent(let days): Bilingual(zh: "\(days) 天前登记", en: "\(days) days before")
            }
        }
    }

    package var points: Int { min(100, reasons.reduce(0) { $0 + $1.points }) }

    /// From here on a person is asked. The sound of one name, even with type, town and time, stays below.
    package static let enough = 45

    /// What arrives, as far as it is told.
    package struct Arrival: Hashable, Sendable {
        package let type: DisputeType?
        package let place: DivisionCode?
        package let day: Day

        package init(type: DisputeType?, place: DivisionCode?, day: Day) {
            self.type = type
            self.place = place
            self.day = day
        }
    }

    /// Holds a dispute on file against what arrives. Nil where too little speaks for it.
    ///
    /// - Parameter shared: How many of its parties share each kind of key with a party that arrives; a party counts once, by the
    ///   strongest.
    package init?(_ dispute: Dispute, shared: [PersonKeyKind: Int], arrival: Arrival) {
        id = dispute.id
        var reasons: [Reason] = []
        if let parties = shared[.identity], parties > 0 { reasons.append(.identity(parties)) }
        if let parties = shared[.phone], parties > 0 { reasons.append(.phone(parties)) }
        if let parties = shared[.name], parties > 0 { reasons.append(.nameSound(parties)) }
        guard !reasons.isEmpty else { return nil }
        if arrival.type == dispute.type { reasons.append(.type) }
        if let here = arrival.place, let there = DivisionCode(dispute.place) {
            let isVillage = here.level == .village && here == there
            let town = { (code: DivisionCode) in code.level == .village ? code.parent : code }
            if isVillage {
                reasons.append(.village)
            } else if town(here) == town(there), here.level != .district {
                reasons.append(.town)
            }
        }
        let days = dispute.registered.day.distance(to: arrival.day)
        if (0...90).contains(days) { reasons.append(.recent(days)) }
        self.reasons = reasons
        guard points >= Self.enough else { return nil }
    }
}

/// What a party is recognised by, the strongest first.
package enum PersonKeyKind: UInt8, Hashable, Sendable, CaseIterable {
    case identity = 1
    case phone = 2
    case name = 3
}
