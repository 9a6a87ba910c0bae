import LegalTime
import Mediation

/// Makes up parties: names that nobody bears, numbers that no office gives out.
struct SamplePeople {
    private var chance: SeededGenerator
    private var count = 0
    private let organisations: Double
    private let identities: Double
    private let phones: Double
    private let endings: [String]

    init(_ parameters: SampleParameters, seed: UInt64) throws(SampleParameterError) {
        chance = SeededGenerator(seed: seed, stream: "people")
        organisations = try parameters.number("当事人", "单位")
        identities = try parameters.number("当事人", "有证件号")
        phones = try parameters.number("当事人", "有电话")
        endings = try parameters.phrases("单位名称", "其他")
    }

    /// - Parameter mark: 甲 for those who ask, 乙 for those of whom it is asked.
    mutating func party(_ mark: String, mayBeOrganisation: Bool) -> PartyCell {
        count += 1
        let digits = String(10_000 + count).dropFirst()
        let isOrganisation = mayBeOrganisation && chance.chance(organisations)
        return PartyCell(
            name: "样例\(mark)\(digits)" + (isOrganisation ? chance.pick(endings) : ""),
            kind: isOrganisation ? .organisation : .person,
            identity: chance.chance(identities) ? isOrganisation ? creditCode() : identityNumber() : nil,
            // No telephone number begins with three zeros and has eleven digits.
            phone: chance.chance(phones) ? "0000000" + digits : nil)
    }

    private mutating func identityNumber() -> String {
        let born = (Day(year: 1945, month: 1, day: 1) ?? Day(number: 0)).adding(days: chance.below(21_000))
        let date = born.description.filter { $0 != "-" }
        let body = PartyCells.sampleDivision + date + String(100 + count % 900)
        return Self.completed(body, with: "0123456789X") { text in
            (try? IdentityNumber(text, asOf: born)) != nil
        }
    }

    private mutating func creditCode() -> String {
        let body = "92" + PartyCells.sampleDivision + "MA" + String(1_000_000 + count)
        return Self.completed(body, with: "0123456789ABCDEFGHJKLMNPQRTUWXY") { (try? CreditCode($0)) != nil }
    }

    /// Finds the one check character that the reader of such numbers accepts.
    private static func completed(_ body: String, with alphabet: String, isValid: (String) -> Bool) -> String {
        for check in alphabet where isValid(body + String(check)) { return body + String(check) }
        return body
    }
}
