package import LegalTime

/// What an act puts on record: the domain data that a workflow step may demand.
///
/// A workflow file names the kinds a step needs (`records:`); each kind has one payload here and one effect on the
/// dispute in `Dispute.apply`.
package enum Record: Hashable, Sendable {
    case registration(Registration)
    case consent(Consent)
    case applicationForm(ApplicationForm)
    case numbering(Numbering)
    case rightsNotice(Notice)
    case remediesNotice(Notice)
    case nonAcceptance(NonAcceptance)
    case mediators(Mediators)
    case recusal(Statement)
    case investigation(Statement)
    case invitation(Statement)
    case session(Session)
    case appraisal(Statement)
    case risk(Statement)
    case agreement(AgreementText)
    case oralAgreement(AgreementText)
    case signature(Signature)
    case mediatorSignature(Signature)
    case seal(Signature)
    case extension_(Extension)
    case fee(Fee)
    case referral(ReferralOffer)
    case referralReply(ReferralReply)
    case opening(Opening)
    case performance(Performance)
    case visit(Visit)
    case breach(Default)
    case suit(Statement)
    case filing(Filing)
    case courtDecision(CourtDecision)
    case closing(Closing)
    case reopening(Statement)
    case note(Statement)
    case withdrawal(Statement)
    case joining(Joining)
    case leaving(Leaving)
    case capacity(CapacityFinding)
    case representation(Representation)
    case mandateEnd(MandateEnd)
    case claim(Claim)
    case claimChange(ClaimChange)
    case claimWithdrawal(ClaimWithdrawal)
    case arrival(Arrival)
    case arrivalReply(ArrivalReply)
    case detachment(Detachment)
    case elsewhere(ElsewhereBegun)
    case elsewhereStep(ElsewhereStep)
    case participation(Participation)
    case participationEnd(ParticipationEnd)
    case link(CaseLink)
    case advance(Advance)
    case condition(ConditionMet)
    case waiver(Waiver)
    case turn(AgreementTurn)
    case background(Surroundings.Background)
    case provenance(Surroundings.Provenance)
    case triage(TriageFinding)
    case choice(BodyChoice)
    case routing(RoutingFinding)
    case appearance(Appearance)
    case complaint(Complaint)
    case complaintAnswer(ComplaintAnswer)
    case sanctionEnd(SanctionEnd)
    case concession(Concession)
    case concessionRelease(ConcessionRelease)
    case subsidy(Subsidy)

    package var kind: RecordKind {
        switch self {
        case .registration: .registration
        case .consent: .consent
        case .applicationForm: .applicationForm
        case .numbering: .numbering
        case .rightsNotice: .rightsNotice
        case .remediesNotice: .remediesNotice
        case .nonAcceptance: .nonAcceptance
        case .mediators: .mediators
        case .recusal: .recusal
        case .investigation: .investigation
        case .invitation: .invitation
        case .session: .session
        case .appraisal: .appraisal
        case .risk: .risk
        case .agreement: .agreement
        case .oralAgreement: .oralAgreement
        case .signature: .signature
        case .mediatorSignature: .mediatorSignature
        case .seal: .seal
        case .extension_: .extension
        case .fee: .fee
        case .referral: .referral
        case .referralReply: .referralReply
        case .opening: .opening
        case .performance: .performance
        case .visit: .visit
        case .breach: .breach
        case .suit: .suit
        case .filing: .filing
        case .courtDecision: .courtDecision
        case .closing: .closing
        case .reopening: .reopening
        case .note: .note
        case .withdrawal: .withdrawal
        case .joining: .joining
        case .leaving: .leaving
        case .capacity: .capacity
        case .representation: .representation
        case .mandateEnd: .mandateEnd
        case .claim: .claim
        case .claimChange: .claimChange
        case .claimWithdrawal: .claimWithdrawal
        case .arrival: .arrival
        case .arrivalReply: .arrivalReply
        case .detachment: .detachment
        case .elsewhere: .elsewhere
        case .elsewhereStep: .elsewhereStep
        case .participation: .participation
        case .participationEnd: .participationEnd
        case .link: .link
        case .advance: .advance
        case .condition: .condition
        case .waiver: .waiver
        case .turn: .turn
        case .background: .background
        case .provenance: .provenance
        case .triage: .triage
        case .choice: .choice
        case .routing: .routing
        case .appearance: .appearance
        case .complaint: .complaint
        case .complaintAnswer: .complaintAnswer
        case .sanctionEnd: .sanctionEnd
        case .concession: .concession
        case .concessionRelease: .concessionRelease
        case .subsidy: .subsidy
        }
    }
}

