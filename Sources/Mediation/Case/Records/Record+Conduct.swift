package import LegalTime

/// What is put on record about how mediation is conducted and paid for: complaints, concessions, subsidies.
extension Record {
    /// A complaint about a mediator, or about a body where none is named (People's Mediation Law Art 15).
    package struct Complaint: Hashable, Sendable, Codable {
        package var number: Int
        /// As the body's list has him: his id, or what was written where no list knows him.
        package var mediator: String?
        /// The mediation it is about; nil where there is none.
        package var proceeding: Int?
        package var ground: Mediation.Complaint.Ground
        package var text: String
        /// The body that has to answer; nil lets the engine name the one that supervises.
        package var to: BodyID?
        package var due: Day?
        package init(
            number: Int, mediator: String? = nil, proceeding: Int? = nil, ground: Mediation.Complaint.Ground,
            text: String, to: BodyID? = nil, due: Day? = nil
        ) {
            self.number = number
            self.mediator = mediator
            self.proceeding = proceeding
            self.ground = ground
            self.text = text
            self.to = to
            self.due = due
        }
    }

    /// What the supervising body found.
    package struct ComplaintAnswer: Hashable, Sendable, Codable {
        package var complaint: Int
        package var confirmed: Bool
        /// What was done about a complaint that is true.
        package var measure: Mediation.Complaint.Measure?
        package var text: String
        package init(complaint: Int, confirmed: Bool, measure: Mediation.Complaint.Measure?, text: String) {
            self.complaint = complaint
            self.confirmed = confirmed
            self.measure = measure
            self.text = text
        }
    }

    /// A mediator against whom a complaint was confirmed may be assigned again.
    package struct SanctionEnd: Hashable, Sendable, Codable {
        package var complaint: Int
        package var reason: String
        package init(complaint: Int, reason: String) {
            self.complaint = complaint
            self.reason = reason
        }
    }

    /// What a party conceded for the sake of an agreement.
    package struct Concession: Hashable, Sendable, Codable {
        package var number: Int
        package var by: Int
        package var text: String
        package init(number: Int, by: Int, text: String) {
            self.number = number
            self.by = by
            self.text = text
        }
    }

    /// A party lets a concession be used outside of mediation.
    package struct ConcessionRelease: Hashable, Sendable, Codable {
        package var concession: Int
        package init(concession: Int) { self.concession = concession }
    }
}
