package import LegalTime
package import Workflow

/// A turn of duty at a three-level centre (进驻排班): who is to be there on which days of the week.
package struct Roster: Hashable, Sendable {
    package let id: String
    package let person: String
    /// Made up for a sample, not a person.
    package let isSynthetic: Bool
    package let profession: Profession
    package let centre: BodyID
    package let manner: Manner
    /// None for whoever comes when called.
    package let weekdays: Set<Weekday>
    package let validity: Validity
    package let provenance: Provenance

    package init(
        id: String, person: String, isSynthetic: Bool, profession: Profession, centre: BodyID, manner: Manner,
        weekdays: Set<Weekday>, validity: Validity = .always, provenance: Provenance
    ) {
        self.id = id
        self.person = person
        self.isSynthetic = isSynthetic
        self.profession = profession
        self.centre = centre
        self.manner = manner
        self.weekdays = weekdays
        self.validity = validity
        self.provenance = provenance
    }

    package enum Profession: String, Hashable, Sendable, CaseIterable {
        case lawyer, legalWorker, expert, mediator, official

        package var title: Bilingual {
            switch self {
            case .lawyer: Bilingual(zh: "律师", en: "lawyer")
            case .legalWorker: Bilingual(zh: "基层法律服务工作者", en: "legal worker")
            case .expert: Bilingual(zh: "专家学者", en: "expert")
            case .mediator: Bilingual(zh: "人民调解员", en: "mediator")
            case .official: Bilingual(zh: "部门工作人员", en: "official")
            }
        }
    }

    package enum Manner: String, Hashable, Sendable, CaseIterable {
        case resident, rotating, onCall

        package var title: Bilingual {
            switch self {
            case .resident: Bilingual(zh: "常驻", en: "resident")
            case .rotating: Bilingual(zh: "轮驻", en: "by turns")
            case .onCall: Bilingual(zh: "随驻", en: "on call")
            }
        }
    }

    /// Whether it is somebody's turn on a day.
    package func isOn(_ day: Day) -> Bool { validity.contains(day) && weekdays.contains(day.weekday) }
}

/// The days of the week as rosters write them, `周一、周三`.
extension Weekday {
    package static let names: [(Weekday, String)] = zip(allCases, ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]).map {
        ($0, $1)
    }

    package var name: String { Self.names.first { $0.0 == self }?.1 ?? "" }
}

/// Something a mediator was trained in.
package struct Training: Hashable, Sendable {
    /// The mediator by id.
    package let mediator: String
    package let day: Day
    package let hours: Int
    package let subject: String
    package let organiser: String
    package let provenance: Provenance

    package init(
        mediator: String, day: Day, hours: Int, subject: String, organiser: String, provenance: Provenance
    ) {
        self.mediator = mediator
        self.day = day
        self.hours = hours
        self.subject = subject
        self.organiser = organiser
        self.provenance = provenance
    }
}

/// An organisation in whose matters a mediator does not mediate (回避), such as the one that pays the mediator.
package struct MediatorConflict: Hashable, Sendable {
    /// The mediator by id.
    package let mediator: String
    /// The organisation by its name. Persons are not listed.
    package let party: String
    package let reason: String
    package let validity: Validity
    package let provenance: Provenance

    package init(
        mediator: String, party: String, reason: String, validity: Validity = .always, provenance: Provenance
    ) {
        self.mediator = mediator
        self.party = party
        self.reason = reason
        self.validity = validity
        self.provenance = provenance
    }
}