/// The names of the kinds of record, as workflow files write them.
package enum RecordKind: String, Hashable, Sendable, Codable, CaseIterable {
    case registration, consent, applicationForm, numbering, rightsNotice, remediesNotice, nonAcceptance, mediators
    case recusal, investigation, invitation, session, appraisal, risk
    case agreement, oralAgreement, signature, mediatorSignature, seal, `extension`, fee
    case referral, referralReply, opening, performance, visit, breach, suit, filing, courtDecision
    case closing, reopening, note, withdrawal
    case joining, leaving, capacity, representation, mandateEnd, claim, claimChange, claimWithdrawal
    case arrival, arrivalReply, detachment, elsewhere, elsewhereStep, participation, participationEnd, link
    case advance, condition, waiver, turn, background, provenance
    case triage, choice, routing
    case appearance, complaint, complaintAnswer, sanctionEnd, concession, concessionRelease, subsidy
}

extension Record {
    /// A dispute as it came through its first door.
    package struct Registration: Hashable, Sendable, Codable {
        package var title: String
        package var type: DisputeType
        package var source: DisputeSource
        /// Division where the dispute arose: 9 or 12 digits.
        package var place: String
        package var parties: [Party]
        package var claims: [Claim]
        /// The body at whose door it came: first receiver and first holder.
        package var body: BodyID
        /// The office's own number in its register, where it keeps one.
        package var registerNumber: String?
        /// Who sent it, for an entrusted or transferred dispute.
        package var sender: String?
        /// Fingerprint of the row it was imported from, so that the same number with other content is seen.
        package var fingerprint: String?
        /// The data set it belongs to, when it is synthetic.
        package var synthetic: Bool
        /// The door it came through, where that is told, with its number there and the day by which to answer.
        package var door: Intake.Door?
        package var reference: String?
        package var due: Day?

        package init(
            title: String, type: DisputeType, source: DisputeSource, place: String, parties: [Party],
            claims: [Claim], body: BodyID, registerNumber: String? = nil, sender: String? = nil,
            fingerprint: String? = nil, synthetic: Bool = false, door: Intake.Door? = nil, reference: String? = nil,
            due: Day? = nil
        ) {
            self.title = title
            self.type = type
            self.source = source
            self.place = place
            self.parties = parties
            self.claims = claims
            self.body = body
            self.registerNumber = registerNumber
            self.sender = sender
            self.fingerprint = fingerprint
            self.synthetic = synthetic
            self.door = door
            self.reference = reference
            self.due = due
        }
    }

    /// A party's consent given, by signature, word of mouth or message.
    package struct Consent: Hashable, Sendable, Codable {
        package var manner: String
        /// Number of the representation that gives it.
        package var representative: Int?
        package init(manner: String, representative: Int? = nil) {
            self.manner = manner
            self.representative = representative
        }
    }

    /// An application for mediation (PML Art 17): its instant interrupts the limitation period and never changes.
    package struct ApplicationForm: Hashable, Sendable, Codable {
        package var oral: Bool
        package var requests: String
        package init(oral: Bool, requests: String) {
            self.oral = oral
            self.requests = requests
        }
    }

    /// Entry in a body's register of accepted matters, with the dossier number.
    package struct Numbering: Hashable, Sendable, Codable {
        package var number: DossierNumber
        package init(number: DossierNumber) { self.number = number }
    }

    /// A notice given to every party.
    package struct Notice: Hashable, Sendable, Codable {
        package var oral: Bool
        /// What was told, where the law wants it named: the routes that stay open.
        package var content: String
        package init(oral: Bool, content: String) {
            self.oral = oral
            self.content = content
        }
    }

    /// A refusal to accept, with its reason and the right channel.
    package struct NonAcceptance: Hashable, Sendable, Codable {
        package var reason: String
        package var channel: String
        package init(reason: String, channel: String) {
            self.reason = reason
            self.channel = channel
        }
    }

