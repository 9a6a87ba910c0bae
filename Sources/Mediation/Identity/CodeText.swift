/// The characters of a code as people and spreadsheets write them, brought to one form.
enum CodeText {
    /// Capital half-width characters without spaces and without the apostrophe by which spreadsheets mark a text.
    static func normalised(_ text: String) -> [Character] {
        var result: [Character] = []
        for scalar in text.unicodeScalars where !scalar.properties.isWhitespace {
            switch scalar.value {
            case 0xFF01...0xFF5E:
                // The full-width forms stand in the order of ASCII, 0xFEE0 above it.
                result.append(Character(Unicode.Scalar(UInt8(scalar.value - 0xFEE0))))
            default: result.append(Character(scalar))
            }
        }
        if result.first == "'" || result.first == "’" { result.removeFirst() }
        return result.map { $0.isASCII && $0.isLowercase ? Character($0.uppercased()) : $0 }
    }

    /// Whether a spreadsheet turned a long number into `1.20119E+17`, which loses its last digits.
    static func isScientific(_ characters: [Character]) -> Bool {
        characters.contains("E") && characters.contains(".") && characters.first?.isASCIIDigit == true
    }
}

extension Character {
    var isASCIIDigit: Bool { ("0"..."9").contains(self) }

    /// The value of an ASCII digit.
    var digit: Int? { isASCIIDigit ? wholeNumberValue : nil }
}
