import Statechart
import Yams

// Transitions, their conditions and what they do.
extension WorkflowLoader {
    /// The transitions of a state: those on events, then the eventless ones.
    mutating func transitions(_ fields: YAMLFields, from source: String) -> [TransitionSource] {
        var found: [TransitionSource] = []
        if let on = fields["on"].flatMap({ reader.mapping($0.node, keys: nil, expected: Expected.events) }) {
            for field in on.all {
                checkEvent(Located(value: field.key, position: field.position))
                for node in alternatives(field.node) {
                    if let transition = transition(node, event: field.key, at: field.position, from: source) {
                        found.append(transition)
                    }
                }
            }
        }
        if let always = fields["always"] {
            for node in alternatives(always.node) {
                if let transition = transition(node, event: nil, at: always.position, from: source) {
                    found.append(transition)
                }
            }
        }
        return found
    }

    /// One transition, or a list of them.
    private func alternatives(_ node: Node) -> [Node] {
        node.sequence.map { Array($0) } ?? [node]
    }

    /// Events of clocks and of ended runs must name a clock and an outcome.
    private mutating func checkEvent(_ event: Located<String>) {
        let tokens = event.value.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard EventDescriptor.isEventName(event.value) else {
            reader.report(
                event.position, zh: "“\(event.value)”不能作事件名", en: "“\(event.value)” cannot name an event",
                expected: Expected.identifier)
            return
        }
        switch tokens[0] {
        case "expired":
            let valid = names.clocks.map(\.expiryEvent)
            if !valid.contains(event.value) {
                reader.unknown(.event, event.value, at: event.position, among: valid)
            }
        case "done" where tokens.count > 1 && tokens[1] == "state":
            let valid = names.states.map { "done.state.\($0)" }
            if !valid.contains(event.value) {
                reader.unknown(.event, event.value, at: event.position, among: valid)
            }
        case "done":
            let valid = names.valid(.outcome)
            if tokens.count < 2 || tokens.count > 3 || !valid.contains(tokens[tokens.count - 1]) {
                reader.unknown(.event, event.value, at: event.position, among: valid.map { "done.\($0)" })
            }
        default: break
        }
    }

    private mutating func transition(
        _ node: Node, event: String?, at place: Position, from source: String
    ) -> TransitionSource? {
        guard let fields = reader.mapping(node, keys: Grammar.transition.names, expected: Expected.transition) else {
            return nil
        }
        let to = fields["to"].map { reader.names(.state, reader.texts($0.node), in: names) } ?? []
        let by = fields["by"].map { reader.names(.role, reader.texts($0.node), in: names) } ?? []
        let isEngines = event.map { $0.hasPrefix("expired.") || $0.hasPrefix("done.") } ?? true
        if isEngines, let field = fields["by"] {
            reader.report(
                field.position, zh: "此转换不由人触发，不能有“by”", en: "nobody sends this event, so “by” cannot stand here")
        }
        for key in ["records", "mayRecord"] where fields["by"] == nil {
            guard let field = fields[key] else { continue }
            reader.report(
                field.position, zh: "没有“by”的转换不能有“\(key)”", en: "a transition without “by” cannot have “\(key)”")
        }
        let text = fields["when"].flatMap { reader.text($0.node, Expected.condition) }
        let when = text.flatMap { GuardParser.parse($0, names: names, reader: &reader) }
        var effects: [EffectDeclaration] = []
        for field in fields.all where Grammar.doings.contains(where: { $0.name == field.key }) {
            effects += self.effects(field, hasActor: true)
        }
        let declaration = TransitionDeclaration(
            tag: transitions.count, event: event, source: source, targets: to,
            isInternal: fields["internal"].flatMap { reader.boolean($0.node) } ?? false, by: by, when: when,
            whenText: text?.value, records: recordNames(fields["records"]),
            mayRecord: recordNames(fields["mayRecord"]), effects: effects,
            title: fields["title"].flatMap { reader.bilingual($0.node) }, law: citation(fields),
            note: fields["note"].flatMap { reader.note($0.node) }, line: fields.position.line)
        transitions.append(declaration)
        transitionPositions.append(event == nil ? fields.position : place)
        return TransitionSource(
            events: event.map { [EventDescriptor($0)] } ?? [],
            condition: chartCondition(of: declaration), targets: to,
            kind: declaration.isInternal ? .internal : .external, actions: effects.map { action($0) },
            tag: declaration.tag)
    }

    private mutating func recordNames(_ field: YAMLFields.Field?) -> [String] {
        field.map { reader.names(.record, reader.texts($0.node), in: names) } ?? []
    }

    /// The condition of the chart: who may act is part of it, so that everything that reads the chart sees it.
    private func chartCondition(of transition: TransitionDeclaration) -> Guard? {
        var parts: [Guard] = []
        if !transition.by.isEmpty {
            parts.append(GuardExpression.actor(transition.by).chartGuard(names.facts))
        } else if let event = transition.event, actEvents.contains(event) {
            // Others send this event too; this transition is only for the engine.
            parts.append(GuardExpression.actor([ActingRole.nobody]).chartGuard(names.facts))
        }
        if let when = transition.when { parts.append(when.chartGuard(names.facts)) }
        return parts.count > 1 ? .all(parts) : parts.first
    }

