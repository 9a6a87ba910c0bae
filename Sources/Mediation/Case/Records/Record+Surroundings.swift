package import LegalTime

/// What is put on record about other doors, other bodies and other procedures.
extension Record {
    /// The same dispute arrives through another door.
    package struct Arrival: Hashable, Sendable, Codable {
        package var door: Intake.Door
        package var by: String
        package var body: BodyID?
        package var reference: String?
        package var due: Day?
        package init(door: Intake.Door, by: String, body: BodyID?, reference: String?, due: Day?) {
            self.door = door
            self.by = by
            self.body = body
            self.reference = reference
            self.due = due
        }
    }

    /// A door is answered.
    package struct ArrivalReply: Hashable, Sendable, Codable {
        package var intake: Int
        package var content: String
        package init(intake: Int, content: String) {
            self.intake = intake
            self.content = content
        }
    }

    /// A door was another matter's: it is taken off this dispute, and registered by itself.
    package struct Detachment: Hashable, Sendable, Codable {
        package var intake: Int
        package var reason: String
        package init(intake: Int, reason: String) {
            self.intake = intake
            self.reason = reason
        }
    }

    /// A procedure elsewhere begins.
    package struct ElsewhereBegun: Hashable, Sendable, Codable {
        package var kind: Elsewhere.Kind
        package var authority: String
        package var subject: String
        package var claims: [Int]
        package var parties: [Int]
        package var reference: String?
        package var due: Day?
        package init(
            kind: Elsewhere.Kind, authority: String, subject: String, claims: [Int] = [], parties: [Int] = [],
            reference: String? = nil, due: Day? = nil
        ) {
            self.kind = kind
            self.authority = authority
            self.subject = subject
            self.claims = claims
            self.parties = parties
            self.reference = reference
            self.due = due
        }
    }

    /// A procedure elsewhere moves or ends.
    package struct ElsewhereStep: Hashable, Sendable, Codable {
        package var procedure: Int
        package var text: String
        package var state: Elsewhere.State?
        package var result: Elsewhere.Result?
        package var due: Day?
        package var reference: String?
        package init(
            procedure: Int, text: String, state: Elsewhere.State? = nil, result: Elsewhere.Result? = nil,
            due: Day? = nil, reference: String? = nil
        ) {
            self.procedure = procedure
            self.text = text
            self.state = state
            self.result = result
            self.due = due
            self.reference = reference
        }
    }

    /// A body takes a part without holding the dispute.
    package struct Participation: Hashable, Sendable, Codable {
        package var body: BodyID
        package var part: Involvement.Part
        package var task: String
        package init(body: BodyID, part: Involvement.Part, task: String) {
            self.body = body
            self.part = part
            self.task = task
        }
    }

    package struct ParticipationEnd: Hashable, Sendable, Codable {
        package var involvement: Int
        package var reason: String
        package init(involvement: Int, reason: String) {
            self.involvement = involvement
            self.reason = reason
        }
    }
}
