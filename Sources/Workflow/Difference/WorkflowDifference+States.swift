import LegalTime

// Heads, states, facts and properties.
extension WorkflowDifference {
    mutating func compareHeads() {
        var details: [Bilingual] = []
        func add(_ zh: String, _ en: String, _ before: Bilingual, _ after: Bilingual) {
            if let detail = Self.detail(Bilingual(zh: zh, en: en), before, after) { details.append(detail) }
        }
        add("名称", "title", earlier.title, later.title)
        add("施行", "in force from", Bilingual(earlier.from.description), Bilingual(later.from.description))
        add(
            "废止", "until", earlier.until.map { Bilingual($0.description) } ?? Self.nothing,
            later.until.map { Bilingual($0.description) } ?? Self.nothing)
        add(
            "依据", "law", earlier.law.map { Bilingual($0) } ?? Self.nothing,
            later.law.map { Bilingual($0) } ?? Self.nothing)
        add("开始于", "begins in", words(earlier.beginning(of: nil), earlier), words(later.beginning(of: nil), later))
        if !details.isEmpty { note(.changed, .head, Bilingual(zh: "文件头", en: "head of the file"), details) }
    }

    mutating func compareStates() {
        for state in later.states {
            guard let old = earlier.state(state.id) else {
                note(.added, .state(state.id), state.title)
                continue
            }
            let details = details(from: old, to: state)
            if !details.isEmpty { note(.changed, .state(state.id), state.title, details) }
        }
        for state in earlier.states where later.state(state.id) == nil {
            note(
                .removed, .state(state.id), state.title,
                meaning: Bilingual(
                    zh: "现处于此状态的案件须由人决定去向", en: "for cases that stand here a person has to decide where they go"))
        }
    }

    private func details(from old: StateDeclaration, to new: StateDeclaration) -> [Bilingual] {
        var details: [Bilingual] = []
        func add(_ zh: String, _ en: String, _ before: Bilingual, _ after: Bilingual) {
            if let detail = Self.detail(Bilingual(zh: zh, en: en), before, after) { details.append(detail) }
        }
        add("名称", "title", old.title, new.title)
        add("种类", "kind", Self.words(old.kind), Self.words(new.kind))
        // States and clocks are compared by their ids: a new title is told where it stands.
        if old.parent != new.parent {
            add(
                "所在", "inside", old.parent.map(earlier.title(ofState:)) ?? Self.nothing,
                new.parent.map(later.title(ofState:)) ?? Self.nothing)
        }
        let (began, begins) = (earlier.beginning(of: old.id), later.beginning(of: new.id))
        if old.kind == .compound, new.kind == .compound, began != begins {
            add("开始于", "begins in", words(began, earlier), words(begins, later))
        }
        add("结果", "outcome", outcome(old, earlier), outcome(new, later))
        add("运行", "runs", Self.words(old.invoke), Self.words(new.invoke))
        add("依据", "law", old.law?.words ?? Self.nothing, new.law?.words ?? Self.nothing)
        if old.clocks != new.clocks {
            let clocks = Bilingual(zh: "期限", en: "clocks")
            details += Self.detail(
                clocks, old.clocks.map(earlier.title(ofClock:)), new.clocks.map(later.title(ofClock:)))
        }
        if old.pauses != new.pauses {
            let pauses = Bilingual(zh: "中止的期限", en: "clocks that stand still")
            details += Self.detail(
                pauses, old.pauses.map(earlier.title(ofClock:)), new.pauses.map(later.title(ofClock:)))
        }
        let enter = Bilingual(zh: "进入时", en: "on entry")
        details += Self.detail(enter, old.enter.map(earlier.words(for:)), new.enter.map(later.words(for:)))
        let exit = Bilingual(zh: "离开时", en: "on exit")
        details += Self.detail(exit, old.exit.map(earlier.words(for:)), new.exit.map(later.words(for:)))
        return details
    }

    private func outcome(_ state: StateDeclaration, _ workflow: Workflow) -> Bilingual {
        state.outcome.map(workflow.vocabulary.title(ofOutcome:)) ?? Self.nothing
    }

    private func words(_ states: [String], _ workflow: Workflow) -> Bilingual {
        let titles = states.map(workflow.title(ofState:))
        return Bilingual(zh: titles.map(\.zh).joined(separator: "、"), en: titles.map(\.en).joined(separator: ", "))
    }

    private static func words(_ kind: StateDeclaration.Kind) -> Bilingual {
        switch kind {
        case .atomic: Bilingual(zh: "普通", en: "plain")
        case .compound: Bilingual(zh: "含内部状态", en: "with states inside")
        case .parallel: Bilingual(zh: "并行", en: "parallel")
        case .final: Bilingual(zh: "终结", en: "final")
        case .shallowHistory: Bilingual(zh: "历史（浅）", en: "history, shallow")
        case .deepHistory: Bilingual(zh: "历史（深）", en: "history, deep")
        }
    }