    // MARK: Effects

    /// The effects of `enter` or `exit`.
    mutating func effects(_ node: Node) -> [EffectDeclaration] {
        var found: [EffectDeclaration] = []
        for node in reader.sequence(node, Bilingual(zh: "动作列表", en: "a list of effects")) {
            guard let fields = reader.mapping(node, keys: Grammar.effect.names) else { continue }
            if fields.all.count > 1 {
                reader.report(fields.position, zh: "每个动作只写一个键", en: "an effect has one key")
            }
            for field in fields.all { found += effects(field, hasActor: false) }
        }
        return found
    }

    private mutating func effects(_ field: YAMLFields.Field, hasActor: Bool) -> [EffectDeclaration] {
        if field.key == "set" { return assignments(field.node, hasActor: hasActor).map { .set($0) } }
        let texts = reader.texts(field.node)
        switch field.key {
        case "start": return reader.names(.clock, texts, in: names).map { .start(clock: $0) }
        case "stop": return reader.names(.clock, texts, in: names).map { .stop(clock: $0) }
        case "extend":
            for text in texts where names.clocks.contains(where: { $0.name == text.value && $0.extend == nil }) {
                reader.report(
                    text.position, zh: "期限“\(text.value)”没有“extend”，不能延长",
                    en: "the clock “\(text.value)” has no “extend”, so it cannot be extended")
            }
            return reader.names(.clock, texts, in: names).map { .extend(clock: $0) }
        case "paper", "papers": return reader.names(.paper, texts, in: names).map { .paper($0) }
        case "notify": return reader.names(.role, texts, in: names).map { .notify(role: $0) }
        default:
            var raised: [EffectDeclaration] = []
            for text in texts {
                if let event = event(text) { raised.append(.raise(event: event)) }
            }
            return raised
        }
    }

    private mutating func assignments(_ node: Node, hasActor: Bool) -> [Assignment] {
        guard let fields = reader.mapping(node, keys: nil) else { return [] }
        var found: [Assignment] = []
        for field in fields.all {
            guard let fact = names.fact(field.key) else {
                reader.unknown(.fact, field.key, at: field.position, among: names.valid(.fact))
                continue
            }
            if case .asks = fact.domain {
                reader.report(
                    field.position, zh: "“\(fact.name)”由业务数据回答，不能设定", en: "“\(fact.name)” is asked, so it cannot be set"
                )
                continue
            }
            if let assignment = assignment(to: fact, field, hasActor: hasActor) { found.append(assignment) }
        }
        return found
    }

    private mutating func assignment(
        to fact: DeclaredFact, _ field: YAMLFields.Field, hasActor: Bool
    ) -> Assignment? {
        var node = field.node
        var every = false
        if case .mapping = node {
            guard let fields = reader.mapping(node, keys: ["every"]), let value = fields["every"] else { return nil }
            guard fact.each != nil else {
                reader.report(
                    field.position, zh: "“\(fact.name)”没有按成员取值，不能用“every”",
                    en: "“\(fact.name)” has one value, so “every” cannot stand here")
                return nil
            }
            node = value.node
            every = true
        } else if fact.each != nil, !hasActor {
            reader.report(
                field.position, zh: "进入或离开状态时没有行为人，请写 { every: … }",
                en: "nobody acts on entry or exit: write { every: … }")
            return nil
        }
        let expected = Expected.names(fact.spellings)
        guard let text = reader.text(node, expected) else { return nil }
        if text.value == "+1" {
            guard case .counter = fact.domain else {
                reader.wrongType(node, expected)
                return nil
            }
            return Assignment(fact: fact.name, value: .increment, every: every)
        }
        guard fact.spellings.contains(text.value) else {
            reader.unknown(.value, text.value, at: text.position, among: fact.spellings)
            return nil
        }
        return Assignment(fact: fact.name, value: .value(text.value), every: every)
    }

    // MARK: Actions of the chart

    mutating func effect(_ effect: ChartEffect) -> Action {
        if let index = chartEffects.firstIndex(of: effect) { return .effect(index) }
        chartEffects.append(effect)
        return .effect(chartEffects.count - 1)
    }

    mutating func action(_ declaration: EffectDeclaration) -> Action {
        switch declaration {
        case .start(let clock): effect(.start(clock: clock))
        case .stop(let clock): effect(.stop(clock: clock))
        case .extend(let clock): effect(.extend(clock: clock))
        case .paper(let name): effect(.paper(name))
        case .notify(let role): effect(.notify(role: role))
        case .raise(let event): .raise(event)
        case .set(let assignment): action(assignment)
        }
    }

    private func action(_ assignment: Assignment) -> Action {
        let fact = names.fact(assignment.fact)
        let bearer: Bearer = fact?.each == nil ? .chart : assignment.every ? .everyMember : .actingMember
        return switch assignment.value {
        case .increment: .increment(assignment.fact, by: 1, on: bearer)
        case .value(let spelling):
            .assign(assignment.fact, fact?.chartValue(spelling) ?? .symbol(spelling), on: bearer)
        }
    }
}
