import CaseStore
package import Engine
import Mediation
import Register
import Synchronization
import Tabular
import Workflow

/// Takes in the registers that wait, one after the other.
///
/// Several may be at it: each job is one's as long as he says that he is at work on it. One that is stopped puts its job back;
/// one that dies is silent, and another begins the job anew, which finds in what is in.
package struct ImportWorker: Sendable {
    private let engine: Engine
    private let shouldStop: @Sendable () -> Bool
    private let silence: Int

    /// - Parameter silence: Seconds after which a job counts as nobody's.
    package init(engine: Engine, silence: Int = 60, shouldStop: @escaping @Sendable () -> Bool) {
        self.engine = engine
        self.silence = silence
        self.shouldStop = shouldStop
    }

    /// Takes in the earliest register that waits.
    ///
    /// - Returns: False where there is none, or it could not be finished now.
    package func round() async throws -> Bool {
        guard let (id, sheets) = try await engine.store.takeImport(silentFor: silence) else { return false }
        let done = Counter()
        let beat = Task { [engine] in await Self.beat(engine, id, done) }
        let files = RegisterFiles(sheets: sheets.map { ($0.name, $0.bytes) })
        let work = RegisterImport(engine: engine, shouldStop: shouldStop) { done.add($0) }
        let report = await work.run(files)
        beat.cancel()
        await beat.value
        switch report.end {
        case .complete:
            try await engine.store.finishImport(
                id, .done, done: done.value, report: ImportSummary.json(report).text, at: engine.now)
            return true
        case .failed(let error) where error.code == .database || error.code == .corrupt:
            // The same would come of it again.
            let why = EngineError.store(error).message
            try await engine.store.finishImport(
                id, .failed, done: done.value, report: ImportSummary.failed(why).text, at: engine.now)
            return true
        case .interrupted, .failed:
            try await engine.store.returnImport(id)
            return false
        }
    }

    private final class Counter: Sendable {
        private let count = Mutex(0)

        var value: Int { count.withLock { $0 } }

        func add(_ more: Int) { count.withLock { $0 += more } }
    }

    private static func beat(_ engine: Engine, _ id: CaseID, _ done: Counter) async {
        while !Task.isCancelled {
            try? await engine.store.beatImport(id, done: done.value)
            try? await Task.sleep(for: .seconds(1))
        }
    }
}
