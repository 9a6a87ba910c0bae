package import Workflow

/// Why a text is not a unified social credit code.
package enum CreditCodeFault: Error, Hashable, Sendable {
    case length(Int)
    /// A character outside the standard's alphabet, and the one it was probably taken for. Positions count from 1.
    case character(Character, position: Int, meant: Character?)
    /// A letter among the digits of the division.
    case division(position: Int)
    /// The last character should be another one.
    case checkCharacter(Character)
    /// A spreadsheet kept an all-digit code as a quantity, and its last digits are lost.
    case spoiltBySpreadsheet

    /// What is wrong and what to do.
    package var message: Bilingual {
        switch self {
        case .length(let count):
            Bilingual(
                zh: "统一社会信用代码应为18位，现有\(count)位；请对照证照补正",
                en: "A unified social credit code has 18 characters, this has \(count); compare it with the certificate"
            )
        case .character(let character, let position, let meant):
            Bilingual(
                zh: "统一社会信用代码第\(position)位不能是“\(character)”"
                    + (meant.map { "，是否应为“\($0)”" } ?? "") + "；代码只用数字和除I、O、S、V、Z外的大写字母",
                en: "Character \(position) of the unified social credit code cannot be “\(character)”"
                    + (meant.map { " (perhaps “\($0)”)" } ?? "")
                    + "; it is made of digits and capitals without I, O, S, V, Z")
        case .division(let position):
            Bilingual(
                zh: "统一社会信用代码第3至8位是行政区划码，第\(position)位应为数字；请对照证照改正",
                en: """
                    Characters 3 to 8 of the unified social credit code are a division, and character \(position) is no \
                    digit; compare it with the certificate
                    """)
        case .checkCharacter(let expected):
            Bilingual(
                zh: "统一社会信用代码校验不符：若前17位无误，第18位应为\(expected)；请对照证照逐位核对",
                en: """
                    The unified social credit code fails its check: if the first 17 characters are right, the 18th is \
                    \(expected); compare every character with the certificate
                    """)
        case .spoiltBySpreadsheet:
            Bilingual(
                zh: "统一社会信用代码被电子表格当作数值保存，末几位已丢失；请将该列设为文本后重新录入",
                en: """
                    A spreadsheet kept the unified social credit code as a quantity and lost its last digits; format the \
                    column as text and enter it again
                    """)
        }
    }
}

extension CreditCodeFault: CustomStringConvertible {
    package var description: String { "\(message.zh) / \(message.en)" }
}
