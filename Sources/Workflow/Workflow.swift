package import LegalTime
package import Statechart

/// A workflow as loaded from its file and checked: the chart, and everything the file says that a chart does not know.
///
/// A workflow is immutable and shared freely. It is pure: ``start(at:members:calendar:)``, ``perform(_:on:at:calendar:)``
/// and ``advance(_:to:calendar:)`` lead from one ``Run`` to the next and say what happened; ``offers(for:roles:)`` says
/// what can be done. Nothing here reads a clock, does input or output, or knows a database.
package final class Workflow: Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The life of a dispute across bodies.
        case pipeline
        /// One procedure in one body.
        case track
        /// What can be put on record at any time, beside every procedure.
        case dossier
    }

    package let id: String
    package let kind: Kind
    package let title: Bilingual
    /// The first day on which a new run may start under this version.
    package let from: Day
    /// The last such day; nil while no end is known.
    package let until: Day?
    /// The instrument that the file rests on as a whole.
    package let law: String?
    /// The text the workflow was loaded from.
    package let source: String
    /// FNV-1a of the text in 64 bits: tells texts apart, proves nothing.
    package let sourceHash: UInt64

    package let vocabulary: Vocabulary
    package let facts: [DeclaredFact]
    package let clocks: [ClockDeclaration]
    /// In document order.
    package let states: [StateDeclaration]
    /// In document order, each at the index that is its tag.
    package let transitions: [TransitionDeclaration]
    package let properties: [PropertyDeclaration]
    /// What people can do, in order of first mention.
    package let acts: [Act]

    package let chart: Chart
    /// What the indices in the chart's effects mean.
    let chartEffects: [ChartEffect]
    /// What the indices in the chart's done data mean.
    let chartOutcomes: [String]
    /// The roles that the chart's fact of the acting role tells apart.
    let actingRoles: [String]

    /// The events that transitions answer, in order of first mention.
    package let events: [String]

    private let factsByName: [String: Int]
    private let clocksByName: [String: Int]
    private let statesByName: [String: Int]
    private let actsByEvent: [String: Int]

    init(_ parts: Parts, chart: Chart) {
        id = parts.id
        kind = parts.kind
        title = parts.title
        from = parts.from
        until = parts.until
        law = parts.law
        source = parts.source
        sourceHash = Self.hash(of: parts.source)
        vocabulary = parts.vocabulary
        facts = parts.facts
        clocks = parts.clocks
        states = parts.states
        transitions = parts.transitions
        properties = parts.properties
        events = distinct(parts.transitions.compactMap(\.event))
        acts = Act.all(in: parts.transitions)
        self.chart = chart
        chartEffects = parts.chartEffects
        chartOutcomes = parts.chartOutcomes
        actingRoles = parts.actingRoles
        factsByName = Self.index(facts.map(\.name))
        clocksByName = Self.index(clocks.map(\.name))
        statesByName = Self.index(states.map(\.id))
        actsByEvent = Self.index(acts.map(\.event))
    }

    package var version: WorkflowVersion { WorkflowVersion(id: id, from: from) }

    /// Whether new runs may start under this version on a day.
    package func isInForce(on day: Day) -> Bool {
        from <= day && day <= until ?? day
    }

    package func fact(_ name: String) -> DeclaredFact? { factsByName[name].map { facts[$0] } }
    package func clock(_ name: String) -> ClockDeclaration? { clocksByName[name].map { clocks[$0] } }
    package func state(_ id: String) -> StateDeclaration? { statesByName[id].map { states[$0] } }
    package func act(_ event: String) -> Act? { actsByEvent[event].map { acts[$0] } }

    /// The role whose members have facts of their own, when the file has such facts.
    package var memberRole: String? { facts.lazy.compactMap(\.each).first }

    /// The title of a state; its id when the workflow does not have it.
    package func title(ofState id: String) -> Bilingual { state(id)?.title ?? Bilingual(id) }

    private static func index(_ names: [String]) -> [String: Int] {
        Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    static func hash(of text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}

/// Which text of a workflow governs a run: the workflow and the day from which this text is in force.
package struct WorkflowVersion: Hashable, Sendable, Codable, CustomStringConvertible {
    package let id: String
    package let from: Day

    package init(id: String, from: Day) {
        self.id = id
        self.from = from
    }

    /// `people@2011-01-01`
    package var description: String { "\(id)@\(from)" }
}

/// Something a person can do in a workflow, over all the transitions that answer it.
package struct Act: Hashable, Sendable {
    /// The name of the event.
    package let event: String
    package let title: Bilingual
    /// Every role that may do it somewhere.
    package let roles: [String]
    /// The tags of its transitions, in document order.
    package let transitions: [Int]
    /// Records some transition requires.
    package let records: [String]
    /// Records some transition allows.
    package let mayRecord: [String]
    package let laws: [Citation]

    static func all(in transitions: [TransitionDeclaration]) -> [Act] {
        var order: [String] = []
        var groups: [String: [TransitionDeclaration]] = [:]
        for transition in transitions {
            guard let event = transition.event, !transition.by.isEmpty else { continue }
            if groups[event] == nil { order.append(event) }
            groups[event, default: []].append(transition)
        }
        return order.map { event in
            let group = groups[event] ?? []
            return Act(
                event: event, title: group.lazy.compactMap(\.title).first ?? Bilingual(event),
                roles: distinct(group.flatMap(\.by)), transitions: group.map(\.tag),
                records: distinct(group.flatMap(\.records)), mayRecord: distinct(group.flatMap(\.mayRecord)),
                laws: distinct(group.compactMap(\.law)))
        }
    }
}

/// The values in order, each once.
func distinct<Value: Hashable>(_ values: [Value]) -> [Value] {
    var seen: Set<Value> = []
    return values.filter { seen.insert($0).inserted }
}
