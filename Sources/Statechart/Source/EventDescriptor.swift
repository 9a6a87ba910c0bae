/// What events a transition answers, as in SCXML §3.12.1: a name of tokens joined by dots, matching every event whose
/// name begins with these tokens. `a.b` matches `a.b` and `a.b.c`, not `a.bc`. A trailing `.*` or `.` adds nothing;
/// `*` alone matches every event.
package struct EventDescriptor: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The tokens to begin with; empty matches every event.
    package let prefix: String

    package init(_ text: String) {
        if text == "*" {
            prefix = ""
        } else if text.hasSuffix(".*") {
            prefix = String(text.dropLast(2))
        } else if text.hasSuffix(".") {
            prefix = String(text.dropLast())
        } else {
            prefix = text
        }
        isWildcard = text == "*"
    }

    package init(stringLiteral text: String) {
        self.init(text)
    }

    /// Matches every event: `*`.
    package let isWildcard: Bool

    /// Matches something: no token of it is empty, and no `*` stands inside.
    package var isWellFormed: Bool {
        isWildcard || EventDescriptor.isEventName(prefix)
    }

    package var description: String { isWildcard ? "*" : prefix }

    package func matches(_ name: String) -> Bool {
        guard !isWildcard, name != prefix else { return true }
        return name.utf8.count > prefix.utf8.count
            && name.utf8.starts(with: prefix.utf8)
            && name.utf8[name.utf8.index(name.utf8.startIndex, offsetBy: prefix.utf8.count)] == UInt8(ascii: ".")
    }

    /// Whether `name` can name an event: non-empty tokens joined by dots, without `*` or white space.
    package static func isEventName(_ name: String) -> Bool {
        !name.split(separator: ".", omittingEmptySubsequences: false).contains { token in
            token.isEmpty || token.contains { $0 == "*" || $0.isWhitespace }
        }
    }
}
