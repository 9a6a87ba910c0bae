import CaseStore
import LegalTime
package import Mediation
import Workflow

extension Engine {
    /// Carries out one request.
    package func perform(_ request: Request) async throws(EngineError) -> Receipt {
        try await perform([request])[0].get()
    }

    /// Carries out requests for different cases, each with its own answer, in as few commits as possible.
    ///
    /// A request that is refused or overtaken never fails its neighbours. Requests for the same case belong into
    /// different calls, or into one request.
    package func perform(_ requests: [Request]) async -> [Result<Receipt, EngineError>] {
        var answers = [Result<Receipt, EngineError>?](repeating: nil, count: requests.count)
        var open = requests.indices.map { Pending(index: $0, request: requests[$0], id: requests[$0].id ?? newID()) }
        var attempt = 0
        while !open.isEmpty {
            attempt += 1
            guard attempt <= Self.attempts else {
                for pending in open { answers[pending.index] = .failure(.busy) }
                break
            }
            do throws(StoreError) {
                open = try await round(open, retrying: attempt > 1, &answers)
            } catch {
                for pending in open { answers[pending.index] = .failure(.store(error)) }
                break
            }
        }
        return answers.map { $0 ?? .failure(.busy) }
    }

    /// What a request would make of its case, without writing anything.
    package func rehearse(_ request: Request) async throws(EngineError) -> Decision {
        let pending = Pending(index: 0, request: request, id: request.id ?? newID())
        let loaded: [CaseID: LoadedCase]
        var numbers: DossierNumbers
        do {
            loaded = try await store.load([pending.id])
            numbers = try await self.numbers(for: [pending], loaded)
        } catch {
            throw .store(error)
        }
        return try change(pending, loaded[pending.id], &numbers).decision
    }

    private static let attempts = 8

    struct Pending {
        let index: Int
        let request: Request
        let id: CaseID

        func again(id: CaseID) -> Pending { Pending(index: index, request: request, id: id) }
    }

    /// One go at reading, deciding and writing. Returns those that were overtaken and have to go again.
    private func round(
        _ open: [Pending], retrying: Bool, _ answers: inout [Result<Receipt, EngineError>?]
    ) async throws(StoreError) -> [Pending] {
        // A case that is being registered is not there to be read, unless an earlier go was lost on the way.
        let existing = open.filter { $0.request.id != nil }.map(\.id)
        let loaded = existing.isEmpty ? [:] : try await store.load(existing)
        var numbers = try await numbers(for: open, loaded)
        var changes: [(Pending, CaseChange)] = []
        for pending in open {
            if retrying || pending.request.id != nil, let answer = try await answered(pending) {
                answers[pending.index] = answer
                continue
            }
            do throws(EngineError) {
                changes.append((pending, try change(pending, loaded[pending.id], &numbers)))
            } catch {
                answers[pending.index] = .failure(error)
            }
        }
        return try await write(changes, &answers)
    }

    private func write(
        _ changes: [(Pending, CaseChange)], _ answers: inout [Result<Receipt, EngineError>?]
    ) async throws(StoreError) -> [Pending] {
        let outcomes: [ApplyOutcome]
        do {
            outcomes = try await store.apply(changes.map(\.1))
        } catch {
            switch error.code {
            case .numberTaken: return try await settleNumbers(changes, &answers)
            case .keyTaken: return try await settleKeys(changes, &answers)
            default: throw error
            }
        }
        var overtaken: [Pending] = []
        for ((pending, change), outcome) in zip(changes, outcomes) {
            switch outcome {
            case .applied(let revision, _):
                answers[pending.index] = .success(
                    Receipt(id: pending.id, revision: revision, dispute: change.decision.after, repeated: false))
            case .stale:
                overtaken.append(pending.again(id: pending.request.id ?? newID()))
            }
        }
        return overtaken
    }

    /// The key of one of the changes was used at the same moment: each goes alone, and the one concerned again, to be
    /// answered as the first was.
    private func settleKeys(
        _ changes: [(Pending, CaseChange)], _ answers: inout [Result<Receipt, EngineError>?]
    ) async throws(StoreError) -> [Pending] {
        guard changes.count > 1 else { return changes.map { $0.0.again(id: $0.0.request.id ?? newID()) } }
        var overtaken: [Pending] = []
        for change in changes { overtaken += try await write([change], &answers) }
        return overtaken
    }

    /// One of the changes brings a number that is in use: each goes alone, so that the others do not suffer.
    private func settleNumbers(
        _ changes: [(Pending, CaseChange)], _ answers: inout [Result<Receipt, EngineError>?]
    ) async throws(StoreError) -> [Pending] {
        guard changes.count == 1, let (pending, change) = changes.first else {
            var overtaken: [Pending] = []
            for change in changes { overtaken += try await write([change], &answers) }
            return overtaken
        }
        let given = pending.request.givenNumbers
        let taken = try await store.taken(given, except: change.decision.after.id)
        guard let number = taken.first else {
            // The engine chose the number itself and another program was faster.
            return [pending.again(id: pending.request.id ?? newID())]
        }
        answers[pending.index] = .failure(
            .refused(
                CommandRefusal(
                    code: "number-taken",
                    message: Bilingual(zh: "编号「\(number)」已被使用", en: "the number '\(number)' is in use"),
                    remedy: Bilingual(zh: "请核对编号，或改用未使用的编号", en: "check the number, or use one that is free"),
                    act: "register")))
        return []
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
