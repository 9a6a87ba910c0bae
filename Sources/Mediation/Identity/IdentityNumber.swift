package import LegalTime

/// A citizen's identity number of 18 characters (GB 11643-1999): six of a division, eight of the birth date, three of a
/// sequence, one check character by ISO 7064 MOD 11-2.
///
/// The division is that of the first registration. It may have been renamed or dissolved long ago, so it is never compared
/// with a list of divisions. The check character detects every single wrong character and every swap of two neighbours; it
/// does not detect a swap of two characters ten places apart, whose weights are equal.
///
/// Printing a value shows it masked; only `text` is the number itself.
package struct IdentityNumber: Sendable {
    /// The 18 characters, with a capital X.
    package let text: String
    package let birth: Day
    /// Whether it was given in the 15-digit form used until 1999, to which the century and the check were added.
    package let wasOldForm: Bool

    package enum Sex: String, Hashable, Sendable, Codable {
        case male, female
    }

    /// Reads a number of 18 or 15 characters, with spaces, full-width characters or a small x.
    ///
    /// - Parameter day: the day of reading; nobody is born after it.
    package init(_ text: String, asOf day: Day) throws(IdentityNumberFault) {
        var characters = CodeText.normalised(text)
        guard !CodeText.isScientific(characters) else { throw .spoiltBySpreadsheet }
        wasOldForm = characters.count == 15
        guard characters.count == 18 || wasOldForm else { throw .length(characters.count) }
        for (index, character) in characters.enumerated() where !character.isASCIIDigit {
            guard character == "X", index == 17 else { throw .character(character, position: index + 1) }
        }
        // Division codes start with 1–8, and those of foreign permanent residents with 9.
        guard characters[0] != "0" else { throw .division }
        if wasOldForm { characters = IdentityNumber.lengthened(characters) }

        guard let birth = IdentityNumber.birth(of: characters), birth.year >= IdentityNumber.earliestYear else {
            throw .birthDate(oldForm: wasOldForm)
        }
        guard birth <= day else { throw .bornAfter(day) }
        let expected = IdentityNumber.checkCharacter(of: characters[..<17])
        guard characters[17] == expected else {
            // A spreadsheet keeps 15 digits of a number and fills up with zeros.
            throw characters[15...].allSatisfy { $0 == "0" } ? .spoiltBySpreadsheet : .checkCharacter(expected)
        }
        self.text = String(characters)
        self.birth = birth
    }

    /// Nobody alive since numbers exist was born earlier.
    private static let earliestYear = 1800

    private static func birth(of characters: [Character]) -> Day? {
        func number(_ range: Range<Int>) -> Int { characters[range].reduce(0) { $0 * 10 + ($1.digit ?? 0) } }
        return Day(year: number(6..<10), month: number(10..<12), day: number(12..<14))
    }

    /// The 18 characters of a 15-digit number. Sequences 996–999 were kept for people born in the 1800s.
    private static func lengthened(_ old: [Character]) -> [Character] {
        let century = old[12] == "9" && old[13] == "9" && (old[14].digit ?? 0) >= 6 ? "18" : "19"
        let body = old[..<6] + Array(century) + old[6...]
        return body + [checkCharacter(of: body)]
    }

    /// The check character of 17 digits: weights 2¹⁷ … 2¹ modulo 11, ten written as X.
    static func checkCharacter(of body: ArraySlice<Character>) -> Character {
        // Doubling the running sum for each place gives every digit its power of two.
        let sum = body.reduce(0) { ($0 + ($1.digit ?? 0)) * 2 % 11 }
        let check = (12 - sum) % 11
        return check == 10 ? "X" : Character(String(check))
    }
}

// MARK: - What it tells

extension IdentityNumber {
    /// The six digits of the division of first registration; not necessarily a division of today.
    package var division: String { String(text.prefix(6)) }

    /// An odd seventeenth digit is a man's.
    package var sex: Sex {
        let sequence = text.dropFirst(16).first?.digit ?? 0
        return sequence % 2 == 1 ? .male : .female
    }

    /// Full years of life on a day, nil before birth. A year is full on the birthday, and for 29 February on the 28th of a
    /// common year.
    package func age(on day: Day) -> Int? {
        guard day >= birth else { return nil }
        let years = day.year - birth.year
        return birth.adding(years: years) <= day ? years : years - 1
    }

    /// `1201***********12X`: the province and city, and the last three characters.
    package var masked: String {
        text.prefix(4) + String(repeating: "*", count: 11) + text.suffix(3)
    }
}

/// Two forms of one number are the same number.
extension IdentityNumber: Hashable {
    package static func == (a: IdentityNumber, b: IdentityNumber) -> Bool { a.text == b.text }
    package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

/// Masked in every way a value can end up in a message or a log.
extension IdentityNumber: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { masked }
    package var debugDescription: String { masked }
    package var customMirror: Mirror { Mirror(self, children: ["masked": masked]) }
}
