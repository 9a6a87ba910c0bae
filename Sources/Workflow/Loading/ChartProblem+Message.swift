package import Statechart

extension ChartProblem.Reason {
    /// What a writer of workflow files can do about it.
    package var message: Bilingual {
        switch self {
        case .noStates: Bilingual(zh: "没有任何状态", en: "there is no state")
        case .noChildren(let id):
            Bilingual(zh: "状态“\(id)”没有可进入的子状态", en: "the state “\(id)” has no child that can be active")
        case .childrenNotAllowed(let id):
            Bilingual(zh: "状态“\(id)”不能有子状态", en: "the state “\(id)” cannot have states inside")
        case .finalInParallel(let id):
            Bilingual(
                zh: "终结状态“\(id)”不能直接放在并行状态中", en: "the final state “\(id)” cannot lie directly in a parallel state")
        case .transitionsNotAllowed(let id):
            Bilingual(zh: "状态“\(id)”不能有转换", en: "the state “\(id)” cannot have transitions")
        case .actionsNotAllowed(let id):
            Bilingual(zh: "状态“\(id)”不能有进入或离开时的动作", en: "the state “\(id)” cannot have effects on entry or exit")
        case .initialNotAllowed(let id):
            Bilingual(zh: "状态“\(id)”不能有“initial”", en: "the state “\(id)” cannot have “initial”")
        case .initialOutside(let state, let target):
            Bilingual(
                zh: "“initial”所指的“\(target)”不在状态“\(state)”之内",
                en: "“\(target)”, named by “initial”, does not lie in “\(state)”")
        case .historyAtTop(let id):
            Bilingual(zh: "历史状态“\(id)”不能在最上层", en: "the history “\(id)” cannot stand at the top")
        case .historyWithoutDefault(let id):
            Bilingual(zh: "历史状态“\(id)”没有默认去向", en: "the history “\(id)” has no default")
        case .historyDefaultNotChild(let history, let target):
            Bilingual(
                zh: "浅历史“\(history)”的默认去向“\(target)”不是同级状态",
                en: "“\(target)” is not beside the shallow history “\(history)”")
        case .historyDefaultIsHistory(let history, let target):
            Bilingual(
                zh: "历史“\(history)”的默认去向“\(target)”又是历史状态",
                en: "the default “\(target)” of the history “\(history)” is a history")
        case .incompatibleTargets(let one, let other):
            Bilingual(zh: "不能同时进入“\(one)”和“\(other)”", en: "“\(one)” and “\(other)” cannot be active together")
        case .endlessTransition:
            Bilingual(
                zh: "“always”既无条件又无去向，会无休止地执行", en: "an “always” without condition and target would be taken for ever")
        default:
            // The loader checks names, facts and events itself before the chart is compiled.
            Bilingual(zh: "状态图有误：\(self)", en: "the chart is not well formed: \(self)")
        }
    }
}
