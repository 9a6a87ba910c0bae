/// A fact that guards read: always one of finitely many values, so that every reachable case can be enumerated.
package struct DeclaredFact: Hashable, Sendable {
    /// The values a fact can take.
    package enum Domain: Hashable, Sendable {
        /// True or false; false at the start.
        case boolean
        /// One of these; the first at the start.
        case values([String])
        /// 0 up to and including the bound, where it stays; 0 at the start.
        case counter(most: Int)
        /// A boolean the domain answers when an event arrives, under this predicate name; false otherwise.
        case asks(predicate: String)
    }

    package let name: String
    package let title: Bilingual
    package let domain: Domain
    /// The role each of whose members has a value of its own; nil for one value per run.
    package let each: String?

    package init(name: String, title: Bilingual, domain: Domain, each: String? = nil) {
        self.name = name
        self.title = title
        self.domain = domain
        self.each = each
    }

    /// The words a value may be written with: `true`/`false`, the enumeration's, or the digits of a counter.
    package var spellings: [String] {
        switch domain {
        case .boolean, .asks: ["false", "true"]
        case .values(let values): values
        case .counter(let most): (0...most).map(String.init)
        }
    }

    package var isBoolean: Bool {
        switch domain {
        case .boolean, .asks: true
        case .values, .counter: false
        }
    }
}
