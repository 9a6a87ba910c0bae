/// A record is written flat: its kind under `record`, its payload's fields beside it.
extension Record: Codable {
    private enum Key: String, CodingKey { case kind = "record" }

    package init(from decoder: any Decoder) throws {
        let kind = try decoder.container(keyedBy: Key.self).decode(RecordKind.self, forKey: .kind)
        self =
            switch kind {
            case .registration: .registration(try .init(from: decoder))
            case .consent: .consent(try .init(from: decoder))
            case .applicationForm: .applicationForm(try .init(from: decoder))
            case .numbering: .numbering(try .init(from: decoder))
            case .rightsNotice: .rightsNotice(try .init(from: decoder))
            case .remediesNotice: .remediesNotice(try .init(from: decoder))
            case .nonAcceptance: .nonAcceptance(try .init(from: decoder))
            case .mediators: .mediators(try .init(from: decoder))
            case .recusal: .recusal(try .init(from: decoder))
            case .investigation: .investigation(try .init(from: decoder))
            case .invitation: .invitation(try .init(from: decoder))
            case .session: .session(try .init(from: decoder))
            case .appraisal: .appraisal(try .init(from: decoder))
            case .risk: .risk(try .init(from: decoder))
            case .agreement: .agreement(try .init(from: decoder))
            case .oralAgreement: .oralAgreement(try .init(from: decoder))
            case .signature: .signature(try .init(from: decoder))
            case .mediatorSignature: .mediatorSignature(try .init(from: decoder))
            case .seal: .seal(try .init(from: decoder))
            case .extension: .extension_(try .init(from: decoder))
            case .fee: .fee(try .init(from: decoder))
            case .referral: .referral(try .init(from: decoder))
            case .referralReply: .referralReply(try .init(from: decoder))
            case .opening: .opening(try .init(from: decoder))
            case .performance: .performance(try .init(from: decoder))
            case .visit: .visit(try .init(from: decoder))
            case .breach: .breach(try .init(from: decoder))
            case .suit: .suit(try .init(from: decoder))
            case .filing: .filing(try .init(from: decoder))
            case .courtDecision: .courtDecision(try .init(from: decoder))
            case .closing: .closing(try .init(from: decoder))
            case .reopening: .reopening(try .init(from: decoder))
            case .note: .note(try .init(from: decoder))
            case .withdrawal: .withdrawal(try .init(from: decoder))
            case .joining: .joining(try .init(from: decoder))
            case .leaving: .leaving(try .init(from: decoder))
            case .capacity: .capacity(try .init(from: decoder))
            case .representation: .representation(try .init(from: decoder))
            case .mandateEnd: .mandateEnd(try .init(from: decoder))
            case .claim: .claim(try .init(from: decoder))
            case .claimChange: .claimChange(try .init(from: decoder))
            case .claimWithdrawal: .claimWithdrawal(try .init(from: decoder))
            case .arrival: .arrival(try .init(from: decoder))
            case .arrivalReply: .arrivalReply(try .init(from: decoder))
            case .detachment: .detachment(try .init(from: decoder))
            case .elsewhere: .elsewhere(try .init(from: decoder))
            case .elsewhereStep: .elsewhereStep(try .init(from: decoder))
            case .participation: .participation(try .init(from: decoder))
            case .participationEnd: .participationEnd(try .init(from: decoder))
            case .link: .link(try .init(from: decoder))
            case .advance: .advance(try .init(from: decoder))
            case .condition: .condition(try .init(from: decoder))
            case .waiver: .waiver(try .init(from: decoder))
            case .turn: .turn(try .init(from: decoder))
            case .background: .background(try .init(from: decoder))
            case .provenance: .provenance(try .init(from: decoder))
            case .triage: .triage(try .init(from: decoder))
            case .choice: .choice(try .init(from: decoder))
            case .routing: .routing(try .init(from: decoder))
            case .appearance: .appearance(try .init(from: decoder))
            case .complaint: .complaint(try .init(from: decoder))
            case .complaintAnswer: .complaintAnswer(try .init(from: decoder))
            case .sanctionEnd: .sanctionEnd(try .init(from: decoder))
            case .concession: .concession(try .init(from: decoder))
            case .concessionRelease: .concessionRelease(try .init(from: decoder))
            case .subsidy: .subsidy(try .init(from: decoder))
            }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(kind, forKey: .kind)
        try payload.encode(to: encoder)
    }

    private var payload: any Encodable {
        switch self {
        case .registration(let payload): payload
        case .consent(let payload): payload
        case .applicationForm(let payload): payload
        case .numbering(let payload): payload
        case .rightsNotice(let payload), .remediesNotice(let payload): payload
        case .nonAcceptance(let payload): payload
        case .mediators(let payload): payload
        case .session(let payload): payload
        case .agreement(let payload), .oralAgreement(let payload): payload
        case .signature(let payload), .mediatorSignature(let payload), .seal(let payload): payload
        case .extension_(let payload): payload
        case .fee(let payload): payload
        case .referral(let payload): payload
        case .referralReply(let payload): payload
        case .opening(let payload): payload
        case .performance(let payload): payload
        case .visit(let payload): payload
        case .filing(let payload): payload
        case .courtDecision(let payload): payload
        case .closing(let payload): payload
        case .recusal(let payload), .investigation(let payload), .invitation(let payload), .appraisal(let payload),
            .risk(let payload), .suit(let payload), .reopening(let payload), .note(let payload),
            .withdrawal(let payload):
            payload
        case .breach(let payload): payload
        case .joining(let payload): payload
        case .leaving(let payload): payload
        case .capacity(let payload): payload
        case .representation(let payload): payload
        case .mandateEnd(let payload): payload
        case .claim(let payload): payload
        case .claimChange(let payload): payload
        case .claimWithdrawal(let payload): payload
        case .arrival(let payload): payload
        case .arrivalReply(let payload): payload
        case .detachment(let payload): payload
        case .elsewhere(let payload): payload
        case .elsewhereStep(let payload): payload
        case .participation(let payload): payload
        case .participationEnd(let payload): payload
        case .link(let payload): payload
        case .advance(let payload): payload
        case .condition(let payload): payload
        case .waiver(let payload): payload
        case .turn(let payload): payload
        case .background(let payload): payload
        case .provenance(let payload): payload
        case .triage(let payload): payload
        case .choice(let payload): payload
        case .routing(let payload): payload
        case .appearance(let payload): payload
        case .complaint(let payload): payload
        case .complaintAnswer(let payload): payload
        case .sanctionEnd(let payload): payload
        case .concession(let payload): payload
        case .concessionRelease(let payload): payload
        case .subsidy(let payload): payload
        }
    }
}
