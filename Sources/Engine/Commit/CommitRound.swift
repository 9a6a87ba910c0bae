import CaseStore
import LegalTime
import Mediation
import Workflow

/// One go at reading, deciding and writing a batch.
///
/// Whatever happens to one request never fails another: a refused one is answered and left out, an overtaken one goes
/// again, and where the database refuses the whole, each is written alone.
struct CommitRound {
    let decider: BatchDecider
    /// Not yet answered, written or sent to go again.
    private var open: [CommitJob]
    private(set) var again: [CommitJob] = []

    /// How often a request may be overtaken before its caller is told.
    private static let goes = 8

    /// Both are large, and are passed from hand to hand.
    private final class Decided: Sendable {
        let job: CommitJob
        let change: CaseChange

        init(_ job: CommitJob, _ change: CaseChange) {
            self.job = job
            self.change = change
        }
    }

    init(decider: BatchDecider, open: [CommitJob]) {
        self.decider = decider
        self.open = open
    }

    mutating func run(on store: some CommitStore) {
        do throws(StoreError) {
            try settleUnheard(on: store)
            try settleKeys(open.filter(\.mustAskKey), on: store)
            let changes = try decide(on: store)
            open = []
            write(changes, on: store)
        } catch {
            for job in open { fail(job, error) }
            open = []
        }
    }

    // MARK: Answers already given

    /// A commit that was not heard of either stands in the history, to the byte, or never happened. That it stands is told only
    /// when it would also outlive this server.
    private mutating func settleUnheard(on store: some CommitStore) throws(StoreError) {
        let attempts = open.flatMap(\.unheard)
        guard !attempts.isEmpty else { return }
        let standing = Set(
            try store.standing(attempts.map { ($0.id, $0.revision, $0.head) }))
        if !standing.isEmpty { try store.secure() }
        answer { job in
            job.unheard.first { standing.contains($0.head) }.map {
                .success(Receipt(id: $0.id, revision: $0.revision, dispute: $0.dispute, repeated: false))
            }
        }
    }

    /// Answers those of the requests that were carried out before, under the same key.
    private mutating func settleKeys(
        _ asking: [CommitJob], on store: some CommitStore
    ) throws(StoreError) {
        let keys = asking.compactMap(\.request.key)
        guard !keys.isEmpty else { return }
        let answered = try store.answered(keys: keys)
        if !answered.isEmpty { try store.secure() }
        answer { job in
            guard let key = job.request.key, let first = answered[key] else { return nil }
            guard first.request == job.request.fingerprint else { return .failure(.keyReused(key)) }
            return .success(Receipt(id: first.id, revision: first.revision, dispute: nil, repeated: true))
        }
    }

    private mutating func answer(_ find: (CommitJob) -> Result<Receipt, EngineError>?) {
        open.removeAll { job in
            guard let answer = find(job) else { return false }
            job.answer(answer)
            return true
        }
    }

    // MARK: Deciding

    private mutating func decide(on store: some CommitStore) throws(StoreError) -> [Decided] {
        // A case that is being registered is not there to be read.
        let existing = open.filter { $0.request.id != nil }
        let remembered = decider.recent.take(existing.filter { !$0.mustRead }.map(\.id))
        let unknown = existing.map(\.id).filter { remembered[$0] == nil }
        let read = unknown.isEmpty ? [:] : try store.load(unknown)
        let loaded = remembered.merging(read) { $1 }
        let series = decider.series(for: open.filter(\.mayNumber), loaded)
        var numbers = DossierNumbers(
            last: series.isEmpty ? [:] : try store.lastNumbers(series))
        let named = open.filter { $0.request.id != nil && $0.request.asks(\.asksNames) }.map(\.id)
        let names = named.isEmpty ? [:] : try store.names(of: named)
        let asksSanctions = open.contains { $0.request.asks(\.asksSanctions) }
        let sanctions = asksSanctions ? try store.sanctions() : []
        var changes: [Decided] = []
        var refused: [(CommitJob, EngineError)] = []
        for job in open {
            do throws(EngineError) {
                let known = Knowledge(names: names[job.id] ?? [:], sanctions: sanctions)
                changes.append(
                    Decided(job, try decider.change(job.request, job.id, loaded[job.id], &numbers, known)))
            } catch {
                if remembered[job.id] == nil { refused.append((job, error)) } else { doubt(job) }
            }
        }
        refuse(refused, on: store)
        return changes
    }

    /// Another program may have moved on what is remembered here.
    private mutating func doubt(_ job: CommitJob) {
        var job = job
        job.mustRead = true
        again.append(job)
    }

    /// What is refused now may be the repetition of what was done before.
    private mutating func refuse(_ refused: [(CommitJob, EngineError)], on store: some CommitStore) {
        open = refused.map(\.0)
        do throws(StoreError) {
            try settleKeys(open.filter { !$0.mustAskKey }, on: store)
            for (job, error) in refused where open.contains(where: { $0.id == job.id }) {
                job.answer(.failure(error))
            }
        } catch {
            for job in open { fail(job, error) }
        }
        open = []
    }

    // MARK: Writing

