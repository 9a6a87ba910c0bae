import Workflow

extension Diagram {
    /// The diagram for Mermaid (`stateDiagram-v2`), as many editors and forges draw it. What is done without leaving a state
    /// stands in a note beside it.
    package var mermaid: String {
        var writer = MermaidWriter(self)
        return writer.write()
    }
}

private struct MermaidWriter {
    let diagram: Diagram
    let names: [String]
    var lines: [String] = []

    init(_ diagram: Diagram) {
        self.diagram = diagram
        names = SafeNames.of(diagram)
    }

    mutating func write() -> String {
        lines = ["---", "title: \"\(clean(diagram.title.description))\"", "---", "stateDiagram-v2"]
        writeInside(of: nil, indent: 1)
        return lines.joined(separator: "\n") + "\n"
    }

    private mutating func writeInside(of parent: Int?, indent: Int) {
        let children = diagram.boxes.indices.filter { diagram.boxes[$0].parent == parent }
        let regions = parent.map { diagram.boxes[$0].isParallel } ?? false
        for (place, child) in children.enumerated() {
            if regions, place > 0 { add("--", indent) }
            writeBox(child, indent)
        }
        for arrow in diagram.arrows where home(of: arrow) == parent { write(arrow, indent) }
        for child in children where !diagram.boxes[child].steps.isEmpty { writeNote(child, indent) }
    }

    private mutating func writeBox(_ index: Int, _ indent: Int) {
        let box = diagram.boxes[index]
        guard box.kind != .start else { return }
        var title = box.title.description
        if case .history(let deep) = box.kind { title = (deep ? "H* " : "H ") + title }
        let notes = box.notes.map { "\n" + $0.text.description }.joined()
        add("state \"\(clean(title + notes))\" as \(names[index])", indent)
        if diagram.boxes.contains(where: { $0.parent == index }) {
            add("state \(names[index]) {", indent)
            writeInside(of: index, indent: indent + 1)
            add("}", indent)
        }
        if box.kind == .final { add("\(names[index]) --> [*]", indent) }
    }

    private mutating func write(_ arrow: Diagram.Arrow, _ indent: Int) {
        let source = diagram.boxes[arrow.source].kind == .start ? "[*]" : names[arrow.source]
        let label = arrow.steps.map(text(of:)).joined(separator: "\n")
        for target in arrow.targets {
            add("\(source) --> \(names[target])" + (label.isEmpty ? "" : " : \(clean(label))"), indent)
        }
    }

    private mutating func writeNote(_ index: Int, _ indent: Int) {
        add("note right of \(names[index])", indent)
        for step in diagram.boxes[index].steps {
            add(clean(text(of: step) + (step.leadsTo.map { " → " + $0.description } ?? "")), indent + 1)
        }
        add("end note", indent)
    }

    /// An arrow is written in the box that its start stands in, others at the top.
    private func home(of arrow: Diagram.Arrow) -> Int? {
        diagram.boxes[arrow.source].kind == .start ? diagram.boxes[arrow.source].parent : nil
    }

    private func text(of step: Diagram.Step) -> String {
        let who = step.actors.map { diagram.words(for: $0).zh }.joined(separator: "、")
        return "\(step.title) （\(who)）" + (step.law.map { " \($0.zh)" } ?? "")
    }

    /// Without what Mermaid gives a meaning.
    private func clean(_ text: String) -> String {
        text.replacing("\n", with: "<br>").replacing("\"", with: "'").replacing(";", with: "；").replacing(
            ":", with: "："
        )
        .replacing("#", with: "＃")
    }

    private mutating func add(_ line: String, _ indent: Int) {
        lines.append(String(repeating: "    ", count: indent) + line)
    }
}

/// Names of boxes that other tools accept: letters, digits and underscores.
enum SafeNames {
    static func of(_ diagram: Diagram) -> [String] {
        var taken: Set<String> = [
            "end", "state", "note", "class", "graph", "node", "edge", "subgraph", "strict", "digraph",
        ]
        return diagram.boxes.enumerated().map { index, box in
            let letters = box.id.unicodeScalars.map { scalar in
                scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
                    ? Character(scalar) : "_"
            }
            var name = (box.kind == .start ? "start_" : "") + String(letters)
            if taken.contains(name.lowercased()) || letters.allSatisfy({ $0 == "_" }) { name += "_\(index)" }
            taken.insert(name.lowercased())
            return name
        }
    }
}

extension Diagram {
    func words(for actor: Actor) -> Bilingual {
        switch actor {
        case .role(let name): vocabulary.title(ofRole: name)
        case .time: Bilingual(zh: "期限届满", en: "time limit")
        case .engine: Bilingual(zh: "自动", en: "by itself")
        }
    }
}
