import LegalTime
package import Workflow

/// Why a form was not filled in right.
package struct FormError: Error, Hashable, Sendable {
    package let kind: RecordKind
    package let field: String
    package let message: Bilingual
}

extension RecordForm {
    /// The records that an act needs, and those it may carry where something of theirs is written.
    ///
    /// - Throws: The first field that is missing or wrong.
    package static func records(
        for act: String, needed: [RecordKind], possible: [RecordKind], from values: DataTree
    ) throws(FormError) -> [Record] {
        var records: [Record] = []
        for kind in needed + possible {
            let isNeeded = needed.contains(kind)
            let form = RecordForm(kind)
            let isTouched = values[kind.rawValue] != nil || isNeeded && form.fields.contains { values[$0.name] != nil }
            // The engine gives a dossier number by itself.
            guard isTouched || isNeeded && kind != .numbering else { continue }
            records.append(try form.record(from: values, act: act))
        }
        return records
    }

    /// The first name that no form of an act takes: a slip of the pen, which would be lost without a word.
    package static func slip(
        in values: DataTree, needed: [RecordKind], possible: [RecordKind]
    ) -> (name: String, nearest: String?)? {
        let own = needed.flatMap { RecordForm($0).fields }
        let kinds = needed + possible
        let full = kinds.flatMap { kind in RecordForm(kind).fields.map { "\(kind.rawValue).\($0.name)" } }
        func hint(_ name: String) -> String? {
            full.first { $0.hasSuffix(".\(name)") } ?? Spelling.nearest(to: name, among: own.map(\.name) + full)
        }
        for (name, value) in values.sortedFields {
            if let field = own.first(where: { $0.name == name }) {
                if let slip = Self.slip(in: value, of: field) { return (slip, hint(slip)) }
            } else if let kind = kinds.first(where: { $0.rawValue == name }) {
                for (inner, value) in value.sortedFields {
                    guard let field = RecordForm(kind).fields.first(where: { $0.name == inner }) else {
                        return ("\(name).\(inner)", hint("\(name).\(inner)"))
                    }
                    if let slip = Self.slip(in: value, of: field) { return (slip, nil) }
                }
            } else {
                return (name, hint(name))
            }
        }
        return nil
    }

    private static func slip(in value: DataTree, of field: Field) -> String? {
        guard case .rows(let columns) = field.kind, !columns.isEmpty else { return nil }
        for row in value.parts {
            for (name, value) in row.sortedFields {
                guard let column = columns.first(where: { $0.name == name }) else { return "\(field.name).\(name)" }
                if let slip = slip(in: value, of: column) { return "\(field.name).\(slip)" }
            }
        }
        return nil
    }

