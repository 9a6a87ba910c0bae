package import Workflow

/// What does not agree with the events of a dispute. Everything stored beside them follows from them.
package enum CaseFault: Hashable, Sendable {
    /// The events themselves: nothing can be rebuilt from them.
    case history(ChainFault)
    /// The chain is whole, and yet the events do not fold: the first is no registration.
    case unreadable
    /// The revision or the hash that the next event would be linked to.
    case head
    /// The stored dispute.
    case document
    /// Who holds it.
    case custody
    /// Its row in the work list.
    case workItem
    /// When which clock is due.
    case clocks

    /// Whether it can be put right from the events.
    package var isRepairable: Bool {
        switch self {
        case .history, .unreadable: false
        default: true
        }
    }

    package var title: Bilingual {
        switch self {
        case .history(.gap(let at)): Bilingual(zh: "第 \(at) 个事件缺失", en: "event \(at) is missing")
        case .history(.broken(let at)):
            Bilingual(zh: "第 \(at) 个事件与前一事件不相连", en: "event \(at) is not linked to the one before")
        case .history(.altered(let at)): Bilingual(zh: "第 \(at) 个事件被改动", en: "event \(at) was altered")
        case .history(.unknownAlgorithm(let at)):
            Bilingual(zh: "第 \(at) 个事件的杂凑算法未知", en: "event \(at) has an unknown hash algorithm")
        case .unreadable: Bilingual(zh: "事件不成一件纠纷", en: "the events make no dispute")
        case .head: Bilingual(zh: "版本或链头与事件不符", en: "revision or head differ from the events")
        case .document: Bilingual(zh: "案件内容与事件不符", en: "the stored dispute differs from its events")
        case .custody: Bilingual(zh: "承办单位与事件不符", en: "the holder differs from the events")
        case .workItem: Bilingual(zh: "待办与事件不符", en: "the work list differs from the events")
        case .clocks: Bilingual(zh: "期限与事件不符", en: "the clocks differ from the events")
        }
    }
}
