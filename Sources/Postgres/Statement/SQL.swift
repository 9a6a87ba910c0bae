/// The fixed text of a statement, with `$1`, `$2`, … for its values.
///
/// A literal makes one, an interpolated string cannot: no value ever becomes SQL. Keep the texts that are used again
/// and again in `static let`.
package struct SQL: Hashable, Sendable, ExpressibleByStringLiteral {
    package let text: String

    package init(stringLiteral value: StaticString) {
        self.text = value.description
    }

    /// From a text of our own that is not a literal: a file inside the binary, or pieces put together by the program.
    /// The name is a reminder that nothing from outside may go in.
    package init(trusted text: String) {
        self.text = text
    }
}

/// The name of a table, column or other object, always quoted. Only a literal makes one.
package struct SQLIdentifier: Hashable, Sendable, ExpressibleByStringLiteral {
    /// As written into SQL: each part between dots in double quotes.
    let quoted: String

    package init(stringLiteral value: StaticString) {
        self.quoted = value.description.split(separator: ".", omittingEmptySubsequences: false)
            .map { part in
                "\"" + part.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
            }
            .joined(separator: ".")
    }
}
