import CaseStore
import Foundation
package import Mediation

/// The keys by which a person is recognised: keyed hashes of the identity number, the telephone and the sound of the name.
///
/// The sound is the reading of each character in pinyin without tones, as ICU gives it: 张伟 and 章炜 sound the same. A character with several
/// readings has always the same one, so 曾 is read ceng also in a surname: the same name is always found, a name that sounds the same may
/// be missed where one of its characters is such. Dialects are not looked at. Names of organisations lose blanks, brackets and width.
package struct PersonKeys: Sendable {
    private let hash: KeyedHash

    package init(secret: [UInt8]) {
        hash = KeyedHash(key: secret)
    }

    /// Each begins with the byte of its kind.
    package func keys(of person: Particulars) -> [[UInt8]] {
        PersonKeyKind.allCases.compactMap { kind in
            Self.value(kind, of: person).map { value in
                [kind.rawValue] + hash("\(kind.rawValue):\(value)").prefix(16)
            }
        }
    }

    static func value(_ kind: PersonKeyKind, of person: Particulars) -> String? {
        switch kind {
        case .identity: nonEmpty(person.identity.map { $0.filter { !$0.isWhitespace }.uppercased() })
        case .phone: nonEmpty(person.phone.map(digits(ofPhone:)).flatMap { $0.count < 7 ? nil : $0 })
        case .name: nonEmpty(sound(of: person.name))
        }
    }

    /// A mobile number without the country's code, or whatever digits there are.
    package static func digits(ofPhone phone: String) -> String {
        let digits = phone.compactMap(\.wholeNumberValue).map(String.init).joined()
        return digits.count == 13 && digits.hasPrefix("86") ? String(digits.dropFirst(2)) : digits
    }

    static func sound(of name: String) -> String {
        let latin = name.applyingTransform(.toLatin, reverse: false) ?? name
        let plain = latin.applyingTransform(.stripDiacritics, reverse: false) ?? latin
        return plain.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    private static func nonEmpty(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }
}
