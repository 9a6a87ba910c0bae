import CaseStore
package import Engine
import LegalTime
import Mediation
import Tabular

/// Takes a register in: each row becomes the commands that such a case needs, and the engine decides.
///
/// Importing is conformance: what the law or the workflow forbids is refused, row by row, with the cell, the reason and the
/// remedy. Good rows are in whatever their neighbours are. Each row is one atomic request under a key of its own, so a run
/// that is killed is finished by running it again, and nothing comes in twice.
///
/// **Read in this order**: `RegisterFiles` (finding the sheets), `DisputePlan` and its builder (a row becomes commands),
/// `DisputeCandidates`, `RegisterImport+Disputes`, `RegisterImport+Sides`, `RejectFile` (what goes back to the office).
package struct RegisterImport: Sendable {
    let engine: Engine
    /// Decide only; write nothing.
    let isRehearsal: Bool
    let shouldStop: @Sendable () -> Bool
    let progress: @Sendable (Int) -> Void

    /// - Parameters:
    ///   - isRehearsal: Decide on every row and write nothing.
    ///   - shouldStop: Asked before every commit; the run ends where it says true.
    ///   - progress: Told how many rows more are done.
    package init(
        engine: Engine, isRehearsal: Bool = false, shouldStop: @escaping @Sendable () -> Bool = { false },
        progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.engine = engine
        self.isRehearsal = isRehearsal
        self.shouldStop = shouldStop
        self.progress = progress
    }

    /// Nothing is reported from after it.
    var today: Day { engine.now.day }

    var bodies: BodyNames { BodyNames(directory: engine.directory) }

    /// Rows that the progress will count.
    package static func work(in files: RegisterFiles) -> Int {
        files.files.reduce(0) { $0 + ($1.kind == .referrals ? 0 : $1.sheet.rows.count) }
    }

    /// Takes in every sheet: the disputes with their referrals, then what refers to them.
    package func run(_ files: RegisterFiles) async -> ImportReport {
        var report = ImportReport(files)
        do throws(Halt) {
            let disputes = try await importDisputes(files, &report)
            try await importSides(files, disputes, &report)
        } catch {
            report.end =
                switch error {
                case .asked: .interrupted
                case .store(let error): .failed(error)
                }
        }
        return report
    }

    /// Why a run ends before its work is done.
    enum Halt: Error {
        case asked
        case store(StoreError)
    }

    func goOn() throws(Halt) {
        if shouldStop() { throw .asked }
    }

    func asking<Value>(_ body: () async throws(StoreError) -> Value) async throws(Halt) -> Value {
        do {
            return try await body()
        } catch {
            throw .store(error)
        }
    }
}
