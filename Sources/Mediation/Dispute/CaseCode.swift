package import LegalTime

/// The one code of a dispute from the first door to the archive (一案一码), such as `230417-7K2QD`.
///
/// The first part is the day of registration, the second twenty-five random bits of the dispute's id in Crockford's
/// base 32 (no I, L, O, U), so the code needs no counter and can be read over a telephone.
package struct CaseCode: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init(id: CaseID, registered: Day) {
        let date = [registered.year % 100, registered.month, registered.day]
            .map { $0 < 10 ? "0\($0)" : "\($0)" }
            .joined()
        var letters = ""
        for position in 0..<5 {
            letters.append(Self.alphabet[Int(id.low >> UInt64(position * 5) & 31)])
        }
        description = "\(date)-\(letters)"
    }

    /// Reads a code as a person types it: lower case allowed, I and L read as 1, O as 0. Nil where it is no code.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 6, parts[1].count == 5 else { return nil }
        guard parts[0].allSatisfy({ ("0"..."9").contains($0) }) else { return nil }
        var letters = ""
        for letter in parts[1].uppercased() {
            let read: Character =
                switch letter {
                case "I", "L": "1"
                case "O": "0"
                default: letter
                }
            guard Self.alphabet.contains(read) else { return nil }
            letters.append(read)
        }
        description = "\(parts[0])-\(letters)"
    }

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
}
