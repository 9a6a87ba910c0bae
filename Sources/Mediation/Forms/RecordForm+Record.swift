import LegalTime
package import Workflow

/// Why a form was not filled in right.
package struct FormError: Error, Hashable, Sendable {
    package let kind: RecordKind
    package let field: String
    package let message: Bilingual
}

extension RecordForm {
    /// Reads a filled-in form.
    ///
    /// - Parameters:
    ///   - values: What was written, by field name. Fields of other forms are passed over.
    ///   - act: The act that carries the record; it tells an acceptance of custody from a refusal.
    package func record(from values: [String: String], act: String) throws(FormError) -> Record {
        let reader = FormReader(form: self, values: values)
        switch kind {
        case .registration:
            throw reader.error("", zh: "登记不用此表", en: "a registration is not entered by this form")
        case .consent: return .consent(.init(manner: reader.text("manner") ?? "书面"))
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
                .init(names: try reader.names("mediators"), chosenByParties: try reader.boolean("chosen") ?? false))
        case .session:
            return .session(.init(place: reader.text("place") ?? "", summary: try reader.required("summary")))
        case .agreement: return .agreement(try agreement(reader))
        case .oralAgreement: return .oralAgreement(try agreement(reader))
        case .signature: return .signature(.init(by: reader.text("signer") ?? ""))
        case .mediatorSignature: return .mediatorSignature(.init(by: reader.text("signer") ?? ""))
        case .seal: return .seal(.init(by: reader.text("signer") ?? ""))
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
                    accepted: accepted, reason: accepted ? reader.text("reason") ?? "" : try reader.required("reason")))
        case .opening: return .opening(.init(track: try reader.required("track")))
        case .performance:
            return .performance(
                .init(
                    obligation: try reader.integer("obligation"), amount: try reader.money("amount"),
                    receipt: reader.text("receipt") ?? ""))
        case .visit:
            return .visit(.init(result: try reader.required("result"), satisfied: try reader.boolean("satisfied")))
        case .filing: return .filing(.init(court: BodyID(try reader.required("court"))))
        case .courtDecision:
            return .courtDecision(.init(number: try reader.required("number"), reason: reader.text("reason") ?? ""))
        case .closing: return .closing(.init(reason: try reader.required("reason")))
        case .recusal: return .recusal(.init(text: try reader.required("text")))
        case .investigation: return .investigation(.init(text: try reader.required("text")))
        case .invitation: return .invitation(.init(text: try reader.required("text")))
        case .appraisal: return .appraisal(.init(text: try reader.required("text")))
        case .risk: return .risk(.init(text: try reader.required("text")))
        case .breach: return .breach(.init(text: try reader.required("text")))
        case .suit: return .suit(.init(text: try reader.required("text")))
        case .reopening: return .reopening(.init(text: try reader.required("text")))
        case .note: return .note(.init(text: try reader.required("text")))
        case .withdrawal: return .withdrawal(.init(text: try reader.required("text")))
        }
    }

    private func agreement(_ reader: FormReader) throws(FormError) -> Record.AgreementText {
        let terms = try reader.required("terms")
        let amount = try reader.money("amount")
        var obligations: [Obligation] = []
        if amount != nil || reader.text("owed") != nil {
            obligations.append(
                Obligation(
                    number: 1, by: try reader.numbers("by") ?? [], to: try reader.numbers("to") ?? [],
                    content: reader.text("owed") ?? "给付", amount: amount, due: try reader.day("due")))
        }
        return Record.AgreementText(
            terms: terms, claims: try reader.numbers("claims") ?? [], obligations: obligations)
    }
}

/// Reads fields of one form.
private struct FormReader {
    let form: RecordForm
    let values: [String: String]

    /// Nil for a field that is absent or blank.
    func text(_ field: String) -> String? {
        // A field that several forms of one act share is told apart by `kind.field`.
        let value = values["\(form.kind.rawValue).\(field)"] ?? values[field]
        guard let value, value.contains(where: { !$0.isWhitespace }) else { return nil }
        return value
    }

    func required(_ field: String) throws(FormError) -> String {
        guard let value = text(field) else {
            throw error(field, zh: "必填", en: "is required")
        }
        return value
    }

    func day(_ field: String) throws(FormError) -> Day? {
        try read(field, as: RecordForm.Kind.day) { Day($0) }
    }

    func money(_ field: String) throws(FormError) -> Money? {
        try read(field, as: .money) { Money($0) }
    }

    func integer(_ field: String) throws(FormError) -> Int? {
        try read(field, as: .integer) { Int($0) }
    }

    func requiredInteger(_ field: String) throws(FormError) -> Int {
        _ = try required(field)
        return try integer(field) ?? 0
    }

    func boolean(_ field: String) throws(FormError) -> Bool? {
        try read(field, as: .boolean) {
            ["yes": true, "true": true, "是": true, "no": false, "false": false, "否": false][$0]
        }
    }

    func names(_ field: String) throws(FormError) -> [String] {
        try required(field).split { ",\u{FF0C}、".contains($0) }.map { String($0.filter { !$0.isWhitespace }) }
            .filter { !$0.isEmpty }
    }

    func numbers(_ field: String) throws(FormError) -> [Int]? {
        try read(field, as: .numbers) { text in
            let parts = text.split { ",\u{FF0C}、 ".contains($0) }
            let numbers = parts.compactMap { Int($0) }
            return numbers.count == parts.count ? numbers : nil
        }
    }

    func word(_ field: String) throws(FormError) -> String? {
        guard let declared = form.fields.first(where: { $0.name == field }), case .oneOf(let words) = declared.kind
        else { return text(field) }
        return try read(field, as: declared.kind) { words.contains($0) ? $0 : nil }
    }

    private func read<Value>(
        _ field: String, as kind: RecordForm.Kind, _ convert: (String) -> Value?
    ) throws(FormError) -> Value? {
        guard let text = text(field) else { return nil }
        guard let value = convert(text) else {
            throw error(field, zh: "应为\(kind.title.zh)", en: "has to be: \(kind.title.en)")
        }
        return value
    }

    func error(_ field: String, zh: String, en: String) -> FormError {
        let title = form.fields.first { $0.name == field }?.title ?? form.kind.title
        return FormError(
            kind: form.kind, field: field,
            message: Bilingual(
                zh: "「\(form.kind.title.zh)」的「\(title.zh)」（\(field)）：\(zh)", en: "\(field) (\(title.en)) \(en)"))
    }
}
