package import Workflow
import Yams

/// Makes the mutants of a workflow file: one for each guard and each part of it that can be left out, for each role that
/// could be let in besides, for each fact set, record, paper, notice and use of a clock that can be left out, and for each
/// time limit that can be lengthened.
package struct Mutator {
    private let workflow: Workflow
    private let root: Node
    private let roles: [String]
    private var mutants: [Mutant] = []

    private typealias Path = [Step]
    private enum Step {
        case key(String)
        case index(Int)
    }

    /// Nil when the source of the workflow is no YAML, which a loaded workflow's always is.
    package init?(_ workflow: Workflow) {
        guard let root = try? Yams.compose(yaml: workflow.source) else { return nil }
        self.workflow = workflow
        self.root = root
        var seen: Set<String> = []
        roles = workflow.transitions.flatMap(\.by).filter { seen.insert($0).inserted }
    }

    /// Every mutant, in the order of the file.
    package mutating func all() throws -> [Mutant] {
        mutants = []
        if let clocks = root.mapping?["clocks"] { try mutateClocks(clocks) }
        if let states = root.mapping?["states"] { try mutateStates(states, at: [.key("states")]) }
        return mutants
    }

    // MARK: The tree

    private mutating func mutateClocks(_ clocks: Node) throws {
        for (key, node) in clocks.mapping ?? [:] {
            guard let name = key.string, let length = node.mapping?["length"]?.string else { continue }
            let words = length.split(separator: " ", maxSplits: 1)
            guard words.count == 2, let number = Int(words[0]) else { continue }
            let longer = Node("\(number + 1) \(words[1])")
            try add(
                .length, name, length, node, citesLaw: node.mapping?["law"] != nil,
                at: [.key("clocks"), .key(name), .key("length")], longer)
        }
    }

    private mutating func mutateStates(_ states: Node, at path: Path) throws {
        for (key, node) in states.mapping ?? [:] {
            guard let id = key.string else { continue }
            let here = path + [.key(id)]
            try mutateState(id, node, at: here)
            if let inner = node.mapping?["states"] { try mutateStates(inner, at: here + [.key("states")]) }
        }
    }

    private mutating func mutateState(_ id: String, _ node: Node, at path: Path) throws {
        for key in ["clock", "pauses"] {
            let names = texts(node.mapping?[key])
            for name in names {
                try drop(
                    name, of: names, .clock, id, "\(key) \(name)", node, citesLaw: citesLaw(clock: name),
                    at: path + [.key(key)])
            }
        }
        for key in ["enter", "exit"] {
            for (index, effect) in (node.mapping?[key]?.sequence ?? []).enumerated() {
                try mutateEffects(
                    of: effect, "\(id) \(key)", node, citesLaw: node.mapping?["law"] != nil,
                    at: path + [.key(key), .index(index)])
            }
        }
        for (event, transitions) in node.mapping?["on"]?.mapping ?? [:] {
            guard let name = event.string else { continue }
            try mutateAlternatives(transitions, id, name, at: path + [.key("on"), .key(name)])
        }
        if let always = node.mapping?["always"] {
            try mutateAlternatives(always, id, "always", at: path + [.key("always")])
        }
    }

    private mutating func mutateAlternatives(_ node: Node, _ state: String, _ event: String, at path: Path) throws {
        guard let alternatives = node.sequence else {
            return try mutateTransition(node, "\(state) \(event)", event, at: path)
        }
        for (index, alternative) in alternatives.enumerated() {
            let place = "\(state) \(event)" + (alternatives.count > 1 ? " \(index + 1)" : "")
            try mutateTransition(alternative, place, event, at: path + [.index(index)])
        }
    }

    // MARK: A transition

    private mutating func mutateTransition(_ node: Node, _ place: String, _ event: String, at path: Path) throws {
        let citesLaw = node.mapping?["law"] != nil
        if let when = node.mapping?["when"]?.string {
            let line = node.mark?.line
            let condition = workflow.transitions.first { $0.line == line && $0.whenText == when }?.when
            for (weaker, gone) in condition?.weakenings ?? [] {
                try add(
                    .guardPart, place, gone.text, node, citesLaw: citesLaw, at: path + [.key("when")],
                    weaker.map { Node($0.text) })
            }
        }
        let by = texts(node.mapping?["by"])
        if !by.isEmpty {
            for role in roles where !by.contains(role) {
                try add(
                    .role, place, role, node, citesLaw: citesLaw, at: path + [.key("by")],
                    Node((by + [role]).map { Node($0) }))
            }
        }
        let records = texts(node.mapping?["records"])
        for record in records {
            try drop(
                record, of: records, .record, place, record, node, citesLaw: citesLaw, at: path + [.key("records")])
        }
        if event.hasPrefix("expired."), !(node.mapping?["to"] == nil && node.mapping?["set"] == nil) {
            try add(.clock, place, "transition", node, citesLaw: citesLaw, at: path, nil)
        }
        try mutateEffects(of: node, place, node, citesLaw: citesLaw, at: path)
    }

    private mutating func mutateEffects(
        of effects: Node, _ place: String, _ owner: Node, citesLaw: Bool, at path: Path
    ) throws {
        for (key, _) in effects.mapping?["set"]?.mapping ?? [:] {
            guard let fact = key.string else { continue }
            try add(.assignment, place, fact, owner, citesLaw: citesLaw, at: path + [.key("set"), .key(fact)], nil)
        }
        let kinds: [(key: String, kind: Mutant.Kind)] = [
            ("papers", .paper), ("paper", .paper), ("notify", .notice), ("start", .clock), ("stop", .clock),
            ("extend", .clock),
        ]
        for (key, kind) in kinds {
            let names = texts(effects.mapping?[key])
            for name in names {
                let part = kind == .clock ? "\(key) \(name)" : name
                let rests = kind == .clock ? self.citesLaw(clock: name) : citesLaw
                try drop(name, of: names, kind, place, part, owner, citesLaw: rests, at: path + [.key(key)])
            }
        }
    }

    private func citesLaw(clock name: String) -> Bool { workflow.clock(name)?.law != nil }

    private func texts(_ node: Node?) -> [String] {
        guard let node else { return [] }
        return node.sequence.map { $0.compactMap(\.string) } ?? node.string.map { [$0] } ?? []
    }

    // MARK: Making the text

    private mutating func drop(
        _ name: String, of names: [String], _ kind: Mutant.Kind, _ place: String, _ part: String, _ owner: Node,
        citesLaw: Bool, at path: Path
    ) throws {
        let rest = names.filter { $0 != name }
        try add(
            kind, place, part, owner, citesLaw: citesLaw, at: path,
            rest.isEmpty ? nil : Node(rest.map { Node($0) }))
    }

    private mutating func add(
        _ kind: Mutant.Kind, _ place: String, _ part: String, _ owner: Node, citesLaw: Bool, at path: Path,
        _ replacement: Node?
    ) throws {
        let changed = Self.replacing(root, path[...], with: replacement)
        mutants.append(
            Mutant(
                kind: kind, place: place, part: part, line: owner.mark?.line ?? 1, citesLaw: citesLaw,
                text: try Yams.serialize(node: changed, allowUnicode: true)))
    }

    /// The tree with the node at a path replaced, or left out. What is left empty by that is left out too.
    private static func replacing(_ node: Node, _ path: ArraySlice<Step>, with replacement: Node?) -> Node {
        guard let step = path.first else { return node }
        let rest = path.dropFirst()
        switch step {
        case .key(let key):
            guard var mapping = node.mapping, let child = mapping[Node(key)] else { return node }
            let changed = rest.isEmpty ? replacement : replacing(child, rest, with: replacement)
            mapping[Node(key)] = changed.flatMap { $0.isEmptyCollection && !child.isEmptyCollection ? nil : $0 }
            return .mapping(mapping)
        case .index(let index):
            guard var sequence = node.sequence, sequence.indices.contains(index) else { return node }
            if rest.isEmpty, replacement == nil {
                sequence.remove(at: index)
            } else {
                sequence[index] =
                    rest.isEmpty ? replacement ?? node : replacing(sequence[index], rest, with: replacement)
            }
            return .sequence(sequence)
        }
    }
}

extension Node {
    fileprivate var isEmptyCollection: Bool {
        switch self {
        case .mapping(let mapping): mapping.isEmpty
        case .sequence(let sequence): sequence.isEmpty
        case .scalar, .alias: false
        }
    }
}
