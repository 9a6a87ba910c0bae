/// A length of time as SCXML writes it (CSS2 §4.3): `200ms`, `1.5s`, `.5s`, `0s`. To the nanosecond, up to a century.
package struct VirtualDuration: Hashable, Sendable {
    package let nanoseconds: Int

    private static let longest = 100 * 366 * 86_400

    /// Nil for everything else, a sign included. What is finer than a nanosecond is dropped.
    package init?(_ text: String) {
        let lower = text.lowercased()
        let unit = lower.hasSuffix("ms") ? "ms" : "s"
        guard lower.hasSuffix(unit) else { return nil }
        let parts = lower.dropLast(unit.count).split(separator: ".", omittingEmptySubsequences: false)
        let isNumber = parts.allSatisfy { $0.utf8.allSatisfy { (48...57).contains($0) } }
        guard isNumber, parts.count <= 2, let last = parts.last, !last.isEmpty else { return nil }
        let scale = unit == "s" ? 1_000_000_000 : 1_000_000
        guard let whole = parts.count == 2 && parts[0].isEmpty ? 0 : Int(parts[0]),
            whole <= Self.longest * (1_000_000_000 / scale)
        else { return nil }
        var fraction = 0
        var place = scale
        for digit in parts.count == 2 ? Array(last.utf8) : [] {
            place /= 10
            fraction += Int(digit - 48) * place
        }
        nanoseconds = whole * scale + fraction
    }
}

extension VirtualDuration {
    /// As ``init(_:)`` reads it: whole milliseconds, or with the fraction needed.
    static func text(nanoseconds: Int) -> String {
        let (whole, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000)
        guard rest > 0 else { return "\(whole)ms" }
        let digits = String(rest)
        return "\(whole)." + String(repeating: "0", count: 6 - digits.count) + digits + "ms"
    }
}
