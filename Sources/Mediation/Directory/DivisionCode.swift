/// The code of an administrative division: six digits for a district or county, nine for a town, twelve for a village
/// (GB/T 2260, GB/T 10114, and the statistics bureau's table for villages).
///
/// A longer code begins with the code of the division around it. Codes are kept in their shortest form: the twelve digits
/// `120119100000` of a town are the nine digits `120119100`.
package struct DivisionCode: Hashable, Sendable, Codable, Comparable, LosslessStringConvertible {
    package enum Level: Int, Sendable, Comparable {
        case district = 6
        case town = 9
        case village = 12

        package static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
    }

    /// The digits.
    package let description: String
    package let level: Level

    /// Nil unless the text is six, nine or twelve ASCII digits.
    package init?(_ text: String) {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), Level(rawValue: text.utf8.count) != nil else {
            return nil
        }
        var digits = text[...]
        while digits.utf8.count > Level.district.rawValue, digits.hasSuffix("000") { digits = digits.dropLast(3) }
        guard let level = Level(rawValue: digits.utf8.count) else { return nil }
        description = String(digits)
        self.level = level
    }

    private init(_ digits: Substring, _ level: Level) {
        description = String(digits)
        self.level = level
    }

    /// The district or county the division lies in, or itself.
    package var district: DivisionCode { DivisionCode(description.prefix(Level.district.rawValue), .district) }

    /// The division around this one; nil for a district.
    package var parent: DivisionCode? {
        switch level {
        case .district: nil
        case .town: district
        case .village: DivisionCode(description.prefix(Level.town.rawValue), .town)
        }
    }

    /// True if the other division lies inside this one, or is this one.
    package func contains(_ other: DivisionCode) -> Bool { other.description.hasPrefix(description) }

    package static func < (a: DivisionCode, b: DivisionCode) -> Bool { a.description < b.description }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let code = DivisionCode(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a division code")
        }
        self = code
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
