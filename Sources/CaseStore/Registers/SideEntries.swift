package import LegalTime
package import Mediation

/// A row of a register that stands beside the disputes: known by its number, the same as long as its content is.
package protocol SideEntry: Sendable {
    var number: String { get }
    /// Tells the same content from other content under the same number.
    var fingerprint: [UInt8] { get }
}

/// One routine inspection return (排查).
package struct Screening: SideEntry, Hashable {
    package var number: String
    package var day: Day
    package var place: String
    package var body: BodyID
    package var found: Int
    package var prevented: Int
    package var note: String
    package var fingerprint: [UInt8]

    package init(
        number: String, day: Day, place: String, body: BodyID, found: Int, prevented: Int, note: String,
        fingerprint: [UInt8]
    ) {
        self.number = number
        self.day = day
        self.place = place
        self.body = body
        self.found = found
        self.prevented = prevented
        self.note = note
        self.fingerprint = fingerprint
    }
}

/// One person on duty in a centre for one day (进驻).
package struct Stationing: SideEntry, Hashable {
    package var number: String
    package var day: Day
    package var centre: BodyID
    package var person: String
    package var profession: String
    package var fingerprint: [UInt8]

    package init(
        number: String, day: Day, centre: BodyID, person: String, profession: String, fingerprint: [UInt8]
    ) {
        self.number = number
        self.day = day
        self.centre = centre
        self.person = person
        self.profession = profession
        self.fingerprint = fingerprint
    }
}

/// One reception of visitors in a centre (接待).
package struct Reception: SideEntry, Hashable {
    package enum Result: String, Hashable, Sendable, CaseIterable {
        /// 化解, 转办, 答复.
        case resolved, transferred, answered
    }

    package var number: String
    package var day: Day
    package var centre: BodyID
    package var people: Int
    package var matter: String
    package var result: Result
    /// The register number of the dispute it became.
    package var registerNumber: String?
    package var fingerprint: [UInt8]

    package init(
        number: String, day: Day, centre: BodyID, people: Int, matter: String, result: Result,
        registerNumber: String?, fingerprint: [UInt8]
    ) {
        self.number = number
        self.day = day
        self.centre = centre
        self.people = people
        self.matter = matter
        self.result = result
        self.registerNumber = registerNumber
        self.fingerprint = fingerprint
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
