package import Workflow

/// Which demands of the law are kept by what, as a page: rendered from the properties of the workflow files and from a
/// table of what else holds them.
package struct LawCoverage {
    /// A demand of the law.
    package struct Demand: Hashable, Sendable {
        package let id: String
        package let title: Bilingual
        package let basis: String
        /// In words, what else than properties holds it.
        package let holders: [String]
        /// In words, what a person judges, since no program can.
        package let judged: [String]
        /// In words, what is not held.
        package let gaps: [String]

        package init(
            id: String, title: Bilingual, basis: String, holders: [String], judged: [String] = [], gaps: [String]
        ) {
            self.id = id
            self.title = title
            self.basis = basis
            self.holders = holders
            self.judged = judged
            self.gaps = gaps
        }
    }

    private let demands: [Demand]
    /// For each demand the properties for it, by workflow.
    private let proofs: [String: [(workflow: WorkflowVersion, properties: [String])]]

    /// - Parameter workflows: those whose properties the verifier proves.
    package init(_ demands: [Demand], workflows: [Workflow]) {
        self.demands = demands
        var proofs: [String: [(workflow: WorkflowVersion, properties: [String])]] = [:]
        for workflow in workflows {
            let ids = Dictionary(grouping: workflow.properties.map(\.id)) { Self.number(of: $0) }
            for (number, ids) in ids {
                guard let number else { continue }
                proofs[number, default: []].append((workflow.version, ids))
            }
        }
        self.proofs = proofs
    }

    /// `I-07` of `I-07c`; nil for the id of a property that serves no numbered demand.
    static func number(of id: String) -> String? {
        guard id.hasPrefix("I-"), id.count >= 4, id.dropFirst(2).prefix(2).allSatisfy(\.isNumber) else { return nil }
        return String(id.prefix(4))
    }

    /// Demands that nothing holds.
    package var open: [Demand] { demands.filter { proofs[$0.id] == nil && $0.holders.isEmpty } }

    package var page: String {
        let proved = demands.count(where: { proofs[$0.id] != nil })
        let elsewhere = demands.count(where: { proofs[$0.id] == nil && !$0.holders.isEmpty })
        let head = """
            # What the law demands, and what holds it

            Written by `nplus workflow coverage`; a test fails when it is stale. A demand is *proved* when `nplus workflow verify` proves a
            property whose id begins with its number, in the files named. Of \(demands.count) demands \(proved) are proved in workflow files, \
            \(elsewhere) are held elsewhere, \(open.count) are open. What no program can judge is *for a person*.

            | | demand | rests on | held by |
            | --- | --- | --- | --- |
            """
        return head + "\n" + demands.map(row).joined(separator: "\n") + "\n"
    }

    private func row(_ demand: Demand) -> String {
        let proofs = (proofs[demand.id] ?? []).map { workflow, properties in
            "`\(workflow)` \(properties.joined(separator: " "))"
        }
        var held: [String] = []
        if !proofs.isEmpty { held.append("**proved** in " + proofs.joined(separator: ", ")) }
        held += demand.holders
        held += demand.judged.map { "**for a person**: \($0)" }
        held += demand.gaps.map { "**open**: \($0)" }
        if held.isEmpty { held = ["**open**: no property proves it yet"] }
        return
            "| \(demand.id) | \(demand.title.zh)<br>\(demand.title.en) | \(demand.basis) | \(held.joined(separator: "<br>")) |"
    }
}