    /// Who conducts the mediation; the first is the chief mediator.
    package struct Mediators: Hashable, Sendable, Codable {
        package var names: [String]
        package var chosenByParties: Bool
        /// Vouched for as somebody else than those of the same name who represent or appear.
        package var namesake: Bool?
        package init(names: [String], chosenByParties: Bool, namesake: Bool? = nil) {
            self.names = names
            self.chosenByParties = chosenByParties
            self.namesake = namesake
        }
    }

    /// A mediation session held.
    package struct Session: Hashable, Sendable, Codable {
        package var place: String
        package var summary: String
        package init(place: String, summary: String) {
            self.place = place
            self.summary = summary
        }
    }

    /// A plain statement kept on record.
    package struct Statement: Hashable, Sendable, Codable {
        package var text: String
        package init(text: String) { self.text = text }
    }

    /// An extension of a clock, with the consents it rests on.
    package struct Extension: Hashable, Sendable, Codable {
        package var days: Int
        package var basis: String
        package init(days: Int, basis: String) {
            self.days = days
            self.basis = basis
        }
    }

    /// What mediation costs, where the procedure may charge.
    package struct Fee: Hashable, Sendable, Codable {
        package var amount: Money
        /// Numbers of the parties that pay.
        package var by: [Int]
        package init(amount: Money, by: [Int]) {
            self.amount = amount
            self.by = by
        }
    }

    /// An offer of custody to another body.
    package struct ReferralOffer: Hashable, Sendable, Codable {
        package var to: BodyID
        package var manner: ReferralManner
        package var reason: String
        package init(to: BodyID, manner: ReferralManner, reason: String) {
            self.to = to
            self.manner = manner
            self.reason = reason
        }
    }

    /// The answer of the body to which custody was offered.
    package struct ReferralReply: Hashable, Sendable, Codable {
        package var accepted: Bool
        package var reason: String
        /// Why it was declined, in a word that can be counted.
        package var code: Referral.DeclineCode?
        package init(accepted: Bool, reason: String, code: Referral.DeclineCode? = nil) {
            self.accepted = accepted
            self.reason = reason
            self.code = code
        }
    }

    /// The opening of a proceeding of a track in the body that holds the dispute.
    package struct Opening: Hashable, Sendable, Codable {
        package var track: String
        /// Party numbers that come to its table; nil for all that mediate.
        package var parties: [Int]?
        /// Bodies of equal rank that mediate together with the one that holds the dispute.
        package var joint: [BodyID]?
        package init(track: String, parties: [Int]? = nil, joint: [BodyID]? = nil) {
            self.track = track
            self.parties = parties
            self.joint = joint
        }
    }

    /// A return visit (回访).
    package struct Visit: Hashable, Sendable, Codable {
        package var result: String
        package var satisfied: Bool?
        package init(result: String, satisfied: Bool?) {
            self.result = result
            self.satisfied = satisfied
        }
    }

    /// A joint application to a court for judicial confirmation.
    package struct Filing: Hashable, Sendable, Codable {
        package var court: BodyID
        /// Numbers of the agreements to be confirmed; nil for the one in force.
        package var agreements: [Int]?
        /// Party numbers that apply; nil where the actor vouches that all do.
        package var applicants: [Int]?
        /// Divisions of the parties' domiciles, where competence rests on one.
        package var domiciles: [DivisionCode]?
        package init(
            court: BodyID, agreements: [Int]? = nil, applicants: [Int]? = nil, domiciles: [DivisionCode]? = nil
        ) {
            self.court = court
            self.agreements = agreements
            self.applicants = applicants
            self.domiciles = domiciles
        }
    }

    /// A court's decision on a filing or an entrusted suit.
    package struct CourtDecision: Hashable, Sendable, Codable {
        package var number: String
        package var reason: String
        package init(number: String, reason: String) {
            self.number = number
            self.reason = reason
        }
    }

    /// The closing of the dispute at the holding body.
    package struct Closing: Hashable, Sendable, Codable {
        package var reason: String
        package init(reason: String) { self.reason = reason }
    }
}

/// The ways custody is offered (流转方式).
package enum ReferralManner: String, Hashable, Sendable, Codable, CaseIterable {
    /// 移送: to the body that is competent.
    case transfer
    /// 委派: by a court before docketing.
    case commission
    /// 委托: by a court after docketing, or by another organ.
    case entrust
    /// 移交: by a petition office or a centre.
    case handOver
    /// 上报: up the ladder from village to town to district.
    case escalate
}