    /// - Returns: Whether all of them stand.
    @discardableResult
    private mutating func write(_ changes: [Decided], on store: some CommitStore) -> Bool {
        guard !changes.isEmpty else { return true }
        do throws(StoreError) {
            guard let outcomes = try apply(changes, on: store) else { return writeEach(changes, on: store) }
            for (decided, outcome) in zip(changes, outcomes) { conclude(decided, outcome) }
            return outcomes.allSatisfy { $0 != .stale }
        } catch {
            switch error.code {
            case .commitUnknown:
                for decided in changes { fail(decided.job.unheard(decided.change), error) }
            case .unavailable, .diskFull, .readOnly:
                for decided in changes { fail(decided.job, error) }
            default:
                guard changes.count == 1 else { return writeEach(changes, on: store) }
                settle(changes[0], error, on: store)
            }
            return false
        }
    }

    /// Where one is not written, those that took the numbers after its own go again: they would leave a gap.
    private mutating func writeEach(_ changes: [Decided], on store: some CommitStore) -> Bool {
        var (stand, isGap) = (true, false)
        for decided in changes {
            if isGap, decided.job.mayNumber {
                again.append(decided.job)
                continue
            }
            guard !write([decided], on: store) else { continue }
            stand = false
            isGap = isGap || decided.job.mayNumber
        }
        return stand
    }

    /// Nil where nothing was written because an overtaken request would have left a gap among the numbers of others.
    private func apply(
        _ changes: [Decided], on store: some CommitStore
    ) throws(StoreError) -> [ApplyOutcome]? {
        let numbering = changes.count(where: { $0.job.mayNumber })
        guard numbering > 1 else { return try store.apply(changes.map(\.change)) }
        return try store.applyTogether(
            changes.map { (change: $0.change, mustStand: $0.job.mayNumber) })
    }

    private mutating func conclude(_ decided: Decided, _ outcome: ApplyOutcome) {
        switch outcome {
        case .applied(let revision, let head):
            decider.recent.remember(decided.change.decision.after, head: head)
            decided.job.answer(
                .success(
                    Receipt(
                        id: decided.job.id, revision: revision, dispute: decided.change.decision.after,
                        repeated: false)))
        case .stale: overtaken(decided.job)
        }
    }

    private mutating func overtaken(_ job: CommitJob) {
        var job = job
        job.goes += 1
        job.mustAskKey = true
        // The id of a new case was taken by chance, unless an earlier go registered it.
        if job.request.id == nil, job.unheard.isEmpty { job.id = decider.newID() }
        if job.goes < Self.goes { again.append(job) } else { job.answer(.failure(.busy)) }
    }

    /// The database is away or in the way: goes again while its caller has patience.
    private mutating func fail(_ job: CommitJob, _ error: StoreError) {
        let mayPass = [.unavailable, .commitUnknown, .conflict].contains(error.code)
        guard mayPass, job.patience > .now else { return job.answer(.failure(.store(error))) }
        var job = job
        job.mustAskKey = true
        job.failures += 1
        again.append(job)
    }

    /// The database refused a change that was alone.
    private mutating func settle(
        _ decided: Decided, _ error: StoreError, on store: some CommitStore
    ) {
        switch error.code {
        case .numberTaken: settleNumber(decided, on: store)
        // The key came twice at the same moment: the one that was later is answered as the first.
        case .keyTaken, .conflict: overtaken(decided.job)
        default: decided.job.answer(.failure(.store(error)))
        }
    }

    private mutating func settleNumber(_ decided: Decided, on store: some CommitStore) {
        do throws(StoreError) {
            let taken = try store.taken(
                decided.job.request.givenNumbers, except: decided.change.decision.after.id)
            guard let number = taken.first else {
                // The engine chose the number itself and another program was faster.
                return overtaken(decided.job)
            }
            decided.job.answer(.failure(.refused(.numberTaken(number))))
        } catch {
            fail(decided.job, error)
        }
    }
}

extension CommitJob {
    /// The job after a go whose commit was not heard of.
    fileprivate func unheard(_ change: CaseChange) -> CommitJob {
        var job = self
        let after = change.decision.after
        job.unheard.append(Attempt(id: after.id, revision: after.revision, head: change.newHead, dispute: after))
        return job
    }
}

extension CommandRefusal {
    fileprivate static func numberTaken(_ number: String) -> CommandRefusal {
        CommandRefusal(
            code: "number-taken",
            message: Bilingual(zh: "编号「\(number)」已被使用", en: "the number '\(number)' is in use"),
            remedy: Bilingual(zh: "请核对编号，或改用未使用的编号", en: "check the number, or use one that is free"),
            act: "register")
    }
}

extension Request {
    /// Numbers that the caller chose, not the engine.
    fileprivate var givenNumbers: [String] {
        commands.flatMap { command -> [String] in
            switch command {
            case .register(let registration, _, _):
                return registration.registerNumber.map { [$0] } ?? []
            case .act(let act):
                return act.records.compactMap { record in
                    if case .numbering(let numbering) = record { numbering.number.description } else { nil }
                }
            case .advance, .recount, .migrate:
                return []
            }
        }
    }
}
