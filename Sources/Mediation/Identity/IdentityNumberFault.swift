package import LegalTime
package import Workflow

/// Why a text is not an identity number. None of the messages repeats the number.
package enum IdentityNumberFault: Error, Hashable, Sendable {
    /// Neither 18 nor 15 characters.
    case length(Int)
    /// A character that cannot stand at its position, counted from 1.
    case character(Character, position: Int)
    /// The first digit is 0: no division's code starts so.
    case division
    /// The birth date does not exist.
    case birthDate(oldForm: Bool)
    /// The birth date is later than the day it was looked at.
    case bornAfter(Day)
    /// The last character should be another one.
    case checkCharacter(Character)
    /// A spreadsheet kept the number as a quantity, and its last digits are lost.
    case spoiltBySpreadsheet

    /// What is wrong and what to do.
    package var message: Bilingual {
        switch self {
        case .length(let count):
            Bilingual(
                zh: "身份证号应为18位（旧号15位），现有\(count)位；请对照证件补正",
                en: "An identity number has 18 characters (old ones 15), this has \(count); compare it with the card")
        case .character(let character, let position):
            Bilingual(
                zh: "身份证号第\(position)位是“\(character)”，应为数字\(position == 18 ? "或X" : "")；请对照证件改正",
                en: """
                    Character \(position) of the identity number is “\(character)” where only a digit\
                    \(position == 18 ? " or X" : "") can stand; compare it with the card
                    """)
        case .division:
            Bilingual(
                zh: "身份证号不会以0开头；请对照证件改正第1至6位",
                en: "No identity number starts with 0; compare characters 1 to 6 with the card")
        case .birthDate(let oldForm):
            Bilingual(
                zh: "身份证号第7至\(oldForm ? 12 : 14)位不是真实的出生日期；请对照证件改正",
                en: """
                    Characters 7 to \(oldForm ? 12 : 14) of the identity number are no real date of birth; compare them \
                    with the card
                    """)
        case .bornAfter(let day):
            Bilingual(
                zh: "身份证号中的出生日期晚于\(day)；请对照证件改正第7至14位",
                en: "The date of birth in the identity number is after \(day); compare characters 7 to 14 with the card"
            )
        case .checkCharacter(let expected):
            Bilingual(
                zh: "身份证号校验不符：若前17位无误，第18位应为\(expected)；请对照证件逐位核对",
                en: """
                    The identity number fails its check: if the first 17 characters are right, the 18th is \(expected); \
                    compare every character with the card
                    """)
        case .spoiltBySpreadsheet:
            Bilingual(
                zh: "身份证号被电子表格当作数值保存，末几位已丢失；请将该列设为文本后重新录入",
                en: """
                    A spreadsheet kept the identity number as a quantity and lost its last digits; format the column as \
                    text and enter it again
                    """)
        }
    }
}

extension IdentityNumberFault: CustomStringConvertible {
    package var description: String { "\(message.zh) / \(message.en)" }
}