    private static func words(_ invocation: StateDeclaration.Invocation?) -> Bilingual {
        switch invocation {
        case nil: nothing
        case .track: Bilingual(zh: "一个调解程序", en: "a track")
        case .workflow(let id): Bilingual(id)
        }
    }

    // MARK: Facts

    mutating func compareFacts() {
        for fact in later.facts {
            guard let old = earlier.fact(fact.name) else {
                note(
                    .added, .fact(fact.name), fact.title,
                    meaning: Bilingual(zh: "在办案件自初值起算", en: "cases under way begin with its first value"))
                continue
            }
            var details = [
                Self.detail(Bilingual(zh: "名称", en: "title"), old.title, fact.title),
                Self.detail(
                    Bilingual(zh: "按成员", en: "for each"),
                    old.each.map(earlier.vocabulary.title(ofRole:)) ?? Self.nothing,
                    fact.each.map(later.vocabulary.title(ofRole:)) ?? Self.nothing),
            ].compactMap { $0 }
            if old.domain != fact.domain {
                details += Self.detail(
                    Bilingual(zh: "取值", en: "values"), old.spellings.map { Bilingual($0) },
                    fact.spellings.map { Bilingual($0) })
                if old.spellings == fact.spellings || Set(old.spellings) == Set(fact.spellings) {
                    details.append(Bilingual(zh: "取值方式或次序改变", en: "the kind or the order of its values changed"))
                }
            }
            if !details.isEmpty { note(.changed, .fact(fact.name), fact.title, details) }
        }
        for fact in earlier.facts where later.fact(fact.name) == nil {
            note(.removed, .fact(fact.name), fact.title)
        }
    }

    // MARK: Properties

    mutating func compareProperties() {
        for property in later.properties {
            let words = Bilingual(property.id)
            guard let old = earlier.properties.first(where: { $0.id == property.id }) else {
                note(
                    .added, .property(property.id), words,
                    meaning: Bilingual(zh: "新增一项保证", en: "one more thing is promised"))
                continue
            }
            var details: [Bilingual] = []
            if old.form != property.form || old.scope != property.scope {
                details.append(Bilingual(zh: "所保证的内容改变", en: "what is promised changed"))
            }
            if let law = Self.detail(
                Bilingual(zh: "依据", en: "law"), old.law?.words ?? Self.nothing, property.law?.words ?? Self.nothing)
            {
                details.append(law)
            }
            if !details.isEmpty { note(.changed, .property(property.id), words, details) }
        }
        for property in earlier.properties where !later.properties.contains(where: { $0.id == property.id }) {
            let law = property.law.map { Bilingual(zh: "（\($0.text)）", en: " (\($0.text))") } ?? Bilingual("")
            note(
                .removed, .property(property.id), Bilingual(property.id),
                meaning: Bilingual(zh: "不再保证\(law.zh)", en: "no longer promised\(law.en)"))
        }
    }
}

extension Workflow {
    func title(ofClock name: String) -> Bilingual { clock(name)?.title ?? Bilingual(name) }

    /// An effect in words.
    package func words(for effect: EffectDeclaration) -> Bilingual {
        switch effect {
        case .start(let clock):
            let title = title(ofClock: clock)
            return Bilingual(zh: "开始计算\(title.zh)", en: "start “\(title.en)”")
        case .stop(let clock):
            let title = title(ofClock: clock)
            return Bilingual(zh: "停止计算\(title.zh)", en: "stop “\(title.en)”")
        case .extend(let clock):
            let title = title(ofClock: clock)
            return Bilingual(zh: "延长\(title.zh)", en: "extend “\(title.en)”")
        case .paper(let name):
            let title = vocabulary.title(ofPaper: name)
            return Bilingual(zh: "制作\(title.zh)", en: "make \(title.en)")
        case .notify(let role):
            let title = vocabulary.title(ofRole: role)
            return Bilingual(zh: "通知\(title.zh)", en: "tell \(title.en)")
        case .raise(let event): return Bilingual(zh: "引发 \(event)", en: "raise \(event)")
        case .set(let assignment):
            let title = fact(assignment.fact)?.title ?? Bilingual(assignment.fact)
            let value =
                switch assignment.value {
                case .value(let value): value
                case .increment: "+1"
                }
            let every = assignment.every ? Bilingual(zh: "（全体）", en: " for all") : Bilingual("")
            return Bilingual(zh: "\(title.zh)记为 \(value)\(every.zh)", en: "set “\(title.en)” to \(value)\(every.en)")
        }
    }
}
