package import LegalTime

/// A time limit: how long, who may extend it, when to warn. States start and stop it; the calendar decides its due day.
package struct ClockDeclaration: Hashable, Sendable {
    /// Who must consent to an extension, and how far one may go.
    package struct Extension: Hashable, Sendable {
        /// Somebody whose consent an extension needs.
        package struct Consent: Hashable, Sendable {
            package let role: String
            /// Whether every member of the role must consent.
            package let every: Bool

            package init(role: String, every: Bool) {
                self.role = role
                self.every = every
            }
        }

        package let by: [Consent]
        /// The longest single extension; nil for no bound.
        package let most: Term?

        package init(by: [Consent], most: Term?) {
            self.by = by
            self.most = most
        }
    }

    package let name: String
    package let title: Bilingual
    package let length: Term
    /// Days before the due day on which to warn.
    package let warn: [Int]
    /// Nil when the clock cannot be extended.
    package let extend: Extension?
    package let law: Citation?

    package init(
        name: String, title: Bilingual, length: Term, warn: [Int] = [], extend: Extension? = nil, law: Citation? = nil
    ) {
        self.name = name
        self.title = title
        self.length = length
        self.warn = warn
        self.extend = extend
        self.law = law
    }

    /// The event that the clock's expiry sends.
    package var expiryEvent: String { "expired.\(name)" }
}
