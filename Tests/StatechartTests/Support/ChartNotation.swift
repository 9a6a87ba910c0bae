import Statechart

/// A short notation for charts in tests: `state("a", on("go", to: "b"), entry(.log("in")))`.
enum Part {
    case child(StateSource)
    case transition(TransitionSource)
    case entry([Action])
    case exit([Action])
    case initial(InitialSource)
    case doneData(Int)
}

func source(_ parts: Part..., initial: [String] = [], facts: [FactDeclaration] = []) -> ChartSource {
    let holder = assemble("", .compound, parts)
    return ChartSource(facts: facts, initial: initial, states: holder.children)
}

/// Compound if it has children, else atomic.
func state(_ id: String, _ parts: Part...) -> Part {
    let holder = assemble(id, .compound, parts)
    return .child(holder.children.isEmpty ? assemble(id, .atomic, parts) : holder)
}

func parallel(_ id: String, _ parts: Part...) -> Part { .child(assemble(id, .parallel, parts)) }

func final(_ id: String, _ parts: Part...) -> Part { .child(assemble(id, .final, parts)) }

func history(_ id: String, _ kind: HistoryKind, _ targets: String..., run actions: Action...) -> Part {
    .child(
        StateSource(id: id, kind: .history(kind), initial: InitialSource(targets: targets, actions: actions)))
}

func initial(_ targets: String..., run actions: Action...) -> Part {
    .initial(InitialSource(targets: targets, actions: actions))
}

func on(
    _ events: String, when condition: Guard? = nil, to targets: String..., kind: TransitionKind = .external,
    run actions: Action..., tag: Int = 0
) -> Part {
    .transition(
        TransitionSource(
            events: events.split(separator: " ").map { EventDescriptor(String($0)) }, condition: condition,
            targets: targets, kind: kind, actions: actions, tag: tag))
}

func always(when condition: Guard? = nil, to targets: String..., run actions: Action...) -> Part {
    .transition(TransitionSource(condition: condition, targets: targets, actions: actions))
}

func entry(_ actions: Action...) -> Part { .entry(actions) }

func exit(_ actions: Action...) -> Part { .exit(actions) }

private func assemble(_ id: String, _ kind: StateKind, _ parts: [Part]) -> StateSource {
    var state = StateSource(id: id, kind: kind)
    for part in parts {
        switch part {
        case .child(let child): state.children.append(child)
        case .transition(let transition): state.transitions.append(transition)
        case .entry(let block): state.onEntry.append(block)
        case .exit(let block): state.onExit.append(block)
        case .initial(let initial): state.initial = initial
        case .doneData(let index): state.doneData = index
        }
    }
    return state
}
