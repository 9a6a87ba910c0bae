import Canonical
import LegalTime
import Mediation
import Postgres

/// The rows of one section of the apply statement, column by column.
protocol ApplyColumns {
    /// How many rows.
    var count: Int { get }
    /// One array a column, in the order of the section's columns.
    var bindings: [any PostgresEncodable] { get }
}

/// The cases that rows belong to.
struct KeyRows: ApplyColumns {
    private var ids: [PostgresUUID] = []

    var count: Int { ids.count }
    var bindings: [any PostgresEncodable] { [ids] }

    mutating func add(_ key: RowKey) {
        ids.append(key.id)
    }
}

struct EventRows: ApplyColumns {
    private var keys = KeyRows()
    private var sequences: [Int32] = []
    private var occurred: [PostgresTimestamp] = []
    private var recorded: [PostgresTimestamp] = []
    private var acts: [String] = []
    private var contents: [String] = []
    private var previous: [[UInt8]] = []
    private var algorithms: [String] = []
    private var hashes: [[UInt8]] = []
    private var idempotency: [String?] = []
    private var requests: [[UInt8]?] = []

    var count: Int { keys.count }
    var bindings: [any PostgresEncodable] {
        keys.bindings + [
            sequences, occurred, recorded, acts, contents, previous, algorithms, hashes, idempotency, requests,
        ]
    }

    mutating func add(_ key: RowKey, _ stored: StoredEvent, _ idempotency: CaseChange.Idempotency?) {
        keys.add(key)
        sequences.append(Int32(stored.event.sequence))
        occurred.append(stored.event.occurred.postgres)
        recorded.append(stored.recorded.postgres)
        acts.append(stored.event.act)
        contents.append(stored.content)
        previous.append(stored.previous)
        algorithms.append(stored.algorithm.rawValue)
        hashes.append(stored.hash)
        self.idempotency.append(idempotency?.key)
        requests.append(idempotency?.request)
    }
}

struct NumberRows: ApplyColumns {
    private var keys = KeyRows()
    private var kinds: [String] = []
    private var numbers: [String] = []
    private var series: [String?] = []
    private var years: [Int32?] = []
    private var sequences: [Int32?] = []

    var count: Int { keys.count }
    var bindings: [any PostgresEncodable] { keys.bindings + [kinds, numbers, series, years, sequences] }

    mutating func add(_ key: RowKey, _ kind: String, _ number: String, _ dossier: DossierNumber? = nil) {
        keys.add(key)
        kinds.append(kind)
        numbers.append(number)
        series.append(dossier?.series)
        years.append(dossier.map { Int32($0.year) })
        sequences.append(dossier.map { Int32($0.sequence) })
    }
}

struct PersonRows: ApplyColumns {
    private var keys = KeyRows()
    private var parties: [Int32] = []
    private var salts: [[UInt8]] = []
    private var particulars: [String] = []

    var count: Int { keys.count }
    var bindings: [any PostgresEncodable] { keys.bindings + [parties, salts, particulars] }

    mutating func add(_ key: RowKey, _ person: CaseChange.Person) {
        keys.add(key)
        parties.append(Int32(person.party))
        salts.append(person.salt)
        particulars.append(person.particulars)
    }
}

struct CustodyRows: ApplyColumns {
    private var keys = KeyRows()
    private var bodies: [String] = []
    private var since: [PostgresTimestamp] = []

    var count: Int { keys.count }
    var bindings: [any PostgresEncodable] { keys.bindings + [bodies, since] }

    mutating func add(_ key: RowKey, _ custody: Custody) {
        keys.add(key)
        bodies.append(custody.body.rawValue)
        since.append(custody.since.postgres)
    }
}

struct PastCustodyRows: ApplyColumns {
    private var keys = KeyRows()
    private var sequences: [Int32] = []
    private var bodies: [String] = []
    private var since: [PostgresTimestamp] = []
    private var until: [PostgresTimestamp] = []

