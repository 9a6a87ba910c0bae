/// An amount of renminbi, in fen (one hundredth of a yuan).
package struct Money: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    package let fen: Int64

    package init(fen: Int64) {
        self.fen = fen
    }

    package init(yuan: Int64) {
        fen = yuan * 100
    }

    /// Reads yuan as an office writes them: `34100`, `34,100.5`, `3.41万`. Nil where it is no amount, is negative, or has
    /// more than two decimals of a yuan.
    package init?(_ text: String) {
        var digits = text.filter { $0 != "," && $0 != "\u{FF0C}" && $0 != " " }
        for unit in ["元", "圆"] where digits.hasSuffix(unit) { digits.removeLast() }
        var places = 2
        if digits.hasSuffix("万") {
            digits.removeLast()
            places += 4
        }
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), !parts[0].isEmpty, parts[0].count <= 12 else { return nil }
        let fraction = parts.count == 2 ? parts[1] : ""
        guard parts.count == 1 || !fraction.isEmpty, fraction.count <= places else { return nil }
        var value: Int64 = 0
        for character in parts[0] + fraction + String(repeating: "0", count: places - fraction.count) {
            guard character.isASCII, let digit = character.wholeNumberValue else { return nil }
            value = value * 10 + Int64(digit)
        }
        fen = value
    }

    /// Yuan, with two decimals only where there are fen.
    package var description: String {
        let yuan = fen / 100
        let rest = fen % 100
        return rest == 0 ? "\(yuan)" : "\(yuan).\(rest < 10 ? "0" : "")\(rest)"
    }

    package static func < (left: Self, right: Self) -> Bool { left.fen < right.fen }

    package static func + (left: Self, right: Self) -> Self { Money(fen: left.fen + right.fen) }

    package init(from decoder: any Decoder) throws {
        fen = try decoder.singleValueContainer().decode(Int64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(fen)
    }
}
