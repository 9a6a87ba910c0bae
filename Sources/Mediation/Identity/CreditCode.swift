/// The unified social credit code of an organisation, 18 characters (GB 32100-2015): the registering department, the kind
/// of organisation, six digits of a division, nine characters of the organisation code, one check character.
///
/// The check character detects every single wrong character, and every swap of two of the first 17 or of the last two. (The
/// first character has weight 1, as the check has, so their swap goes unseen.)
package struct CreditCode: Hashable, Sendable, CustomStringConvertible {
    /// The 18 capital characters.
    package let text: String

    /// Reads a code, with spaces, full-width or small letters.
    package init(_ text: String) throws(CreditCodeFault) {
        let characters = CodeText.normalised(text)
        guard !CodeText.isScientific(characters) else { throw .spoiltBySpreadsheet }
        guard characters.count == 18 else { throw .length(characters.count) }
        for (index, character) in characters.enumerated() {
            guard CreditCode.value(of: character) != nil else {
                throw .character(character, position: index + 1, meant: CreditCode.lookAlikes[character])
            }
            if (2..<8).contains(index), !character.isASCIIDigit { throw .division(position: index + 1) }
        }
        let expected = CreditCode.checkCharacter(of: characters[..<17])
        guard characters[17] == expected else { throw .checkCharacter(expected) }
        self.text = String(characters)
    }

    package var description: String { text }

    /// The six digits of the division of registration; not necessarily a division of today.
    package var division: String { String(text.dropFirst(2).prefix(6)) }

    /// The nine characters of the organisation code (GB 11714-1997), its own check last.
    package var organisationCode: String { String(text.dropFirst(8).prefix(9)) }

    /// What the organisation code's own check character should be, when it is another one. Codes in use break this older
    /// check now and then, so it is a reason to look again and never a reason to refuse.
    package var expectedOrganisationCheck: Character? {
        let code = Array(organisationCode)
        let expected = CreditCode.organisationCheck(of: code[..<8])
        return code[8] == expected ? nil : expected
    }
}

// MARK: - Check characters

extension CreditCode {
    /// The 31 characters of the standard by value: no I, O, S, V, Z.
    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
    private static let values = Dictionary(uniqueKeysWithValues: zip(alphabet, alphabet.indices))

    /// What somebody who wrote an excluded letter most likely read.
    private static let lookAlikes: [Character: Character] = ["I": "1", "O": "0", "S": "5", "V": "U", "Z": "2"]

    private static func value(of character: Character) -> Int? { values[character] }

    /// The check character of 17 characters: weights 3⁰ … 3¹⁶ modulo 31, and what is missing to a multiple of 31. When
    /// nothing is missing the check is 0, not the 31 that stands for no character.
    static func checkCharacter(of body: ArraySlice<Character>) -> Character {
        var weight = 1
        var sum = 0
        for character in body {
            sum += (value(of: character) ?? 0) * weight
            weight = weight * 3 % 31
        }
        return alphabet[(31 - sum % 31) % 31]
    }

    /// The check character of the eight characters of an organisation code (GB 11714): eleven is written 0, ten X.
    static func organisationCheck(of body: ArraySlice<Character>) -> Character {
        let sum = zip(body, [3, 7, 9, 10, 5, 8, 4, 2]).reduce(0) { $0 + organisationValue(of: $1.0) * $1.1 }
        switch 11 - sum % 11 {
        case 10: return "X"
        case 11: return "0"
        case let check: return Character(String(check))
        }
    }

    /// Letters count on from 10 over the whole alphabet there, the letters left out of credit codes included.
    private static func organisationValue(of character: Character) -> Int {
        if let digit = character.digit { return digit }
        return (character.asciiValue.map { Int($0) - 65 } ?? 0) + 10
    }
}
