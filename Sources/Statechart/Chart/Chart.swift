/// A compiled statechart: immutable, shared freely.
///
/// The tables are indexed by integers. What is public describes them for those who draw, verify or explain; the
/// interpreter reads the same tables.
package final class Chart: Sendable {
    /// All states in document order; the first is the root.
    package let states: [State]

    /// All transitions in document order of their sources.
    package let transitions: [Transition]

    package let facts: [FactDeclaration]

    /// The names of all events that the chart mentions: answered, raised or sent, and `done.state.ID` of every state that
    /// can complete. The first, ``EventID/other``, is empty.
    package let events: [String]

    /// How many microsteps one step may take.
    package let microstepLimit: Int

    /// What it was compiled from.
    package let source: ChartSource

    let tables: Tables
    private let statesByName: [String: StateIndex]
    private let factsByName: [String: FactIndex]
    private let eventsByName: [String: EventID]

    /// Checks the source and compiles it.
    ///
    /// - Throws: ``ChartError`` with every problem found.
    package convenience init(compiling source: ChartSource, microstepLimit: Int = 1000) throws(ChartError) {
        var checker = SourceChecker(source)
        let problems = checker.check()
        guard problems.isEmpty else { throw ChartError(problems) }
        var builder = ChartBuilder(source)
        self.init(builder.build(), of: source, microstepLimit: microstepLimit)
    }

    private init(_ parts: ChartBuilder.Parts, of source: ChartSource, microstepLimit: Int) {
        self.source = source
        states = parts.states
        transitions = parts.transitions
        facts = parts.facts
        events = parts.events
        tables = parts.tables
        statesByName = parts.statesByName
        factsByName = parts.factsByName
        eventsByName = parts.eventsByName
        self.microstepLimit = microstepLimit
    }

    /// The state of this name, histories included.
    package func state(_ id: String) -> StateIndex? { statesByName[id] }

    package func fact(_ name: String) -> FactIndex? { factsByName[name] }

    /// The interned name. A name that the chart does not mention becomes the longest beginning of it (in tokens) that the
    /// chart does, since the same transitions answer both; failing that, ``EventID/other``.
    package func eventID(_ name: String) -> EventID {
        var prefix = name[...]
        while true {
            if let id = eventsByName[String(prefix)] { return id }
            guard let dot = prefix.lastIndex(of: ".") else { return .other }
            prefix = prefix[..<dot]
        }
    }

    /// An event by name.
    package func event(_ name: String, member: Int? = nil, inputs: [Input] = []) -> Event {
        Event(eventID(name), member: member, inputs: inputs)
    }

    /// An input by names.
    package func input(_ fact: String, _ value: FactValue, member: Int? = nil) throws(InputError) -> Input {
        guard let index = factsByName[fact] else { throw .unknownFact(fact) }
        let declaration = facts[index.rawValue]
        guard member == nil || declaration.scope == .each else { throw .notEach(fact: fact) }
        guard let code = declaration.domain.code(of: value) else {
            throw .valueNotInDomain(fact: fact, value: value)
        }
        return Input(fact: index, member: member, code: code)
    }
}

extension Chart {
    /// One state of a compiled chart.
    package struct State: Hashable, Sendable {
        package let id: String
        package let kind: StateKind
        /// `nil` for the root only.
        package let parent: StateIndex?
        /// In document order, histories included.
        package let children: [StateIndex]
        /// The default entry of a compound state, the default of a history.
        package let initial: [StateIndex]
        /// Those whose source it is, in document order.
        package let transitions: Range<Int>
        /// The root is 0 deep.
        package let depth: Int
        package let doneData: Int?
        /// Where its declaration stands.
        package let path: SourcePath
    }

    /// One transition of a compiled chart.
    package struct Transition: Hashable, Sendable {
        package let source: StateIndex
        package let events: [EventDescriptor]
        package let condition: Guard?
        package let targets: [StateIndex]
        package let kind: TransitionKind
        package let actions: [Action]
        package let tag: Int
        package let path: SourcePath
    }
}