    /// Reads a filled-in form.
    ///
    /// - Parameters:
    ///   - values: What was written, by field name, or by kind of record and field name. Fields of other forms are passed over.
    ///   - act: The act that carries the record; it tells an acceptance of custody from a refusal.
    package func record(from values: DataTree, act: String) throws(FormError) -> Record {
        let reader = FormReader(form: self, values: values)
        switch kind {
        case .registration:
            throw reader.error("", zh: "登记不用此表", en: "a registration is not entered by this form")
        case .consent:
            return .consent(
                .init(manner: reader.text("manner") ?? "书面", representative: try reader.integer("representative")))
        case .applicationForm:
            return .applicationForm(
                .init(oral: try reader.boolean("oral") ?? false, requests: try reader.required("requests")))
        case .numbering:
            guard let number = DossierNumber(try reader.required("number")) else {
                throw reader.error("number", zh: "编号形如（2023）渔阳人调字第12号", en: "a number looks like (2023)渔阳人调字第12号")
            }
            return .numbering(.init(number: number))
        case .rightsNotice:
            return .rightsNotice(
                .init(oral: try reader.boolean("oral") ?? false, content: reader.text("content") ?? ""))
        case .remediesNotice:
            return .remediesNotice(
                .init(oral: try reader.boolean("oral") ?? false, content: try reader.required("content")))
        case .nonAcceptance:
            return .nonAcceptance(
                .init(reason: try reader.required("reason"), channel: try reader.required("channel")))
        case .mediators:
            return .mediators(
                .init(
                    names: try reader.names("mediators"), chosenByParties: try reader.boolean("chosen") ?? false,
                    namesake: try reader.boolean("namesake")))
        case .session:
            return .session(.init(place: reader.text("place") ?? "", summary: try reader.required("summary")))
        case .agreement: return .agreement(try agreement(reader))
        case .oralAgreement: return .oralAgreement(try agreement(reader))
        case .signature: return .signature(try signature(reader))
        case .mediatorSignature: return .mediatorSignature(try signature(reader))
        case .seal: return .seal(try signature(reader))
        case .extension:
            return .extension_(
                .init(days: try reader.requiredInteger("days"), basis: try reader.required("basis")))
        case .fee:
            guard let amount = try reader.money("amount") else {
                throw reader.error("amount", zh: "请写明收费金额", en: "say how much is charged")
            }
            return .fee(.init(amount: amount, by: try reader.numbers("by") ?? []))
        case .referral:
            let manner = ReferralManner(rawValue: try reader.word("manner") ?? "transfer") ?? .transfer
            return .referral(
                .init(
                    to: BodyID(try reader.required("receiver")), manner: manner, reason: try reader.required("reason")))
        case .referralReply:
            let accepted = act == "acceptReferral"
            return .referralReply(
                .init(
                    accepted: accepted, reason: accepted ? reader.text("reason") ?? "" : try reader.required("reason"),
                    code: try reader.choice("code")))
        case .opening:
            return .opening(
                .init(
                    track: try reader.required("track"), parties: try reader.numbers("parties"),
                    joint: try reader.bodies("joint")))
        case .performance:
            return .performance(
                .init(
                    obligation: try reader.integer("obligation"), amount: try reader.money("amount"),
                    receipt: reader.text("receipt") ?? "", agreement: try reader.integer("agreement"),
                    by: try reader.integer("payer")))
        case .visit:
            return .visit(.init(result: try reader.required("result"), satisfied: try reader.boolean("satisfied")))
        case .filing:
            return .filing(
                .init(
                    court: BodyID(try reader.required("court")), agreements: try reader.numbers("agreements"),
                    applicants: try reader.numbers("applicants"), domiciles: try reader.divisions("domiciles")))
        case .courtDecision:
            return .courtDecision(.init(number: try reader.required("number"), reason: reader.text("reason") ?? ""))
        case .closing: return .closing(.init(reason: try reader.required("reason")))
        case .recusal: return .recusal(.init(text: try reader.required("text")))
        case .investigation: return .investigation(.init(text: try reader.required("text")))
        case .invitation: return .invitation(.init(text: try reader.required("text")))
        case .appraisal: return .appraisal(.init(text: try reader.required("text")))
        case .risk: return .risk(.init(text: try reader.required("text")))
        case .breach:
            return .breach(
                .init(
                    text: try reader.required("text"), agreement: try reader.integer("agreement"),
                    obligation: try reader.integer("obligation")))
        case .joining, .leaving, .capacity, .representation, .mandateEnd, .claim, .claimChange, .claimWithdrawal:
            return try partyRecord(reader)
        case .condition, .waiver, .turn, .advance: return try agreementRecord(reader)
        case .arrival, .arrivalReply, .detachment, .elsewhere, .elsewhereStep, .participation, .participationEnd, .link,
            .background,
            .provenance:
            return try surroundingRecord(reader)
        case .triage, .choice, .routing: return try routingRecord(reader)
        case .appearance, .complaint, .complaintAnswer, .sanctionEnd, .concession, .concessionRelease, .subsidy:
            return try conductRecord(reader)
        case .suit: return .suit(.init(text: try reader.required("text")))
        case .reopening: return .reopening(.init(text: try reader.required("text")))
        case .note: return .note(.init(text: try reader.required("text")))
        case .withdrawal: return .withdrawal(.init(text: try reader.required("text")))
        }
    }
}
