package import CaseStore
package import Engine
import LegalTime
package import Mediation
import Workflow

/// Plays a case file through an engine, from the first door to the last.
///
/// Every step is an ordinary request, so what the engine refuses from a clerk it refuses here too.
package struct CasePlayer: Sendable {
    let engine: Engine

    package init(_ engine: Engine) {
        self.engine = engine
    }

    /// What came of it.
    package struct Outcome: Sendable {
        package let id: CaseID
        package let dispute: Dispute
        package let history: [HistoryRow]
        /// Where it did not go as the file says, with the line.
        package internal(set) var failures: [String]
    }

    /// - Throws: When the case cannot even be registered, or the store fails.
    package func play(_ file: CaseFile) async throws -> Outcome {
        var dispute = try await register(file)
        let id = dispute.id
        var failures: [String] = []
        for step in file.steps {
            do throws(EngineError) {
                let after = try await perform(step, on: dispute, file)
                if let refused = step.refused {
                    failures.append("\(file.name):\(step.line)：应被拒绝（\(refused)）")
                }
                dispute = after
            } catch {
                failures += Self.judge(error, at: step, file)
                // What follows would only repeat it.
                if step.refused == nil { break }
            }
            if let expectation = step.expectation {
                let history = try await engine.store.history(of: id)
                failures += expectation.failures(dispute, history).map { "\(file.name):\(expectation.line)：\($0)" }
            }
        }
        let history = try await engine.store.history(of: id)
        failures += file.expectation.failures(dispute, history).map { "\(file.name):\(file.expectation.line)：\($0)" }
        return Outcome(id: id, dispute: dispute, history: history, failures: failures)
    }

    private func register(_ file: CaseFile) async throws(EngineError) -> Dispute {
        var commands: [Command] = [.register(file.registration, actor: file.registrar, at: file.registered)]
        if let provenance = file.provenance {
            commands.append(
                .act(
                    CaseAct(
                        "nameSource", actor: file.registrar, at: file.registered, records: [.provenance(provenance)])))
        }
        let receipt = try await engine.perform(Request(commands: commands, particulars: file.particulars))
        guard let dispute = receipt.dispute else { throw .notFound(receipt.id) }
        return dispute
    }

    private func perform(
        _ step: CaseFile.Step, on dispute: Dispute, _ file: CaseFile
    ) async throws(EngineError) -> Dispute {
        let command: Command
        var persons: [Particulars] = []
        if let name = step.act {
            let holder = dispute.openProceeding?.body ?? dispute.custody.body
            let isParty = step.role == "party"
            let actor = Actor(
                role: step.role, name: file.name, body: isParty ? nil : step.body ?? holder, party: step.party)
            let (needed, possible) = engine.decider.records(of: name, on: dispute) ?? ([], [])
            let records: [Record]
            do throws(FormError) {
                records = try RecordForm.records(for: name, needed: needed, possible: possible, from: step.values)
            } catch {
                throw .refused(CommandRefusal(code: "form", message: error.message, act: name))
            }
            persons = records.compactMap { RecordForm($0.kind).particulars(from: step.values) }
            command = .act(
                CaseAct(
                    name, scope: step.scope, actor: actor, at: step.at, records: records, declared: step.declared))
        } else {
            command = .advance(to: step.at)
        }
        do {
            let request = Request(id: dispute.id, commands: [command], particulars: persons)
            return try await engine.perform(request).dispute ?? dispute
        } catch .refused(let refusal) where step.act == nil && refusal.code == "nothing-to-do" {
            return dispute
        }
    }

    private static func judge(_ error: EngineError, at step: CaseFile.Step, _ file: CaseFile) -> [String] {
        let place = "\(file.name):\(step.line)：\(step.act ?? "wait")"
        guard case .refused(let refusal) = error, let expected = step.refused else {
            return ["\(place)：\(error.message.zh)" + (error.remedy.map { "（\($0.zh)）" } ?? "")]
        }
        return refusal.code == expected ? [] : ["\(place)：拒绝原因是 \(refusal.code)（\(refusal.message.zh)），应为 \(expected)"]
    }
}