    var count: Int { keys.count }
    var bindings: [any PostgresEncodable] { keys.bindings + [sequences, bodies, since, until] }

    mutating func add(_ key: RowKey, _ custody: Custody, until end: Instant, sequence: Int) {
        keys.add(key)
        sequences.append(Int32(sequence))
        bodies.append(custody.body.rawValue)
        since.append(custody.since.postgres)
        until.append(end.postgres)
    }
}

struct WorkItemRows: ApplyColumns {
    private var keys = KeyRows()
    private var bodies: [String] = []
    private var due: [PostgresDate?] = []
    private var registered: [PostgresDate] = []

    var count: Int { keys.count }
    var bindings: [any PostgresEncodable] { keys.bindings + [bodies, due, registered] }

    mutating func add(_ key: RowKey, _ item: WorkItem) {
        keys.add(key)
        bodies.append(item.body)
        due.append(item.due?.postgres)
        registered.append(item.registered.postgres)
    }
}

struct ClockRows: ApplyColumns {
    private var clocks = ClockKeyRows()
    private var due: [PostgresTimestamp] = []
    private var revisions: [Int32] = []

    var count: Int { clocks.count }
    var bindings: [any PostgresEncodable] { clocks.bindings + [due, revisions] }

    /// A clock runs out when its last day is over.
    mutating func add(_ key: RowKey, _ clock: Dispute.ClockKey, due day: Day, revision: Int) {
        clocks.add(key, clock)
        due.append(Instant(day.adding(days: 1)).postgres)
        revisions.append(Int32(revision))
    }
}

struct ClockKeyRows: ApplyColumns {
    private var keys = KeyRows()
    private var proceedings: [Int32] = []
    private var names: [String] = []

    var count: Int { keys.count }
    var bindings: [any PostgresEncodable] { keys.bindings + [proceedings, names] }

    mutating func add(_ key: RowKey, _ clock: Dispute.ClockKey) {
        keys.add(key)
        proceedings.append(Int32(clock.proceeding))
        names.append(clock.name)
    }
}

struct OutboxRows: ApplyColumns {
    private var keys = KeyRows()
    private var sequences: [Int32] = []
    private var numbers: [Int32] = []
    private var topics: [String] = []
    private var bodies: [String] = []
    private var notBefore: [PostgresTimestamp] = []

    var count: Int { keys.count }
    var bindings: [any PostgresEncodable] { keys.bindings + [sequences, numbers, topics, bodies, notBefore] }

    mutating func add(_ key: RowKey, _ notice: Decision.Notice, number: Int, of dispute: Dispute, at: Instant) {
        keys.add(key)
        sequences.append(Int32(notice.sequence))
        numbers.append(Int32(number))
        topics.append("notify.\(notice.role)")
        bodies.append(
            CanonicalJSON.encode([
                "act": notice.act, "body": dispute.custody.body.rawValue, "code": dispute.code.description,
            ]))
        notBefore.append(at.postgres)
    }
}

struct EntryRows: ApplyColumns {
    private var keys = KeyRows()
    private var sequences: [Int32] = []
    private var proceedings: [Int32] = []
    private var measures: [Int16] = []
    private var days: [PostgresDate] = []
    private var recorded: [PostgresTimestamp] = []
    private var bodies: [String] = []
    private var offices: [String?] = []
    private var kinds: [String] = []
    private var tracks: [String?] = []
    private var types: [String] = []
    private var sources: [String] = []
    private var outcomes: [String?] = []
    private var forms: [String?] = []
    private var durations: [Int32?] = []
    private var amounts: [Int64?] = []
    private var synthetic: [Bool] = []

    var count: Int { keys.count }
    var bindings: [any PostgresEncodable] {
        keys.bindings + [
            sequences, proceedings, measures, days, recorded, bodies, offices, kinds, tracks, types, sources,
            outcomes, forms, durations, amounts, synthetic,
        ]
    }

