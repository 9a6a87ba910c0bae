/// A place in a file, counted from 1 in lines and Unicode scalars.
package struct Position: Hashable, Sendable, Comparable {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package static func < (left: Position, right: Position) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// One problem of a file: where it is, what is wrong, what was expected, and the nearest name that would be right.
package struct Diagnostic: Hashable, Sendable {
    package enum Severity: String, Hashable, Sendable {
        case error
        case warning
    }

    package let file: String
    package let position: Position
    package let severity: Severity
    package let message: Bilingual
    /// What may stand here.
    package let expected: Bilingual?
    /// The valid name nearest to the one written, when there is a near one.
    package let nearest: String?

    package init(
        file: String, position: Position, severity: Severity = .error, message: Bilingual, expected: Bilingual? = nil,
        nearest: String? = nil
    ) {
        self.file = file
        self.position = position
        self.severity = severity
        self.message = message
        self.expected = expected
        self.nearest = nearest
    }

    package var line: Int { position.line }
    package var column: Int { position.column }
}

extension Diagnostic: CustomStringConvertible {
    /// `file:line:column: severity: …` in Chinese, then the same in English on an indented line.
    package var description: String {
        var zh = message.zh
        var en = message.en
        if let expected {
            zh += "；应为：\(expected.zh)"
            en += "; expected: \(expected.en)"
        }
        if let nearest {
            zh += "；是否指“\(nearest)”？"
            en += "; did you mean “\(nearest)”?"
        }
        let kind = severity == .error ? "错误" : "警告"
        return "\(file):\(line):\(column): \(kind): \(zh)\n    \(severity.rawValue): \(en)"
    }
}

/// Why a file did not load: every problem found, in the order of the file.
package struct LoadFailure: Error, Hashable, Sendable, CustomStringConvertible {
    package let diagnostics: [Diagnostic]

    package var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}
