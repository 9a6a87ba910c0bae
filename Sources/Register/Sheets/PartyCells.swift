import LegalTime
package import Mediation
import Workflow

/// One party as a row tells it.
package struct PartyCell: Hashable, Sendable {
    package var name: String
    package var kind: Party.Kind
    package var identity: String?
    package var phone: String?
}

/// The parties of one role in a row: three columns whose values belong together one by one.
package struct PartyCells: Hashable, Sendable {
    package var names: [String] = []
    package var identities: [String?] = []
    package var phones: [String?] = []

    package init() {}

    package init(_ parties: [PartyCell]) {
        names = parties.map(\.name)
        identities = Self.column(parties.map(\.identity))
        phones = Self.column(parties.map(\.phone))
    }

    /// A column in which nothing is told is blank, not a row of place holders.
    private static func column(_ values: [String?]) -> [String?] {
        values.contains { $0 != nil } ? values : []
    }

    static func columns<Row>(
        _ path: any WritableKeyPath<Row, PartyCells> & Sendable, role: String, required: Bool = false,
        aliases: [String] = []
    ) -> [SheetColumn<Row>] {
        let columns: [SheetColumn<PartyCells>] = [
            SheetColumn(
                list: role, \.names, .list(of: .text(most: 60)), required: required,
                aliases: aliases + [role + "姓名", role + "姓名（名称）"], zh: "姓名或名称，多人用顿号分开",
                en: "names, several separated by 、"),
            SheetColumn(
                list: role + "证件号码", \.identities, .aligned(.number), aliases: [role + "身份证号", role + "证件号"],
                zh: "身份证号或统一社会信用代码，与姓名逐一对应，缺者写 -",
                en: "identity number or credit code, one for each name, - where there is none"),
            SheetColumn(
                list: role + "联系电话", \.phones, .aligned(.number), aliases: [role + "电话"], zh: "与姓名逐一对应，缺者写 -",
                en: "one for each name, - where there is none"),
        ]
        return columns.map { SheetColumn($0, of: path) }
    }

    /// The parties in the order of the cell. Only for cells without faults.
    package var parties: [PartyCell] {
        names.enumerated().map { index, name in
            let identity = identities.indices.contains(index) ? identities[index] : nil
            let phone = phones.indices.contains(index) ? phones[index] : nil
            return PartyCell(
                name: name, kind: Self.kind(of: name, identity: identity), identity: identity, phone: phone)
        }
    }

    /// What is wrong with the columns, told without a word about the persons.
    func faults(role: String, on day: Day, sample: Bool) -> [(column: String, fault: CellFault)] {
        var faults: [(String, CellFault)] = []
        for (column, count) in [(role + "证件号码", identities.count), (role + "联系电话", phones.count)]
        where count != 0 && count != names.count {
            faults.append(
                (
                    column,
                    CellFault(
                        "party-count", zh: "有 \(count) 项，而“\(role)”有 \(names.count) 人",
                        en: "\(count) values for \(names.count) parties",
                        remedyZh: "请与姓名逐一对应，缺者写 -", remedyEn: "give one for each name, - where there is none")
                ))
        }
        guard faults.isEmpty else { return faults }
        for (index, party) in parties.enumerated() {
            guard let identity = party.identity else { continue }
            if let fault = Self.fault(identity, party.kind, on: day, sample: sample) {
                let place = names.count > 1 ? "第 \(index + 1) 人：" : ""
                faults.append(
                    (
                        role + "证件号码",
                        CellFault(
                            fault.code,
                            Bilingual(
                                zh: place + fault.reason.zh,
                                en: (names.count > 1 ? "party \(index + 1): " : "") + fault.reason.en),
                            remedy: fault.remedy)
                    ))
            }
        }
        return faults
    }

    private static func fault(_ identity: String, _ kind: Party.Kind, on day: Day, sample: Bool) -> CellFault? {
        if !sample, identity.hasPrefix(sampleDivision) || identity.dropFirst(2).hasPrefix(sampleDivision) {
            return CellFault(
                "sample-number", zh: "这是样例数据专用号码", en: "this number is kept for sample data", remedyZh: "请填真实证件号码，或留空",
                remedyEn: "write the real number, or leave it blank")
        }
        let remedy = Bilingual(zh: "请对照证件核对后重填，确无证件的留空", en: "compare it with the document, or leave it blank")
        switch kind {
        case .person:
            do throws(IdentityNumberFault) {
                _ = try IdentityNumber(identity, asOf: day)
                return nil
            } catch {
                return CellFault("identity-number", error.message, remedy: remedy)
            }
        case .organisation, .authority:
            do throws(CreditCodeFault) {
                _ = try CreditCode(identity)
                return nil
            } catch {
                return CellFault("credit-code", error.message, remedy: remedy)
            }
        // A party of many has no number of its own.
        case .group: return nil
        }
    }

    /// Six digits in the place of a division that no division has: all numbers of sample data carry them.
    package static let sampleDivision = "999999"

    /// Registers have no column for the kind of a party: letters in the number, else the end of the name, tell it.
    package static func kind(of name: String, identity: String?) -> Party.Kind {
        if let identity, identity.dropLast().contains(where: \.isLetter) { return .organisation }
        let bare = name.prefix { $0 != "(" && $0 != "\u{FF08}" }
        return organisationEndings.contains { bare.hasSuffix($0) } ? .organisation : .person
    }

    private static let organisationEndings = [
        "公司", "厂", "合作社", "委员会", "村委会", "居委会", "政府", "局", "中心", "医院", "卫生院", "学校", "中学", "小学", "幼儿园", "银行",
        "商店", "超市", "饭店", "酒店", "农家院", "民宿", "商行", "经营部", "工程队", "施工队", "单位", "协会", "商会", "事务所", "旅行社", "工厂", "集团",
    ]
}
