/// A path with places to fill in, such as `/v1/disputes/{dispute}/acts`.
package struct PathTemplate: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    private enum Part: Hashable {
        case word(String)
        case place(String)
    }

    package let description: String
    private let parts: [Part]

    package init(stringLiteral text: String) {
        description = text
        parts = text.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { part in
            part.hasPrefix("{") ? .place(String(part.dropFirst().dropLast())) : .word(String(part))
        }
    }

    /// The names of the places, in order.
    package var places: [String] {
        parts.compactMap { part in
            if case .place(let name) = part { name } else { nil }
        }
    }

    /// What fills the places in a path; nil where the path is another one. A place is never empty.
    func match(_ segments: [String]) -> [String: String]? {
        guard segments.count == parts.count else { return nil }
        var values: [String: String] = [:]
        for (part, segment) in zip(parts, segments) {
            switch part {
            case .word(let word):
                guard word == segment else { return nil }
            case .place(let name):
                guard !segment.isEmpty else { return nil }
                values[name] = segment
            }
        }
        return values
    }
}
