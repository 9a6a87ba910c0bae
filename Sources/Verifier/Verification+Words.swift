package import Workflow

extension Finding {
    /// What is wrong, in words.
    package func message(in workflow: Workflow) -> Bilingual {
        func state(_ id: String) -> Bilingual { workflow.title(ofState: id) }
        func line(_ tag: Int) -> Bilingual {
            let transition = workflow.transitions[tag]
            let event = transition.event ?? "always"
            return Bilingual(
                zh: "第 \(transition.line) 行“\(state(transition.source).zh)”的 \(event)",
                en: "\(event) of “\(state(transition.source).en)” in line \(transition.line)")
        }
        switch self {
        case .unreachableState(let id):
            return Bilingual(zh: "状态“\(state(id).zh)”（\(id)）不可到达", en: "the state \(id) cannot be reached")
        case .deadTransition(let tag):
            return Bilingual(zh: "\(line(tag).zh)永远不会发生", en: "\(line(tag).en) can never be taken")
        case .stuck:
            return Bilingual(zh: "案件停滞：无人可以行动，也没有期限", en: "a case gets stuck: nobody can act and no clock runs")
        case .noEnd: return Bilingual(zh: "此后不能终结", en: "the end cannot be reached from here")
        case .heldUp(let role, _):
            let title = workflow.vocabulary.title(ofRole: role)
            return Bilingual(
                zh: "\(title.zh)不行动时程序不能终结", en: "the end cannot be reached while the \(title.en) keeps silent")
        case .conflict(let taken, let dropped, _):
            return Bilingual(
                zh: "两个转换同时可行：\(line(taken).zh)被执行，\(line(dropped).zh)被略过",
                en: "two transitions are enabled at once: \(line(taken).en) is taken, \(line(dropped).en) is dropped")
        case .unheard(let clock, _):
            let title = workflow.clock(clock)?.title ?? Bilingual(clock)
            return Bilingual(zh: "“\(title.zh)”届满时无人处理", en: "“\(title.en)” runs out and nothing waits for it")
        case .untold(let outcome, let paper, _):
            let (end, name) = (
                workflow.vocabulary.title(ofOutcome: outcome), workflow.vocabulary.title(ofPaper: paper)
            )
            return Bilingual(
                zh: "以“\(end.zh)”终结前未制作“\(name.zh)”", en: "“\(end.en)” is reached without “\(name.en)” before it")
        case .endless(let tags, _):
            return Bilingual(
                zh: "无休止循环：\(tags.map { line($0).zh }.joined(separator: "、"))",
                en: "an endless circle: \(tags.map { line($0).en }.joined(separator: ", "))")
        case .noRest:
            return Bilingual(
                zh: "没有终结状态，也没有写明“reachable”性质", en: "there is no end, and no “reachable” property instead")
        case .tooLarge(let count):
            return Bilingual(zh: "状态超过 \(count) 个，未能全部验证", en: "more than \(count) states: not all were looked at")
        }
    }
}
