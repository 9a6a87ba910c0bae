import CaseStore
import LegalTime
package import Mediation
import Postgres

extension Engine {
    /// Carries out one request. It waits for nothing but its own commit, which it shares with whatever else arrives
    /// meanwhile.
    package func perform(_ request: Request) async throws(EngineError) -> Receipt {
        let answer: Result<Receipt, EngineError> = await withCheckedContinuation { continuation in
            committer.submit([job(request) { continuation.resume(returning: $0) }])
        }
        return try answer.get()
    }

    /// Carries out requests, each with its own answer, in as few commits as possible.
    ///
    /// A request that is refused or overtaken never fails its neighbours. Several requests for one case are carried out in
    /// the order given, each as if it had come alone.
    package func perform(_ requests: [Request]) async -> [Result<Receipt, EngineError>] {
        guard !requests.isEmpty else { return [] }
        return await withCheckedContinuation { continuation in
            let sheet = AnswerSheet(count: requests.count, continuation)
            committer.submit(
                requests.enumerated().map { index, request in job(request) { sheet.fill(index, $0) } })
        }
    }

    /// What a request would make of its case, without writing anything.
    package func rehearse(_ request: Request) async throws(EngineError) -> Decision {
        let id = request.id ?? deciding.newID()
        let loaded: LoadedCase?
        var numbers: DossierNumbers
        var known = Knowledge.none
        do {
            loaded = try await store.load([id])[id]
            numbers = DossierNumbers(last: try await store.lastNumbers(deciding.series(for: request, loaded)))
            if request.asks(\.asksNames) { known.names = try await store.persons(of: id).mapValues(\.name) }
            if request.asks(\.asksSanctions) { known.sanctions = try await store.sanctions() }
        } catch {
            throw .store(error)
        }
        return try deciding.change(request, id, loaded, &numbers, known).decision
    }

    private func job(
        _ request: Request, _ answer: @escaping @Sendable (Result<Receipt, EngineError>) -> Void
    ) -> CommitJob {
        CommitJob(
            request: request, id: request.id ?? deciding.newID(), mayNumber: deciding.mayNeedNumber(request),
            answer: answer, patience: .now + patience)
    }
}

/// Collects the answers to requests that were made together.
private final class AnswerSheet: Sendable {
    typealias Answer = Result<Receipt, EngineError>

    private let state: Lock<(answers: [Answer?], missing: Int)>
    private let continuation: CheckedContinuation<[Answer], Never>

    init(count: Int, _ continuation: CheckedContinuation<[Answer], Never>) {
        state = Lock((Array(repeating: nil, count: count), count))
        self.continuation = continuation
    }

    func fill(_ index: Int, _ answer: Answer) {
        let whole: [Answer]? = state.withLock { state in
            state.answers[index] = answer
            state.missing -= 1
            return state.missing == 0 ? state.answers.compactMap(\.self) : nil
        }
        if let whole { continuation.resume(returning: whole) }
    }
}
