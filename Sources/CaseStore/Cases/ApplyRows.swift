import Canonical
import LegalTime
import Mediation
import Postgres
import Workflow

/// The rows of a batch of changes as columns: what the parameters of the apply statement are made of.
struct ApplyRows {
    private let district: DistrictCode
    private var ids: [PostgresUUID] = []
    private var expected: [Int32] = []
    private var previous: [[UInt8]] = []
    private var revisions: [Int32] = []
    private var heads: [[UInt8]] = []
    private var documents: [String] = []
    private var keys: [String?] = []
    private var events = EventRows()
    private var numbers = NumberRows()
    private var persons = PersonRows()
    private var custody = CustodyRows()
    private var past = PastCustodyRows()
    private var items = WorkItemRows()
    private var itemsDone = KeyRows()
    private var clocks = ClockRows()
    private var clocksDone = ClockKeyRows()
    private var outbox = OutboxRows()
    private var entries = EntryRows()
    private var complaints = ComplaintRows()
    private var subsidies = SubsidyRows()
    private var traces = TraceRows()

    init(district: DistrictCode) {
        self.district = district
    }

    /// Adds one change. Changes must be of different cases.
    mutating func add(_ change: CaseChange) {
        let decision = change.decision
        let after = decision.after
        let key = RowKey(id: after.id.postgres)
        for (index, stored) in change.events.enumerated() {
            events.add(key, stored, index == change.events.count - 1 ? change.idempotency : nil)
        }
        ids.append(key.id)
        expected.append(Int32(decision.before?.revision ?? 0))
        previous.append(change.head)
        revisions.append(Int32(after.revision))
        heads.append(change.newHead)
        documents.append(CanonicalJSON.encode(after))
        keys.append(change.idempotency?.key)
        addNumbers(decision, key)
        for person in change.persons { persons.add(key, person) }
        addCustody(decision, key)
        let clocks = (before: decision.before?.runningClocks ?? [:], after: after.runningClocks)
        addWorkItem(decision, key, clocks)
        addClocks(decision, key, clocks)
        for (number, notice) in decision.notices.enumerated() where change.isAnnounced {
            outbox.add(key, notice, number: number, of: after, at: change.recorded)
        }
        for entry in decision.entries {
            entries.add(key, entry, recorded: change.recorded, home: change.homes[entry.place])
        }
        addConduct(decision, key)
        if let trace = change.trace { traces.add(key, after.revision, trace) }
    }

    /// The statement and its bindings.
    var statement: Statement {
        let sections: [any ApplyColumns] = [
            events, numbers, persons, custody, past, items, itemsDone, clocks, clocksDone, outbox, entries, complaints,
            subsidies, traces,
        ]
        var shape = ApplyStatement.Shape()
        if expected.contains(where: { $0 > 0 }) { shape.insert(.updates) }
        if expected.contains(0) { shape.insert(.inserts) }
        if keys.contains(where: { $0 != nil }) { shape.insert(.keys) } else if ids.count == 1 { shape.insert(.lone) }
        var bindings: [any PostgresEncodable] = [
            district.rawValue, ids, expected, previous, revisions, heads, documents,
        ]
        if shape.contains(.keys) { bindings.append(keys) }
        for (index, section) in sections.enumerated() where section.count > 0 {
            shape.insert(.section(index))
            if section.count > 1, shape.contains(.lone) { shape.insert(.several(index)) }
            bindings += section.bindings
        }
        return Statement(ApplyStatement.sql(shape), bindings: bindings)
    }

    private mutating func addNumbers(_ decision: Decision, _ key: RowKey) {
        if decision.before == nil {
            numbers.add(key, "code", decision.after.code.description)
            if let register = decision.after.registerNumber { numbers.add(key, "register", register) }
        }
        for proceeding in decision.after.proceedings {
            let earlier = decision.before.flatMap { before in
                proceeding.number <= before.proceedings.count ? before.proceedings[proceeding.number - 1] : nil
            }
            guard let dossier = proceeding.dossier, earlier?.dossier == nil else { continue }
            numbers.add(key, "dossier", dossier.description, dossier)
        }
    }

    private mutating func addConduct(_ decision: Decision, _ key: RowKey) {
        let before = decision.before?.surroundings.complaints ?? []
        for complaint in decision.after.surroundings.complaints ?? [] where !before.contains(complaint) {
            complaints.add(key, complaint, code: decision.after.code)
        }
        guard let subsidy = decision.after.surroundings.subsidy, decision.before?.surroundings.subsidy == nil else {
            return
        }
        subsidies.add(key, subsidy, of: decision.after)
    }

    private mutating func addCustody(_ decision: Decision, _ key: RowKey) {
        guard decision.events.count > 1 || decision.before?.custody != decision.after.custody else { return }
        // Custody may change hands several times within one change: every past holder keeps its row.
        var current = decision.before?.custody
        var folded = decision.before
        for event in decision.events {
            if folded == nil {
                folded = Dispute(id: decision.after.id, district: decision.after.district, first: event)
            } else {
                folded?.apply(event)
            }
            guard let next = folded?.custody, next != current else { continue }
            if let left = current { past.add(key, left, until: next.since, sequence: event.sequence) }
            current = next
        }
        if decision.before?.custody != decision.after.custody { custody.add(key, decision.after.custody) }
    }

    private typealias Clocks = (before: [Dispute.ClockKey: Day], after: [Dispute.ClockKey: Day])

    private mutating func addWorkItem(_ decision: Decision, _ key: RowKey, _ clocks: Clocks) {
        let before = decision.before.flatMap { WorkItem($0, clocks: clocks.before) }
        let after = WorkItem(decision.after, clocks: clocks.after)
        guard before != after else { return }
        if let after { items.add(key, after) } else { itemsDone.add(key) }
    }

    private mutating func addClocks(_ decision: Decision, _ key: RowKey, _ clocks: Clocks) {
        for (clock, due) in clocks.after where clocks.before[clock] != due {
            self.clocks.add(key, clock, due: due, revision: decision.after.revision)
        }
        for clock in clocks.before.keys where clocks.after[clock] == nil { clocksDone.add(key, clock) }
    }
}

struct RowKey {
    let id: PostgresUUID
}

/// What the work list shows of a dispute that is not closed.
struct WorkItem: Equatable {
    let body: String
    let due: Day?
    let registered: Day

    init(body: String, due: Day?, registered: Day) {
        self.body = body
        self.due = due
        self.registered = registered
    }

    init?(_ dispute: Dispute) {
        self.init(dispute, clocks: dispute.runningClocks)
    }

    init?(_ dispute: Dispute, clocks: [Dispute.ClockKey: Day]) {
        guard !dispute.isClosed else { return nil }
        body = dispute.custody.body.rawValue
        due = clocks.values.min()
        registered = dispute.registered.day
    }
}

extension Dispute {
    struct ClockKey: Hashable {
        let proceeding: Int
        let name: String
    }

    /// The clocks that can still run out, with their last day.
    var runningClocks: [ClockKey: Day] {
        var running: [ClockKey: Day] = [:]
        let runs =
            [(0, pipeline)] + proceedings.filter(\.isOpen).map { ($0.number, $0.run) }
        for (number, run) in runs {
            for clock in run.clocks ?? [] where clock.expired != true && clock.pausedSince == nil {
                running[ClockKey(proceeding: number, name: clock.name)] = clock.due
            }
        }
        return running
    }
}
