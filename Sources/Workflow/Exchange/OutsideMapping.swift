package import LegalTime

/// How the fields and codes of an outside system correspond with ours (字段与代码对照), as loaded from a file and checked.
///
/// Correspondence is data: dated, and many to many. Where several rows speak for one code on a day, the row that is preferred in that
/// direction decides; without one a person does. What nobody has seen in an official list carries its mark in the row.
///
/// **Read in this order**: this file, ``OutsideVocabulary`` (what a file may name), `OutsideMappingFile` (from YAML),
/// ``OutsideMappingCheck`` (what the rows do together).
package struct OutsideMapping: Hashable, Sendable {
    /// The system, such as `courtPlatform`.
    package let id: String
    package let title: Bilingual
    package let from: Day
    package let until: Day?
    /// The door through which its matters come in; nil for a system that sends none.
    package let door: String?
    /// What it is told of.
    package let reports: Reports
    package let note: Bilingual?
    package let fields: [OutsideField]
    package let codes: [OutsideCode]

    package enum Reports: Hashable, Sendable {
        /// How the matters went that came from it.
        case returned
        /// Every matter in one of these tracks.
        case tracks([String])
    }

    package func isInForce(on day: Day) -> Bool { from <= day && day <= until ?? day }

    /// The fields of a direction in force on a day, in the order of the file.
    package func fields(_ direction: OutsideDirection, on day: Day) -> [OutsideField] {
        fields.filter { $0.direction == direction && $0.span.contains(day) }
    }

    /// What a code stands for on the other side on a day.
    ///
    /// - Parameter direction: Of the message: a code of theirs is looked up in what comes in, one of ours in what goes out.
    package func match(_ code: String, in list: String, _ direction: OutsideDirection, on day: Day) -> OutsideMatch {
        let rows = codes.filter { row in
            row.list == list && row.span.contains(day) && row.key(direction) == code
        }
        let values = rows.map { $0.value(direction) }
        if let only = values.first, Set(values).count == 1 { return .one(only) }
        if let chosen = rows.first(where: { $0.preferred.contains(direction) }) { return .one(chosen.value(direction)) }
        return values.isEmpty ? .none : .several(values)
    }

    /// Every row, fields and codes, that is not verified.
    package var unverified: Int { fields.count { !$0.isVerified } + codes.count { !$0.isVerified } }
    package var rows: Int { fields.count + codes.count }
}

/// Of a message between an outside system and us.
package enum OutsideDirection: String, Hashable, Sendable, Codable, CaseIterable {
    case `in`, out

    package var title: Bilingual {
        switch self {
        case .in: Bilingual(zh: "收到", en: "in")
        case .out: Bilingual(zh: "发出", en: "out")
        }
    }
}

/// The days of a row, both included.
package struct OutsideSpan: Hashable, Sendable {
    package let from: Day
    package let until: Day?

    package func contains(_ day: Day) -> Bool { from <= day && day <= until ?? day }

    func overlaps(_ other: OutsideSpan) -> Bool {
        from <= other.until ?? from && other.from <= until ?? other.from
    }
}

/// One field: its name there, what it is here, and how its value is written there.
package struct OutsideField: Hashable, Sendable {
    package let direction: OutsideDirection
    package let theirs: String
    /// A slot of ``OutsideVocabulary``.
    package let ours: String
    package let form: OutsideForm
    package let isRequired: Bool
    package let isVerified: Bool
    package let span: OutsideSpan
    /// Line in the file, from 1.
    package let line: Int
}

/// How a value is written in a field of theirs.
package enum OutsideForm: String, Hashable, Sendable, CaseIterable {
    case text
    /// Several, separated by `、`, a comma or a semicolon.
    case list
    /// `2023-04-17` and `20230417`; a time behind it is allowed in what comes in.
    case day, compactDay
    /// `3000.50`, `300050`.
    case yuan, fen
    /// A code of a list.
    case code

    package var title: Bilingual {
        switch self {
        case .text: Bilingual(zh: "文字", en: "text")
        case .list: Bilingual(zh: "多项文字", en: "several texts")
        case .day: Bilingual(zh: "日期 2023-04-17", en: "day 2023-04-17")
        case .compactDay: Bilingual(zh: "日期 20230417", en: "day 20230417")
        case .yuan: Bilingual(zh: "金额（元）", en: "amount in yuan")
        case .fen: Bilingual(zh: "金额（分）", en: "amount in fen")
        case .code: Bilingual(zh: "代码", en: "code")
        }
    }
}

/// One row of a list of codes.
package struct OutsideCode: Hashable, Sendable {
    package let list: String
    package let theirs: String
    package let ours: String
    /// Directions in which it decides where several rows hold.
    package let preferred: Set<OutsideDirection>
    package let isVerified: Bool
    package let span: OutsideSpan
    /// Line in the file, from 1.
    package let line: Int

    package func key(_ direction: OutsideDirection) -> String { direction == .in ? theirs : ours }
    package func value(_ direction: OutsideDirection) -> String { direction == .in ? ours : theirs }
}

/// What a code stands for.
package enum OutsideMatch: Hashable, Sendable {
    case none
    case one(String)
    /// Several, and none is preferred: a person decides.
    case several([String])
}

/// The mappings of an installation, by system and date.
package struct OutsideLibrary: Sendable {
    /// By system, the earliest first.
    package let mappings: [OutsideMapping]

    /// - Throws: when two versions of one system are in force on the same day.
    package init(_ mappings: some Sequence<OutsideMapping>) throws(OutsideOverlap) {
        self.mappings = mappings.sorted { ($0.id, $0.from) < ($1.id, $1.from) }
        for (earlier, later) in zip(self.mappings, self.mappings.dropFirst())
        where earlier.id == later.id && earlier.until ?? later.from >= later.from {
            throw OutsideOverlap(system: earlier.id, earlier: earlier.from, later: later.from)
        }
    }

    package var systems: [String] {
        mappings.reduce(into: []) { found, mapping in
            if found.last != mapping.id { found.append(mapping.id) }
        }
    }

    package func inForce(_ system: String, on day: Day) -> OutsideMapping? {
        mappings.last { $0.id == system && $0.isInForce(on: day) }
    }
}

/// Two mappings of one system would hold on the same day.
package struct OutsideOverlap: Error, Hashable, Sendable, CustomStringConvertible {
    package let system: String
    package let earlier: Day
    package let later: Day

    package var description: String {
        Bilingual(
            zh: "\(system)：\(later) 起施行的对照表与 \(earlier) 起施行的同时有效。请为前者写明 until。",
            en: "\(system): the mapping from \(later) and that from \(earlier) hold together. Give the former an until."
        ).description
    }
}
