/// The fixed text of a statement, with `$1`, `$2`, … for its values.
///
/// A literal makes one, an interpolated string cannot: no value ever becomes SQL. Keep the texts that are used again
/// and again in `static let`.
package struct SQL: Hashable, Sendable, ExpressibleByStringLiteral {
    private let storage: Storage

    package var text: String { storage.text }

    package init(stringLiteral value: StaticString) {
        storage = Storage(value.description)
    }

    /// From a text of our own that is not a literal: a file inside the binary, or pieces put together by the program.
    /// The name is a reminder that nothing from outside may go in.
    package init(trusted text: String) {
        storage = Storage(text)
    }

    package static func == (left: SQL, right: SQL) -> Bool {
        left.storage === right.storage || left.text == right.text
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(storage.hash)
    }

    /// Keeps the hash of the text, which is looked up at each use and may be long.
    private final class Storage: Sendable {
        let text: String
        let hash: Int

        init(_ text: String) {
            self.text = text
            hash = text.hashValue
        }
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
