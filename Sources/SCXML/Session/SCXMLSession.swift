package import Statechart

/// One run of a document on a virtual clock: its external queue, and the events that wait for their time.
///
/// Every call ends when the external queue is empty. Delayed events come in the order of their due times, those of the
/// same time in the order sent; each has its macrostep, and all that it sent without delay, before the next.
package struct SCXMLSession: Sendable {
    /// What a session is asked to tell, in order.
    package enum Notice: Hashable, Sendable {
        case log(String)
        /// The event of an error that executable content raised.
        case failure(event: String)
    }

    /// The document goes round in a circle: eventless transitions, raised events, or events that it sends itself.
    package struct Endless: Error, Hashable, Sendable {}

    private struct Waiting {
        let due: Int
        let event: String
        let id: String?
    }

    /// How many events one call may handle.
    private static let eventLimit = 100_000

    private let chart: Chart
    private var snapshot: Snapshot
    /// In nanoseconds from the start.
    private var now = 0
    /// In the order in which they will come.
    private var waiting: [Waiting] = []
    private var queue: [String] = []
    package private(set) var notices: [Notice] = []

    /// Starts the chart and handles what it sends itself at once.
    ///
    /// - Parameter members: for how many members facts are kept, in documents that have such facts.
    package init(_ chart: Chart, members: Int = 0) throws(Endless) {
        self.chart = chart
        let step = chart.start(members: members)
        snapshot = step.snapshot
        try take(step)
        try drain()
    }

    /// Ids of the active states without states inside, sorted by code point. After the end, the final state.
    package var configuration: [String] {
        chart.activeLeaves(in: snapshot).map { chart.states[$0.rawValue].id }
            .sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    }

    /// Whether a final state at the top was reached.
    package var isFinal: Bool { snapshot.isDone }

    /// Forgets the notices told so far and gives them.
    package mutating func takeNotices() -> [Notice] {
        defer { notices = [] }
        return notices
    }

    /// Offers an event from outside.
    package mutating func send(_ event: String, member: Int? = nil, inputs: [Input] = []) throws(Endless) {
        guard !isFinal else { return }
        try take(chart.step(snapshot, chart.event(event, member: member, inputs: inputs)))
        try drain()
    }

    /// Lets time pass.
    package mutating func advance(by duration: VirtualDuration) throws(Endless) {
        let end = now.addingClamped(duration.nanoseconds)
        var count = 0
        while let next = waiting.first, next.due <= end {
            count += 1
            guard count <= Self.eventLimit else { throw Endless() }
            waiting.removeFirst()
            now = next.due
            queue.append(next.event)
            try drain()
        }
        now = end
    }

    private mutating func drain() throws(Endless) {
        var position = 0
        while position < queue.count, !isFinal {
            guard position < Self.eventLimit else { throw Endless() }
            let event = queue[position]
            position += 1
            try take(chart.step(snapshot, chart.event(event)))
        }
        queue = []
    }

    private mutating func take(_ step: Step) throws(Endless) {
        guard step.outcome != .diverged else { throw Endless() }
        snapshot = step.snapshot
        for output in step.outputs {
            switch output {
            case .send(let send) where send.delay > 0: wait(send)
            case .send(let send): queue.append(send.event)
            case .cancel(let id): waiting.removeAll { $0.id == id }
            case .log(let text): notices.append(.log(text))
            case .failure(let event): notices.append(.failure(event: event))
            case .effect: break
            }
        }
        if isFinal { waiting = [] }
    }

    private mutating func wait(_ send: Send) {
        let due = now.addingClamped(send.delay)
        let place = waiting.firstIndex { $0.due > due } ?? waiting.count
        waiting.insert(Waiting(due: due, event: send.event, id: send.id), at: place)
    }
}

extension Int {
    fileprivate func addingClamped(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
