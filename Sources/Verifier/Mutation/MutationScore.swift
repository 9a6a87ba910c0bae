package import Workflow

/// How many mutants of workflow files were noticed, and by whom, as a page.
package struct MutationScore {
    private struct File {
        let workflow: Workflow
        let fates: [(mutant: Mutant, fate: MutationTrial.Fate)]
    }

    private var files: [File] = []
    private let explained: [String: String]

    /// - Parameter explained: for mutants by their names the reason why nothing can notice them.
    package init(explained: [String: String] = [:]) {
        self.explained = explained
    }

    package mutating func add(_ fates: [(mutant: Mutant, fate: MutationTrial.Fate)], of workflow: Workflow) {
        files.append(File(workflow: workflow, fates: fates))
    }

    /// Mutants that nothing noticed though some history shows a difference.
    package var survivors: [(workflow: WorkflowVersion, mutant: Mutant)] {
        files.flatMap { file in
            file.fates.filter { $0.fate == .survived }.map { (file.workflow.version, $0.mutant) }
        }
    }

    /// Survivors without a reason.
    package var unexplained: [(workflow: WorkflowVersion, mutant: Mutant)] {
        survivors.filter { explained[$0.mutant.name] == nil }
    }

    /// Reasons for mutants that do not survive in any of the files.
    package var idleReasons: [String] {
        Set(explained.keys).subtracting(survivors.map(\.mutant.name)).sorted()
    }

    package var page: String {
        let all = files.flatMap(\.fates)
        let noticed = count(all, Column.verifier) + count(all, Column.scenario)
        let total = all.count - count(all, Column.equivalent)
        var lines = [
            "# Can the proofs fail?", "",
            "Written by `nplus workflow mutate`. Each guard, part of a guard, role, fact set, record, paper, notice and clock of a workflow file that",
            "rests on a rule of law is left out or weakened, one at a time, and the file is verified anew. A proof that nothing can break proves",
            "nothing: a mutant should break a property, or the shape of the workflow, or at least a scenario.", "",
            "Of \(total) mutants \(noticed) are noticed. \(count(all, Column.equivalent)) more change nothing that any history shows: the changed file has",
            "the same states and the same steps.", "",
            "| workflow | mutants | a property or the shape breaks | only a scenario notices | no history differs | survive |",
            "| --- | --: | --: | --: | --: | --: |",
        ]
        for file in files {
            lines.append(row("`\(file.workflow.version)`", file.fates))
        }
        lines += [
            row("all", all), "",
            "| what is changed | mutants | a property or the shape breaks | only a scenario notices | no history differs | survive |",
            "| --- | --: | --: | --: | --: | --: |",
        ]
        for kind in Mutant.Kind.allCases { lines.append(row(kind.title.en, all.filter { $0.mutant.kind == kind })) }
        lines += ["", "## Survivors", ""]
        lines.append(survivors.isEmpty ? "None." : survivorText)
        return lines.joined(separator: "\n") + "\n"
    }

    private var survivorText: String {
        let byReason = Dictionary(grouping: survivors) { explained[$0.mutant.name] ?? "" }
        let blocks = byReason.sorted { $0.key < $1.key }.map { reason, survivors in
            (["\(reason.isEmpty ? "Without a reason:" : reason)\n"]
                + survivors.map { "- `\($0.workflow)` \($0.mutant.name)" }).joined(separator: "\n")
        }
        return blocks.joined(separator: "\n\n")
    }

    private enum Column { case verifier, scenario, equivalent, survived }

    private func column(_ fate: MutationTrial.Fate) -> Column {
        switch fate {
        case .refused, .broken, .misshapen: .verifier
        case .scenario: .scenario
        case .equivalent: .equivalent
        case .survived: .survived
        }
    }

    private func count(_ fates: [(mutant: Mutant, fate: MutationTrial.Fate)], _ wanted: Column) -> Int {
        fates.count(where: { column($0.fate) == wanted })
    }

    private func row(_ name: String, _ fates: [(mutant: Mutant, fate: MutationTrial.Fate)]) -> String {
        let counts = [Column.verifier, .scenario, .equivalent, .survived].map { "\(count(fates, $0))" }
        return "| \(name) | \(fates.count) | \(counts.joined(separator: " | ")) |"
    }
}