    mutating func add(_ key: RowKey, _ entry: ReportEntry, recorded at: Instant, home: BodyHome?) {
        keys.add(key)
        sequences.append(Int32(entry.sequence))
        proceedings.append(Int32(entry.proceeding))
        measures.append(entry.measure.rawValue)
        days.append(entry.day.postgres)
        recorded.append(at.postgres)
        bodies.append(entry.body.rawValue)
        offices.append(home?.office ?? Dimension.absent)
        kinds.append(home?.kind ?? Dimension.absent)
        tracks.append(entry.track)
        types.append(entry.type.rawValue)
        sources.append(entry.source.rawValue)
        outcomes.append(entry.outcome)
        forms.append(entry.form?.rawValue)
        durations.append(entry.days.map(Int32.init))
        amounts.append(entry.amount?.fen)
        synthetic.append(entry.isSynthetic)
    }
}

struct ComplaintRows: ApplyColumns {
    private var keys = KeyRows()
    private var numbers: [Int32] = []
    private var codes: [String] = []
    private var receivers: [String] = []
    private var bodies: [String] = []
    private var mediators: [String?] = []
    private var grounds: [String] = []
    private var filed: [PostgresDate] = []
    private var due: [PostgresDate?] = []
    private var answered: [PostgresDate?] = []
    private var confirmed: [Bool?] = []
    private var lifted: [PostgresDate?] = []

    var count: Int { keys.count }
    var bindings: [any PostgresEncodable] {
        keys.bindings + [
            numbers, codes, receivers, bodies, mediators, grounds, filed, due, answered, confirmed, lifted,
        ]
    }

    mutating func add(_ key: RowKey, _ complaint: Complaint, code: CaseCode) {
        keys.add(key)
        numbers.append(Int32(complaint.number))
        codes.append(code.description)
        receivers.append(complaint.to.rawValue)
        bodies.append(complaint.about.rawValue)
        mediators.append(complaint.mediator)
        grounds.append(complaint.ground.rawValue)
        filed.append(complaint.at.day.postgres)
        due.append(complaint.due?.postgres)
        answered.append(complaint.answered?.day.postgres)
        confirmed.append(complaint.confirmed)
        lifted.append(complaint.lifted?.day.postgres)
    }
}

struct SubsidyRows: ApplyColumns {
    private var keys = KeyRows()
    private var codes: [String] = []
    private var dossiers: [String?] = []
    private var mediators: [String] = []
    private var bodies: [String] = []
    private var grades: [String] = []
    private var amounts: [Int64] = []
    private var bases: [String] = []
    private var verified: [Bool] = []
    private var days: [PostgresDate] = []

    var count: Int { keys.count }
    var bindings: [any PostgresEncodable] {
        keys.bindings + [codes, dossiers, mediators, bodies, grades, amounts, bases, verified, days]
    }

    mutating func add(_ key: RowKey, _ subsidy: Subsidy, of dispute: Dispute) {
        guard let at = subsidy.at, let body = subsidy.body else { return }
        keys.add(key)
        codes.append(dispute.code.description)
        dossiers.append(subsidy.proceeding.flatMap { dispute.proceedings[$0 - 1].dossier?.description })
        mediators.append(subsidy.mediator)
        bodies.append(body.rawValue)
        grades.append(subsidy.grade.rawValue)
        amounts.append(subsidy.amount.fen)
        bases.append(subsidy.basis)
        verified.append(subsidy.verified)
        days.append(at.day.postgres)
    }
}

struct TraceRows: ApplyColumns {
    private var keys = KeyRows()
    private var sequences: [Int32] = []
    private var traces: [[UInt8]] = []

    var count: Int { keys.count }
    var bindings: [any PostgresEncodable] { keys.bindings + [sequences, traces] }

    mutating func add(_ key: RowKey, _ sequence: Int, _ trace: [UInt8]) {
        keys.add(key)
        sequences.append(Int32(sequence))
        traces.append(trace)
    }
}
