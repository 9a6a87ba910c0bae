import LegalTime

// Transitions: matched by source and event, in order; then part by part.
extension WorkflowDifference {
    private struct Key: Hashable {
        let source: String
        let event: String?
    }

    mutating func compareTransitions() {
        let old = Dictionary(grouping: earlier.transitions) { Key(source: $0.source, event: $0.event) }
        let new = Dictionary(grouping: later.transitions) { Key(source: $0.source, event: $0.event) }
        for key in distinct((later.transitions + earlier.transitions).map { Key(source: $0.source, event: $0.event) }) {
            compare(old[key] ?? [], new[key] ?? [])
        }
    }

    /// The alternatives of one event in one state.
    private mutating func compare(_ old: [TransitionDeclaration], _ new: [TransitionDeclaration]) {
        var rest = old
        var pairs: [(old: TransitionDeclaration?, new: TransitionDeclaration)] = new.map { (nil, $0) }
        // The most alike first: the same in all, then the same target and title, the same target, the same place.
        let likeness: [(TransitionDeclaration, TransitionDeclaration) -> Bool] = [
            { $0.targets == $1.targets && $0.when == $1.when && $0.by == $1.by },
            { $0.targets == $1.targets && $0.title == $1.title },
            { $0.targets == $1.targets },
            { _, _ in true },
        ]
        for isAlike in likeness {
            for place in pairs.indices where pairs[place].old == nil {
                guard let match = rest.firstIndex(where: { isAlike($0, pairs[place].new) }) else { continue }
                pairs[place].old = rest.remove(at: match)
            }
        }
        for (before, after) in pairs {
            guard let before else {
                addedTransitions.insert(after.tag)
                note(
                    .added, .transition(source: after.source), title(of: after, in: later),
                    summary(of: after, in: later))
                continue
            }
            let details = details(from: before, to: after)
            guard !details.isEmpty else { continue }
            changedTransitions.insert(after.tag)
            note(
                .changed, .transition(source: after.source), title(of: after, in: later), details,
                meaning: meaning(from: before, to: after))
        }
        let kept = pairs.compactMap(\.old?.tag)
        if kept != kept.sorted(), let first = new.first {
            note(
                .changed, .transition(source: first.source), title(of: first, in: later),
                [Bilingual(zh: "备选的先后次序改变", en: "the order of the alternatives changed")])
        }
        for gone in rest {
            removedTransitions.insert(gone.tag)
            note(
                .removed, .transition(source: gone.source), title(of: gone, in: earlier),
                summary(of: gone, in: earlier),
                meaning: lost(gone))
        }
    }

    private func title(of transition: TransitionDeclaration, in workflow: Workflow) -> Bilingual {
        let state = workflow.title(ofState: transition.source)
        let act = workflow.words(forEventOf: transition)
        return Bilingual(zh: "“\(state.zh)”中的“\(act.zh)”", en: "“\(act.en)” in “\(state.en)”")
    }

    private func summary(of transition: TransitionDeclaration, in workflow: Workflow) -> [Bilingual] {
        var details: [Bilingual] = []
        if !transition.by.isEmpty {
            let roles = transition.by.map(workflow.vocabulary.title(ofRole:))
            details.append(
                Bilingual(
                    zh: "由：\(roles.map(\.zh).joined(separator: "、"))",
                    en: "by: \(roles.map(\.en).joined(separator: ", "))"))
        }
        if !transition.targets.isEmpty {
            let targets = transition.targets.map(workflow.title(ofState:))
            details.append(
                Bilingual(
                    zh: "转入：\(targets.map(\.zh).joined(separator: "、"))",
                    en: "to: \(targets.map(\.en).joined(separator: ", "))"))
        }
        if let when = transition.when.map(workflow.words(for:)) {
            details.append(Bilingual(zh: "条件：\(when.zh)", en: "when: \(when.en)"))
        }
        if let law = transition.law?.words { details.append(Bilingual(zh: "依据：\(law.zh)", en: "law: \(law.en)")) }
        return details
    }

