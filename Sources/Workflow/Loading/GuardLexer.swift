/// The pieces a guard is written with.
enum GuardToken: Hashable, Sendable {
    case word(String)
    case number(Int)
    case symbol(String)
    case end

    var described: Bilingual {
        switch self {
        case .word(let text), .symbol(let text): Bilingual("“\(text)”")
        case .number(let number): Bilingual("“\(number)”")
        case .end: Bilingual(zh: "结尾", en: "the end of the condition")
        }
    }
}

/// Cuts the text of a guard into tokens.
struct GuardLexer {
    /// A character no guard contains, by its offset in Unicode scalars.
    struct UnknownCharacter: Error {
        let character: Unicode.Scalar
        let offset: Int
    }

    /// The tokens with their offsets in Unicode scalars, the end included.
    static func tokens(of text: String) throws(UnknownCharacter) -> [(token: GuardToken, offset: Int)] {
        let scalars = Array(text.unicodeScalars)
        var tokens: [(GuardToken, Int)] = []
        var index = 0
        while index < scalars.count {
            let start = index
            let scalar = scalars[index]
            if scalar.properties.isWhitespace {
                index += 1
            } else if isLetter(scalar) {
                while index < scalars.count, isLetter(scalars[index]) || isDigit(scalars[index]) { index += 1 }
                tokens.append((.word(string(scalars[start..<index])), start))
            } else if isDigit(scalar) {
                while index < scalars.count, isDigit(scalars[index]) { index += 1 }
                // A number too long for the type lies outside every counter.
                tokens.append((.number(Int(string(scalars[start..<index])) ?? .max), start))
            } else if let symbol = symbol(scalars[index...]) {
                index += symbol.unicodeScalars.count
                tokens.append((.symbol(symbol), start))
            } else {
                throw UnknownCharacter(character: scalar, offset: index)
            }
        }
        tokens.append((.end, scalars.count))
        return tokens
    }

    /// Letters of names; the hyphen too, so that a name stays one word.
    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar == "_" || scalar == "-"
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(scalar)
    }

    private static func symbol(_ rest: ArraySlice<Unicode.Scalar>) -> String? {
        // Longer ones first.
        ["!=", "<=", ">=", "==", "=", "<", ">", "(", ")", "[", "]", ",", "."]
            .first { rest.starts(with: $0.unicodeScalars) }
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
