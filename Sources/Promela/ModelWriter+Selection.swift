import Statechart
import Workflow

// Which transitions a microstep takes (`selectTransitions`).
extension ModelWriter {
    private var leaves: [Int] {
        chart.states.indices.filter { layout.kind($0) == .atomic || layout.kind($0) == .final }
    }

    /// The leaves in document order, in runs of which no two can be active together.
    private var runs: [[Int]] {
        var runs: [[Int]] = []
        for leaf in leaves {
            if let run = runs.last, run.allSatisfy({ excludes($0, leaf) }) {
                runs[runs.count - 1].append(leaf)
            } else {
                runs.append([leaf])
            }
        }
        return runs
    }

    private func excludes(_ one: Int, _ other: Int) -> Bool {
        let above = layout.ancestors(one)
        guard let common = layout.ancestors(other).first(where: above.contains) else { return false }
        return layout.kind(common) == .compound
    }

    /// The transitions that a leaf looks at for an event, its own first; nil for the eventless ones.
    private func chain(of leaf: Int, _ event: String?) -> [Int] {
        ([leaf] + layout.ancestors(leaf)).flatMap { state in
            chart.states[state].transitions.filter { index in
                let events = chart.transitions[index].events
                return event.map { name in events.contains { $0.matches(name) } } ?? events.isEmpty
            }
        }
    }

    /// Each run picks the transition of its active leaf, and keeps it unless one kept before pre-empts it.
    mutating func writeSelection() {
        let names = eventNumbers.sorted { $0.value < $1.value }.map(\.key)
        var earlier: Set<Int> = []
        for run in runs {
            var own: Set<Int> = []
            lines.add("pick = 0;")
            for event in [nil] + names.map(Optional.init) {
                var groups: [(leaves: [Int], chain: [Int])] = []
                for leaf in run {
                    let chain = chain(of: leaf, event)
                    if chain.isEmpty { continue }
                    if groups.last?.chain == chain {
                        groups[groups.count - 1].leaves.append(leaf)
                    } else {
                        groups.append(([leaf], chain))
                    }
                }
                if groups.isEmpty { continue }
                own.formUnion(groups.flatMap(\.chain))
                let choice = groups.reversed().reduce("0") { rest, group in
                    "((\(group.leaves.map(layout.isIn).joined(separator: " || "))) -> \(first(of: group.chain)) : \(rest))"
                }
                lines.add("pick = (now_on == \(event.map(number) ?? "0") -> \(choice) : pick);")
            }
            if own.isEmpty { continue }
            writeKeeping(own, after: earlier)
            earlier.formUnion(own)
        }
    }

    /// The place of the first of them whose guard holds; 0 for none.
    private func first(of chain: [Int]) -> String {
        chain.reversed().reduce("0") { "(G_\($1) -> \(place($1)) : \($0))" }
    }

    /// The place of a transition in `kept`, `seen` and `turn`; place 0 is that of none.
    func place(_ transition: Int) -> Int { transition + 1 }
    func kept(_ transition: Int) -> String { "kept[\(place(transition))]" }

    private mutating func writeKeeping(_ own: Set<Int>, after earlier: Set<Int>) {
        var yielding: [Int: [Int]] = [:]
        lines.add("is = (pick != 0 && !seen[pick]);")
        lines.add("seen[pick] = 1;")
        for index in own.sorted() {
            let transition = chart.transitions[index]
            guard let domain = layout.domain(of: transition) else { continue }
            var standing: [Int] = []
            for rival in earlier.sorted() where rival != index {
                guard let another = layout.domain(of: chart.transitions[rival]),
                    domain == another || layout.isInside(domain, another) || layout.isInside(another, domain)
                else { continue }
                if layout.isInside(transition.source.rawValue, chart.transitions[rival].source.rawValue) {
                    yielding[rival, default: []].append(index)
                } else {
                    standing.append(rival)
                }
            }
            if standing.isEmpty { continue }
            let blocked = standing.map(kept).joined(separator: " || ")
            lines.add("is = (pick == \(place(index)) && (\(blocked)) -> 0 : is);")
        }
        for (rival, stronger) in yielding.sorted(by: { $0.key < $1.key }) {
            let picked = stronger.map { "pick == \(place($0))" }.joined(separator: " || ")
            lines.add("\(kept(rival)) = (is && (\(picked)) -> 0 : \(kept(rival)));")
        }
        lines.add("count = (is -> count + 1 : count);")
        lines.add("kept[pick] = (is -> 1 : kept[pick]); turn[pick] = (is -> count : turn[pick]);")
    }
}