    private func details(from old: TransitionDeclaration, to new: TransitionDeclaration) -> [Bilingual] {
        var details: [Bilingual] = []
        func list(_ zh: String, _ en: String, _ before: [Bilingual], _ after: [Bilingual]) {
            details += Self.detail(Bilingual(zh: zh, en: en), before, after)
        }
        func single(_ zh: String, _ en: String, _ before: Bilingual?, _ after: Bilingual?) {
            let detail = Self.detail(Bilingual(zh: zh, en: en), before ?? Self.nothing, after ?? Self.nothing)
            if let detail { details.append(detail) }
        }
        single("名称", "title", old.title, new.title)
        list("由", "by", old.by.map(earlier.vocabulary.title(ofRole:)), new.by.map(later.vocabulary.title(ofRole:)))
        if old.targets != new.targets {
            list("转入", "to", old.targets.map(earlier.title(ofState:)), new.targets.map(later.title(ofState:)))
            // Different states may bear the same title.
            if details.last?.zh.hasPrefix("转入") != true {
                single(
                    "转入", "to", Bilingual(old.targets.joined(separator: ", ")),
                    Bilingual(new.targets.joined(separator: ", ")))
            }
        }
        if old.isInternal != new.isInternal {
            details.append(
                new.isInternal
                    ? Bilingual(zh: "改为不离开所在状态", en: "no longer leaves its state")
                    : Bilingual(zh: "改为离开并重新进入所在状态", en: "now leaves and enters its state again"))
        }
        if old.when != new.when {
            single("条件", "when", old.when.map(earlier.words(for:)), new.when.map(later.words(for:)))
        }
        list(
            "登记", "records", old.records.map(earlier.vocabulary.title(ofRecord:)),
            new.records.map(later.vocabulary.title(ofRecord:)))
        list(
            "可附", "may carry", old.mayRecord.map(earlier.vocabulary.title(ofRecord:)),
            new.mayRecord.map(later.vocabulary.title(ofRecord:)))
        list("效果", "effects", old.effects.map(earlier.words(for:)), new.effects.map(later.words(for:)))
        single("依据", "law", old.law?.words, new.law?.words)
        return details
    }

    // MARK: What it means

    private func lost(_ transition: TransitionDeclaration) -> Bilingual? {
        let state = earlier.title(ofState: transition.source)
        let act = earlier.words(forEventOf: transition)
        guard !transition.by.isEmpty else {
            return Bilingual(zh: "“\(act.zh)”发生时不再如此处理", en: "“\(act.en)” is no longer dealt with like this")
        }
        let remains = later.transitions.contains {
            $0.event == transition.event && !$0.by.isEmpty && $0.source == transition.source
        }
        guard !remains else { return nil }
        let roles = transition.by.map(earlier.vocabulary.title(ofRole:))
        return Bilingual(
            zh: "\(roles.map(\.zh).joined(separator: "、"))在“\(state.zh)”中不能再“\(act.zh)”",
            en: "in “\(state.en)” \(roles.map(\.en).joined(separator: ", ")) can no longer “\(act.en)”")
    }

    private func meaning(from old: TransitionDeclaration, to new: TransitionDeclaration) -> Bilingual? {
        var parts: [Bilingual] = []
        let gone = old.by.filter { !new.by.contains($0) }.map(earlier.vocabulary.title(ofRole:))
        if !gone.isEmpty {
            parts.append(
                Bilingual(
                    zh: "\(gone.map(\.zh).joined(separator: "、"))不再可以",
                    en: "\(gone.map(\.en).joined(separator: ", ")) may no longer"))
        }
        if old.when == nil, new.when != nil {
            parts.append(Bilingual(zh: "从前随时可以，现在须满足条件", en: "was always possible, now needs a condition"))
        }
        if old.when != nil, new.when == nil {
            parts.append(Bilingual(zh: "不再须满足条件", en: "needs no condition any more"))
        }
        let papers = old.papers.filter { !new.papers.contains($0) }.map(earlier.vocabulary.title(ofPaper:))
        if !papers.isEmpty {
            parts.append(
                Bilingual(
                    zh: "不再制作\(papers.map(\.zh).joined(separator: "、"))",
                    en: "no longer makes \(papers.map(\.en).joined(separator: ", "))"))
        }
        let untold = old.notify.filter { !new.notify.contains($0) }.map(earlier.vocabulary.title(ofRole:))
        if !untold.isEmpty {
            parts.append(
                Bilingual(
                    zh: "不再通知\(untold.map(\.zh).joined(separator: "、"))",
                    en: "no longer tells \(untold.map(\.en).joined(separator: ", "))"))
        }
        guard !parts.isEmpty else { return nil }
        return Bilingual(
            zh: parts.map(\.zh).joined(separator: "；"), en: parts.map(\.en).joined(separator: "; "))
    }

