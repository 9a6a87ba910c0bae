package import LegalTime
package import Workflow

/// Decides commands: the pure heart of the engine. Same input, same answer; no clock, no store, no randomness.
package struct Decider: Sendable {
    package let library: WorkflowLibrary
    package let calendar: WorkingCalendar
    package let directory: Directory

    package init(library: WorkflowLibrary, calendar: WorkingCalendar, directory: Directory) {
        self.library = library
        self.calendar = calendar
        self.directory = directory
    }

    /// The workflow that is the life of every dispute.
    package static let pipeline = "pipeline"
    /// What can be put on record at any time, wherever the dispute stands.
    package static let dossier = "dossier"

    /// Decides commands for one dispute, all or none.
    ///
    /// - Parameters:
    ///   - commands: In order. Each is decided on what the one before left.
    ///   - dispute: The dispute as stored; nil before its registration.
    ///   - numbers: Gives the next free sequence of a dossier series and year; what is decided uses it up.
    ///   - knowledge: What else the commands ask for.
    /// - Throws: The refusal of the first command that cannot be carried out.
    package func decide(
        _ commands: [Command], id: CaseID, district: DistrictCode, on dispute: Dispute?,
        numbers: inout DossierNumbers, knowing knowledge: Knowledge = .none
    ) throws(CommandRefusal) -> Decision {
        var deliberation = Deliberation(
            decider: self, id: id, district: district, before: dispute, numbers: numbers, knowledge: knowledge)
        for command in commands {
            try deliberation.carryOut(command)
        }
        guard let decision = deliberation.decision else {
            throw CommandRefusal(
                code: "nothing-to-do", message: Bilingual(zh: "没有可执行的命令", en: "there is no command to carry out"),
                act: "")
        }
        numbers = deliberation.numbers
        return decision
    }

    /// What can be done now in a dispute, by whom, and what stands in the way of the rest.
    package func offers(on dispute: Dispute) -> [(scope: Scope, offers: [Offer])] {
        runs(of: dispute).compactMap { scope, run in
            guard let (workflow, run) = try? restore(run, act: "") else { return nil }
            return (scope, workflow.offers(for: run))
        }
    }

    /// The records that an act takes in a dispute as it stands: those it always needs, and those that some way of doing it
    /// needs or allows. Nil where no procedure under way has such an act.
    package func records(of act: String, on dispute: Dispute) -> (needed: [RecordKind], possible: [RecordKind])? {
        for (_, run) in runs(of: dispute) {
            guard let (workflow, _) = try? restore(run, act: act), let declared = workflow.act(act) else { continue }
            let ways = declared.transitions.map { workflow.transitions[$0] }
            let needed = declared.records.filter { record in ways.allSatisfy { $0.records.contains(record) } }
            let possible = (declared.records + declared.mayRecord).filter { !needed.contains($0) }
            return (needed.compactMap { RecordKind(rawValue: $0) }, possible.compactMap { RecordKind(rawValue: $0) })
        }
        guard let declared = standing(on: dispute, at: dispute.changed)?.0.act(act) else { return nil }
        return (
            declared.records.compactMap { RecordKind(rawValue: $0) },
            declared.mayRecord.compactMap { RecordKind(rawValue: $0) }
        )
    }

    /// What can be put on record at any time, beside the procedure. Nothing of it moves a run, so it is begun afresh for
    /// every act.
    package func standing(on dispute: Dispute, at instant: Instant) -> (Workflow, Run)? {
        guard let workflow = library.inForce(Self.dossier, on: instant.day) else { return nil }
        return (workflow, workflow.start(at: instant, members: dispute.parties.count, calendar: calendar).run)
    }

    /// The runs of a dispute that can still move: open proceedings, the latest first, then the pipeline.
    func runs(of dispute: Dispute) -> [(Scope, PersistedRun)] {
        dispute.proceedings.reversed().filter(\.isOpen).map { (.proceeding($0.number), $0.run) }
            + [(.pipeline, dispute.pipeline)]
    }

    func restore(_ run: PersistedRun, act: String) throws(CommandRefusal) -> (Workflow, Run) {
        guard let workflow = library.workflow(run.workflow, version: run.from) else {
            throw CommandRefusal(
                code: "workflow-missing",
                message: Bilingual(
                    zh: "缺少流程文件 \(run.workflow)@\(run.from)", en: "workflow \(run.workflow)@\(run.from) is not loaded"),
                remedy: Bilingual(zh: "请安装含该版本流程的程序", en: "use a program that carries this version of the workflow"),
                act: act)
        }
        do {
            return (workflow, try workflow.restore(run))
        } catch {
            throw CommandRefusal(
                code: "workflow-state",
                message: Bilingual(zh: "流程状态无法恢复：\(error)", en: "stored state cannot be restored: \(error)"),
                act: act)
        }
    }
}

/// Gives dossier numbers while commands are decided: the next of a series as the store knows it, counted on in memory.
package struct DossierNumbers: Sendable {
    private var next: [Series: Int]

    /// - Parameter last: The highest sequence used so far of each series and year that may be asked for.
    package init(last: [Series: Int]) {
        next = last.mapValues { $0 + 1 }
    }

    package struct Series: Hashable, Sendable {
        package let name: String
        package let year: Int

        package init(name: String, year: Int) {
            self.name = name
            self.year = year
        }
    }

    package mutating func take(_ series: Series) -> DossierNumber {
        let sequence = next[series, default: 1]
        next[series] = sequence + 1
        return DossierNumber(year: series.year, series: series.name, sequence: sequence)
    }
}
