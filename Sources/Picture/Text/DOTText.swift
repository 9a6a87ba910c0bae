import Workflow

extension Diagram {
    /// The diagram for Graphviz (`dot`): boxes as clusters, arrows with their labels.
    package var dot: String {
        var writer = DOTWriter(self)
        return writer.write()
    }
}

private struct DOTWriter {
    let diagram: Diagram
    let names: [String]
    let palette: Palette
    let parents: Set<Int>
    var lines: [String] = []

    init(_ diagram: Diagram) {
        self.diagram = diagram
        names = SafeNames.of(diagram)
        palette = Palette(diagram)
        parents = Set(diagram.boxes.compactMap(\.parent))
    }

    mutating func write() -> String {
        lines = [
            "digraph \"\(clean(diagram.name))\" {", "    compound=true;",
            "    label=\"\(clean(diagram.title.description))\"; labelloc=t; fontname=\"Noto Sans CJK SC\";",
            "    node [shape=box, style=rounded, fontname=\"Noto Sans CJK SC\"];",
            "    edge [fontname=\"Noto Sans CJK SC\", fontsize=10];",
        ]
        writeInside(of: nil, indent: 1)
        for arrow in diagram.arrows { write(arrow) }
        lines.append("}")
        return lines.joined(separator: "\n") + "\n"
    }

    private mutating func writeInside(of parent: Int?, indent: Int) {
        for index in diagram.boxes.indices where diagram.boxes[index].parent == parent {
            let box = diagram.boxes[index]
            guard parents.contains(index) else {
                add("\(names[index]) [\(attributes(of: box))];", indent)
                continue
            }
            add("subgraph cluster_\(names[index]) {", indent)
            let style = box.isRegion ? "rounded,dashed" : "rounded"
            add("label=\"\(clean(text(of: box)))\"; style=\"\(style)\";", indent + 1)
            // What arrows of the box itself are tied to.
            add("\(names[index]) [shape=point, style=invis, width=0, label=\"\"];", indent + 1)
            writeInside(of: index, indent: indent + 1)
            add("}", indent)
        }
    }

    private func attributes(of box: Diagram.Box) -> String {
        switch box.kind {
        case .start: "shape=point, width=0.15, label=\"\""
        case .history(let deep): "shape=ellipse, label=\"\(clean((deep ? "H* " : "H ") + box.title.description))\""
        case .final: "peripheries=2, label=\"\(clean(text(of: box)))\""
        case .state:
            "label=\"\(clean(text(of: box)))\""
                + (box.emphasis == .active ? ", style=\"rounded,filled\", fillcolor=\"#FFE8A3\"" : "")
        }
    }

    private func text(of box: Diagram.Box) -> String {
        ([box.title.description] + box.notes.map(\.text.description) + box.steps.map(text(of:))).joined(separator: "\n")
    }

    private func text(of step: Diagram.Step) -> String {
        let who = step.actors.map { diagram.words(for: $0).zh }.joined(separator: "、")
        return "\(step.title)（\(who)）" + (step.leadsTo.map { " → \($0)" } ?? "") + (step.law.map { "\n\($0.zh)" } ?? "")
    }

    private mutating func write(_ arrow: Diagram.Arrow) {
        let label = arrow.steps.map(text(of:)).joined(separator: "\n")
        for target in arrow.targets {
            var attributes = ["label=\"\(clean(label))\"", "color=\"\(palette.colour(of: arrow.steps))\""]
            if parents.contains(arrow.source) { attributes.append("ltail=cluster_\(names[arrow.source])") }
            if parents.contains(target) { attributes.append("lhead=cluster_\(names[target])") }
            add("\(names[arrow.source]) -> \(names[target]) [\(attributes.joined(separator: ", "))];", 1)
        }
    }

    private func clean(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }

    private mutating func add(_ line: String, _ indent: Int) {
        lines.append(String(repeating: "    ", count: indent) + line)
    }
}
