package import LegalTime
package import Mediation

/// A row of a register that stands beside the disputes: known by its number, the same as long as its content is.
package protocol SideEntry: Sendable {
    var head: SideEntryHead { get }
}

/// What every such row has.
package struct SideEntryHead: Hashable, Sendable {
    package let number: String
    package let day: Day
    package let body: BodyID
    /// Where the row is counted.
    package let home: BodyHome
    package let recorded: Instant
    /// Sample data, true of nobody.
    package let isSynthetic: Bool
    /// Tells the same content from other content under the same number.
    package let fingerprint: [UInt8]

    package init(
        number: String, day: Day, body: BodyID, home: BodyHome, recorded: Instant, isSynthetic: Bool,
        fingerprint: [UInt8]
    ) {
        self.number = number
        self.day = day
        self.body = body
        self.home = home
        self.recorded = recorded
        self.isSynthetic = isSynthetic
        self.fingerprint = fingerprint
    }
}

/// One routine inspection return (排查).
package struct Screening: SideEntry, Hashable {
    package let head: SideEntryHead
    package let place: String
    package let found: Int
    package let prevented: Int
    package let note: String

    package init(head: SideEntryHead, place: String, found: Int, prevented: Int, note: String) {
        self.head = head
        self.place = place
        self.found = found
        self.prevented = prevented
        self.note = note
    }
}

/// One person on duty in a centre for one day (进驻).
package struct Stationing: SideEntry, Hashable {
    package let head: SideEntryHead
    package let person: String
    package let profession: String

    package init(head: SideEntryHead, person: String, profession: String) {
        self.head = head
        self.person = person
        self.profession = profession
    }
}

/// One reception of visitors in a centre (接待).
package struct Reception: SideEntry, Hashable {
    package enum Result: String, Hashable, Sendable, CaseIterable {
        /// 化解, 转办, 答复.
        case resolved, transferred, answered
    }

    package let head: SideEntryHead
    package let people: Int
    package let matter: String
    package let result: Result
    /// The register number of the dispute it became.
    package let registerNumber: String?

    package init(head: SideEntryHead, people: Int, matter: String, result: Result, registerNumber: String?) {
        self.head = head
        self.people = people
        self.matter = matter
        self.result = result
        self.registerNumber = registerNumber
    }
}

/// What became of an entry that was to be added.
package enum SideEntryOutcome: Hashable, Sendable {
    case added
    /// It was there already, with the same content.
    case present
    /// Its number stands for other content; nothing was changed.
    case differs
}
