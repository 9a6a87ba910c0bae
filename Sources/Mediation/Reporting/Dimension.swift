package import Workflow

/// What figures can be split and filtered by. Every counted thing has exactly one value in each, so the parts of a split
/// add up to the whole.
package enum Dimension: String, Hashable, Sendable, CaseIterable {
    case office, bodyKind, body, track, type, source, outcome

    /// The value of what has none: a body that the directory does not know, a dispute in no track yet.
    package static let absent = "none"

    package var title: Bilingual {
        switch self {
        case .office: Bilingual(zh: "司法所", en: "Judicial office")
        case .bodyKind: Bilingual(zh: "组织类别", en: "Kind of body")
        case .body: Bilingual(zh: "调解组织", en: "Body")
        case .track: Bilingual(zh: "调解类别", en: "Track")
        case .type: Bilingual(zh: "纠纷类型", en: "Type of dispute")
        case .source: Bilingual(zh: "纠纷来源", en: "Source")
        case .outcome: Bilingual(zh: "调解结果", en: "Outcome")
        }
    }

    /// Whether rows of the registers beside the disputes have a value: they are rows of a body.
    package var isOfBody: Bool {
        switch self {
        case .office, .bodyKind, .body: true
        case .track, .type, .source, .outcome: false
        }
    }

    /// Reads a value as a person writes it: a type also by its name.
    ///
    /// What only the directory or the workflows know (offices, bodies, tracks) is taken as it is.
    package func value(_ text: String) throws(ReferenceError) -> String {
        guard text != Self.absent else { return text }
        guard !text.isEmpty else { throw .empty(self) }
        switch self {
        case .office, .body, .track: return text
        case .type:
            if let type = DisputeType(text) { return type.rawValue }
            // A place's own types bear names of the place; a code that is none is a slip of the hand.
            guard text.utf8.allSatisfy({ $0 < 128 }) else { return text }
            return try known(text, DisputeType.all.map(\.rawValue))
        case .bodyKind: return try known(text, BodyKind.allCases.map(\.rawValue))
        case .source: return try known(text, DisputeSource.allCases.map(\.rawValue))
        case .outcome: return try known(text, Outcome.allCases.map(\.rawValue))
        }
    }

    private func known(_ text: String, _ values: [String]) throws(ReferenceError) -> String {
        guard values.contains(text) else { throw .unknownValue(text, of: self, among: values) }
        return text
    }
}

/// The values that what is counted must have, at most one a dimension.
package struct Filter: Hashable, Sendable {
    private var values: [Dimension: String]

    package init(_ values: [Dimension: String] = [:]) {
        self.values = values
    }

    package subscript(dimension: Dimension) -> String? {
        get { values[dimension] }
        set { values[dimension] = newValue }
    }

    package var isEmpty: Bool { values.isEmpty }

    /// The dimensions with a value, in the order of the enumeration.
    package var dimensions: [Dimension] { Dimension.allCases.filter { values[$0] != nil } }

    /// The same filter narrowed to one value more.
    package func with(_ dimension: Dimension, _ value: String) -> Filter {
        var narrowed = self
        narrowed[dimension] = value
        return narrowed
    }

    /// Checks the values that only the directory and the workflows know.
    ///
    /// - Parameter tracks: Ids of the workflows.
    package func check(directory: Directory, tracks: [String]) throws(ReferenceError) {
        if let office = values[.office], office != Dimension.absent {
            let offices = Set(directory.bodies.lazy.filter { $0.kind == .judicialOffice }.map(\.id.rawValue)).sorted()
            let known = offices + BodyHome.withoutOfficeValues
            guard known.contains(office) else { throw .unknownValue(office, of: .office, among: known) }
        }
        if let body = values[.body], body != Dimension.absent,
            !directory.bodies.contains(where: { $0.id == BodyID(body) })
        {
            throw .unknownValue(body, of: .body, among: directory.bodies.map(\.id.rawValue).sorted())
        }
        if let track = values[.track], track != Dimension.absent, !tracks.contains(track) {
            throw .unknownValue(track, of: .track, among: tracks)
        }
    }
}