    // MARK: Clocks

    mutating func compareClocks() {
        for clock in later.clocks {
            guard let old = earlier.clock(clock.name) else {
                note(.added, .clock(clock.name), clock.title, [clock.length.words])
                continue
            }
            var details: [Bilingual] = []
            func single(_ zh: String, _ en: String, _ before: Bilingual?, _ after: Bilingual?) {
                let detail = Self.detail(Bilingual(zh: zh, en: en), before ?? Self.nothing, after ?? Self.nothing)
                if let detail { details.append(detail) }
            }
            single("名称", "title", old.title, clock.title)
            single("长度", "length", old.length.words, clock.length.words)
            single(
                "提醒", "warnings", Bilingual(old.warn.map(String.init).joined(separator: ", ")),
                Bilingual(clock.warn.map(String.init).joined(separator: ", ")))
            single(
                "延长", "extension", old.extend.map { earlier.words(for: $0) }, clock.extend.map { later.words(for: $0) })
            single("依据", "law", old.law?.words, clock.law?.words)
            guard !details.isEmpty else { continue }
            note(.changed, .clock(clock.name), clock.title, details, meaning: meaning(from: old, to: clock))
        }
        for clock in earlier.clocks where later.clock(clock.name) == nil {
            note(
                .removed, .clock(clock.name), clock.title, [clock.length.words],
                meaning: Bilingual(zh: "不再有此期限", en: "this time limit no longer runs"))
        }
    }

    private func meaning(from old: ClockDeclaration, to new: ClockDeclaration) -> Bilingual? {
        guard old.length != new.length, old.length.unit == new.length.unit else { return nil }
        return new.length.length < old.length.length
            ? Bilingual(
                zh: "期限缩短：在办案件没有法律依据不得提前届满", en: "shorter: no case under way may lose days without a legal basis")
            : Bilingual(zh: "期限延长", en: "longer")
    }
}

extension Workflow {
    /// What a transition is called: its title, or that of its event.
    package func words(forEventOf transition: TransitionDeclaration) -> Bilingual {
        if let title = transition.title { return title }
        guard let event = transition.event else { return Bilingual(zh: "条件具备时（自动）", en: "As soon as this holds") }
        if let title = act(event)?.title { return title }
        let parts = event.split(separator: ".").map(String.init)
        guard let last = parts.last, parts.count > 1 else { return Bilingual(event) }
        switch (parts[0], parts[1]) {
        case ("expired", _):
            let clock = title(ofClock: last)
            return Bilingual(zh: "\(clock.zh)届满", en: "\(clock.en) has run out")
        case ("done", "state"):
            let state = title(ofState: last)
            return Bilingual(zh: "“\(state.zh)”完成", en: "“\(state.en)” is complete")
        case ("done", _): return vocabulary.title(ofOutcome: last)
        default: return Bilingual(event)
        }
    }

    package func words(for extend: ClockDeclaration.Extension) -> Bilingual {
        let by = extend.by.map { consent -> Bilingual in
            let role = vocabulary.title(ofRole: consent.role)
            return consent.every ? Bilingual(zh: "每个\(role.zh)", en: "every \(role.en)") : role
        }
        let most = extend.most.map(\.words) ?? Bilingual(zh: "不限", en: "no bound")
        return Bilingual(
            zh: "经\(by.map(\.zh).joined(separator: "、"))同意，最长\(most.zh)",
            en: "with consent of \(by.map(\.en).joined(separator: ", ")), at most \(most.en)")
    }
}
