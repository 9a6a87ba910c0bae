import Statechart

// Conditions, values and refusals in words.
extension Workflow {
    /// A condition by the titles of its facts and states.
    package func words(for condition: GuardExpression) -> Bilingual {
        switch condition {
        case .constant(let value): return Bilingual(zh: value ? "总是" : "从不", en: value ? "always" : "never")
        case .fact(let name): return title(ofFact: name)
        case .isOne(let values, let name):
            let title = title(ofFact: name)
            return values.count == 1
                ? Bilingual(zh: "\(title.zh)为 \(values[0])", en: "\(title.en) is \(values[0])")
                : Bilingual(
                    zh: "\(title.zh)为 \(values.joined(separator: " 或 "))",
                    en: "\(title.en) is \(values.joined(separator: " or "))")
        case .compare(let name, let comparison, let number):
            let title = title(ofFact: name)
            return Bilingual(
                zh: "\(title.zh) \(comparison.rawValue) \(number)", en: "\(title.en) \(comparison.rawValue) \(number)")
        case .members(let quantifier, let name, let value): return words(quantifier, name, value)
        case .inState(let id):
            let title = title(ofState: id)
            return Bilingual(zh: "处于“\(title.zh)”", en: "in “\(title.en)”")
        case .actor(let roles): return Bilingual(zh: "由\(list(roles).zh)作出", en: "done by \(list(roles).en)")
        case .clock(let name, let test): return words(test, name)
        case .event(let events):
            let titles = events.map { act($0)?.title ?? Bilingual($0) }
            return Bilingual(
                zh: "此步为\(titles.map { "“\($0.zh)”" }.joined(separator: "或"))",
                en: "the step is \(titles.map { "“\($0.en)”" }.joined(separator: " or "))")
        case .record(let name):
            let title = vocabulary.title(ofRecord: name)
            return Bilingual(zh: "此步登记“\(title.zh)”", en: "the step carries “\(title.en)”")
        case .paper(let name):
            let title = vocabulary.title(ofPaper: name)
            return Bilingual(zh: "此步制作“\(title.zh)”", en: "the step makes “\(title.en)”")
        case .notice(let role):
            let title = vocabulary.title(ofRole: role)
            return Bilingual(zh: "此步通知\(title.zh)", en: "the step tells \(title.en)")
        case .not(let inner):
            let words = words(for: inner)
            return Bilingual(zh: "并非（\(words.zh)）", en: "not (\(words.en))")
        case .and(let parts): return joined(parts, zh: "且", en: "and")
        case .or(let parts): return joined(parts, zh: "或", en: "or")
        }
    }

    private func words(
        _ quantifier: GuardExpression.Quantifier, _ fact: String, _ value: String
    ) -> Bilingual {
        let title = title(ofFact: fact)
        let role = vocabulary.title(ofRole: self.fact(fact)?.each ?? "")
        return switch quantifier {
        case .all:
            Bilingual(zh: "\(title.zh)：每个\(role.zh)均为 \(value)", en: "\(title.en): \(value) for every \(role.en)")
        case .any: Bilingual(zh: "\(title.zh)：有\(role.zh)为 \(value)", en: "\(title.en): \(value) for some \(role.en)")
        case .none: Bilingual(zh: "\(title.zh)：没有\(role.zh)为 \(value)", en: "\(title.en): \(value) for no \(role.en)")
        case .mine: Bilingual(zh: "\(title.zh)：本人为 \(value)", en: "\(title.en): \(value) for who acts")
        }
    }

    private func words(_ test: GuardExpression.ClockTest, _ clock: String) -> Bilingual {
        let title = title(ofClock: clock)
        return switch test {
        case .running: Bilingual(zh: "“\(title.zh)”正在计算", en: "“\(title.en)” is running")
        case .paused: Bilingual(zh: "“\(title.zh)”中止", en: "“\(title.en)” stands still")
        case .ranOut: Bilingual(zh: "“\(title.zh)”已届满", en: "“\(title.en)” has run out")
        }
    }

    private func joined(_ parts: [GuardExpression], zh: String, en: String) -> Bilingual {
        let words = parts.map { part -> Bilingual in
            let words = self.words(for: part)
            switch part {
            case .and, .or: return Bilingual(zh: "（\(words.zh)）", en: "(\(words.en))")
            default: return words
            }
        }
        return Bilingual(
            zh: words.map(\.zh).joined(separator: " \(zh) "), en: words.map(\.en).joined(separator: " \(en) "))
    }

    private func title(ofFact name: String) -> Bilingual { fact(name)?.title ?? Bilingual(name) }

    private func list(_ roles: [String]) -> Bilingual {
        let titles = roles.map(vocabulary.title(ofRole:))
        return Bilingual(zh: titles.map(\.zh).joined(separator: "、"), en: titles.map(\.en).joined(separator: ", "))
    }

    private func states(_ ids: [String]) -> Bilingual {
        let titles = ids.map(title(ofState:))
        return Bilingual(
            zh: titles.map { "“\($0.zh)”" }.joined(separator: "、"),
            en: titles.map { "“\($0.en)”" }.joined(separator: ", "))
    }

