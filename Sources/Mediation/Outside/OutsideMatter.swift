package import LegalTime
package import Workflow

/// A matter of an outside system as its mapping reads it: what is needed to register it here.
package struct OutsideMatter: Hashable, Sendable {
    package let reference: String
    package let arrived: Day?
    package let title: String
    package let type: DisputeType
    package let place: String?
    package let applicants: [Particulars]
    package let respondents: [Particulars]
    package let claim: String?
    package let amount: Money?
    package let due: Day?
    package let receiver: String?
    package let sender: String?

    package var persons: [Particulars] { applicants + respondents }
}

/// Reads the fields of one matter through a mapping, and finds everything that is wrong with it.
package struct OutsideReading {
    /// Longer values are no entry of a person.
    package static let mostCharacters = 2000
    private static let mostOfReference = 60

    package private(set) var faults: [OutsideFault] = []
    /// Fields that the mapping does not know. They are not read.
    package let unread: [String]
    package private(set) var matter: OutsideMatter?
    /// Types among which a person has to choose.
    package private(set) var choices: [DisputeType] = []
    /// Its number there, as far as there is one that can be kept.
    package private(set) var reference = ""

    private let fields: [OutsideField]
    private let values: [String: String]
    private let mapping: OutsideMapping
    private let day: Day

    /// - Parameters:
    ///   - values: By the names of the other side.
    ///   - day: When the package was made: the rows in force then are meant.
    ///   - type: What a person chose, where the mapping leaves it open.
    package init(_ values: [String: String], _ mapping: OutsideMapping, on day: Day, type: DisputeType? = nil) {
        self.values = values
        self.mapping = mapping
        self.day = day
        fields = mapping.fields(.in, on: day)
        let known = Set(fields.map(\.theirs))
        unread = values.keys.filter { !known.contains($0) }.sorted()
        read(type)
    }

    private mutating func read(_ chosen: DisputeType?) {
        for field in fields where field.isRequired && text(field) == nil { faults.append(.missing(field.theirs)) }
        for field in fields { checkText(field) }
        let reference = string(.reference)
        if let reference, reference.count <= Self.mostOfReference, !reference.unicodeScalars.contains("\0") {
            self.reference = reference
        }
        let type = chosen ?? self.type()
        let (arrived, due) = (date(.arrived), date(.due))
        if let arrived, arrived > day {
            fault(.arrived, "future", zh: "日期在将来", en: "the day has not come yet")
        }
        let amount = money()
        let applicants = persons(.applicants, .applicantPhones, .applicantIdentities)
        let respondents = persons(.respondents, .respondentPhones, .respondentIdentities)
        guard faults.isEmpty, let reference, let type, let title = string(.title) else { return }
        matter = OutsideMatter(
            reference: reference, arrived: arrived, title: title, type: type, place: string(.place),
            applicants: applicants, respondents: respondents, claim: string(.claim), amount: amount, due: due,
            receiver: string(.receiver), sender: string(.sender))
    }

    // MARK: Values

    private func field(_ slot: OutsideIntakeSlot) -> OutsideField? { fields.first { $0.ours == slot.rawValue } }

    private func text(_ field: OutsideField) -> String? {
        let text = values[field.theirs]?.split { $0.isWhitespace }.joined(separator: " ") ?? ""
        return text.isEmpty ? nil : text
    }

    private func string(_ slot: OutsideIntakeSlot) -> String? { field(slot).flatMap(text) }

    private mutating func checkText(_ field: OutsideField) {
        guard let value = values[field.theirs] else { return }
        if value.unicodeScalars.contains("\0") {
            faults.append(
                OutsideFault(
                    "character", field: field.theirs, Bilingual(zh: "含有空字符", en: "it holds the character U+0000"),
                    remedy: Bilingual(zh: "请对方更正后重新发送", en: "have it corrected and sent again")))
        }
        let most = field.ours == OutsideIntakeSlot.reference.rawValue ? Self.mostOfReference : Self.mostCharacters
        guard value.count > most else { return }
        faults.append(
            OutsideFault(
                "length", field: field.theirs,
                Bilingual(zh: "过长（\(value.count) 字，上限 \(most)）", en: "too long: \(value.count) of at most \(most)"),
                remedy: Bilingual(zh: "请对方压缩后重新发送", en: "have it shortened and sent again")))
    }

    private mutating func date(_ slot: OutsideIntakeSlot) -> Day? {
        guard let field = field(slot), let text = text(field) else { return nil }
        let day: Day? =
            if field.form == .compactDay {
                text.count == 8 && text.allSatisfy { $0.isASCII && $0.isNumber }
                    ? Day("\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))") : nil
            } else {
                Day(text) ?? Instant(text)?.day
            }
        guard let day, (1990...2100).contains(day.year) else {
            faults.append(.unreadable(field.theirs, field.form))
            return nil
        }
        return day
    }

    private mutating func money() -> Money? {
        guard let field = field(.amount), let text = text(field) else { return nil }
        let money = field.form == .fen ? Int64(text).flatMap { $0 < 0 ? nil : Money(fen: $0) } : Money(text)
        if money == nil { faults.append(.unreadable(field.theirs, field.form)) }
        return money
    }

    private mutating func type() -> DisputeType? {
        guard let field = field(.type), let value = text(field) else { return nil }
        switch mapping.match(value, in: "type", .in, on: day) {
        case .one(let type): return DisputeType(rawValue: type)
        case .none: faults.append(.unknownCode(field.theirs, value, list: "type"))
        case .several(let types):
            choices = types.map(DisputeType.init(rawValue:))
            faults.append(.openCode(field.theirs, value, choices.map(\.title.zh)))
        }
        return nil
    }

    private mutating func persons(
        _ names: OutsideIntakeSlot, _ phones: OutsideIntakeSlot, _ identities: OutsideIntakeSlot
    ) -> [Particulars] {
        let count = parts(names).count
        var persons = parts(names).map { Particulars(name: $0) }
        for (slot, path) in [(phones, \Particulars.phone), (identities, \.identity)] {
            let given = parts(slot)
            guard !given.isEmpty else { continue }
            guard given.count == count else {
                fault(
                    slot, "party-count", zh: "有 \(given.count) 项，而当事人有 \(count) 人",
                    en: "\(given.count) values for \(count) parties")
                continue
            }
            for (index, value) in given.enumerated() where !["-", "无"].contains(value) {
                persons[index][keyPath: path] = value
            }
        }
        for (index, person) in persons.enumerated() {
            guard let identity = person.identity, (try? IdentityNumber(identity, asOf: day)) == nil,
                (try? CreditCode(identity)) == nil
            else { continue }
            fault(
                identities, "identity", zh: "第 \(index + 1) 人的证件号码校验不通过",
                en: "the number of party \(index + 1) does not check")
        }
        return persons
    }

    private func parts(_ slot: OutsideIntakeSlot) -> [String] {
        guard let field = field(slot), let text = text(field) else { return [] }
        guard field.form == .list else { return [text] }
        return text.split { "、,，;；".contains($0) }.map { $0.trimmed }.filter { !$0.isEmpty }
    }

    private mutating func fault(_ slot: OutsideIntakeSlot, _ code: String, zh: String, en: String) {
        faults.append(
            OutsideFault(
                code, field: field(slot)?.theirs, Bilingual(zh: zh, en: en),
                remedy: Bilingual(zh: "请对方更正后重新发送", en: "have it corrected and sent again")))
    }
}

extension Substring {
    fileprivate var trimmed: String { split { $0.isWhitespace }.joined(separator: " ") }
}