    // MARK: Failed conditions

    /// A part of a condition that does not hold, with what was found instead.
    func failure(of condition: GuardExpression, in snapshot: Snapshot) -> FailedCondition {
        let required = words(for: condition)
        let found = condition.facts.compactMap { present($0, in: snapshot) }
        var message = Bilingual(zh: "须\(required.zh)", en: "required: \(required.en)")
        if !found.isEmpty {
            message = Bilingual(
                zh: message.zh + "（现为：\(found.map(\.zh).joined(separator: "；"))）",
                en: message.en + " (found: \(found.map(\.en).joined(separator: "; ")))")
        }
        return FailedCondition(expression: condition, message: message)
    }

    private func present(_ name: String, in snapshot: Snapshot) -> Bilingual? {
        guard let fact = fact(name) else { return nil }
        let found = values(of: fact, in: snapshot).map(Self.words(forValue:))
        return Bilingual(
            zh: "\(fact.title.zh) \(found.map(\.zh).joined(separator: "、"))",
            en: "\(fact.title.en) \(found.map(\.en).joined(separator: ", "))")
    }

    private static func words(forValue value: String) -> Bilingual {
        switch value {
        case "true": Bilingual(zh: "是", en: "yes")
        case "false": Bilingual(zh: "否", en: "no")
        default: Bilingual(value)
        }
    }

    // MARK: Refusals

    func refusal(of event: String, _ reason: Refusal.Reason) -> Refusal {
        let title = act(event)?.title ?? Bilingual(event)
        let why = message(for: reason)
        return Refusal(
            event: event, reason: reason,
            message: Bilingual(zh: "不能“\(title.zh)”：\(why.zh)", en: "Cannot “\(title.en)”: \(why.en)"))
    }

    private func message(for reason: Refusal.Reason) -> Bilingual {
        switch reason {
        case .unknownEvent(let nearest):
            let hint = nearest.map { Bilingual(zh: "，是否指“\($0)”？", en: "; did you mean “\($0)”?") } ?? Bilingual("")
            return Bilingual(zh: "“\(id)”没有这一行为\(hint.zh)", en: "“\(id)” has no such act\(hint.en)")
        case .ended: return Bilingual(zh: "程序已经终结", en: "the procedure has ended")
        case .notHere(let active, let accepting):
            return Bilingual(
                zh: "现处于\(states(active).zh)；此行为须在\(states(accepting).zh)中作出",
                en: "now in \(states(active).en); it can be done in \(states(accepting).en)")
        case .wrongRole(let allowed):
            return allowed.isEmpty
                ? Bilingual(zh: "此事件只由系统产生", en: "only the engine brings this event")
                : Bilingual(zh: "只有\(list(allowed).zh)可以", en: "only \(list(allowed).en) may")
        case .conditions(let failures):
            return Bilingual(
                zh: failures.map(\.message.zh).joined(separator: "；"),
                en: failures.map(\.message.en).joined(separator: "; "))
        case .memberNeeded:
            let role = memberRole.map(vocabulary.title(ofRole:)) ?? Bilingual(zh: "成员", en: "member")
            return Bilingual(zh: "请写明是哪一个\(role.zh)", en: "say which \(role.en) it is about")
        case .noSuchMember(let count):
            let role = memberRole.map(vocabulary.title(ofRole:)) ?? Bilingual(zh: "成员", en: "member")
            return Bilingual(zh: "没有这个\(role.zh)，共 \(count) 个", en: "there is no such \(role.en), only \(count)")
        case .recordsMissing(let records):
            let titles = records.map(vocabulary.title(ofRecord:))
            return Bilingual(
                zh: "缺少记录：\(titles.map(\.zh).joined(separator: "、"))",
                en: "records are missing: \(titles.map(\.en).joined(separator: ", "))")
        case .extensionNeeded(let clock):
            let title = title(ofClock: clock)
            return Bilingual(zh: "请写明“\(title.zh)”延长多久", en: "say by how much “\(title.en)” is extended")
        case .extensionTooLong(let clock):
            let title = title(ofClock: clock)
            return Bilingual(zh: "“\(title.zh)”不能延长这么久", en: "“\(title.en)” cannot be extended by so much")
        case .clockNotRunning(let clock):
            let title = title(ofClock: clock)
            return Bilingual(zh: "“\(title.zh)”没有在计算，不能延长", en: "“\(title.en)” does not run, so it cannot be extended")
        case .endless:
            return Bilingual(zh: "工作流文件在此处无休止循环", en: "the workflow file turns in a circle here")
        }
    }
}

extension GuardExpression {
    /// The facts it reads, in order, each once.
    package var facts: [String] {
        switch self {
        case .constant, .inState, .actor, .clock, .event, .record, .paper, .notice: []
        case .fact(let name), .isOne(_, let name), .compare(let name, _, _), .members(_, let name, _): [name]
        case .not(let inner): inner.facts
        case .and(let parts), .or(let parts):
            distinct(parts.flatMap(\.facts))
        }
    }
}
