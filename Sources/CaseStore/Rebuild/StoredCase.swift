import LegalTime
import Mediation

/// Everything stored of one dispute that follows from its events, next to the events.
struct StoredCase {
    let id: CaseID
    let revision: Int
    let head: [UInt8]
    /// Nil where the text is no dispute.
    let document: Dispute?
    let custody: Custody?
    let workItem: WorkItem?
    let clocks: [Dispute.ClockKey: Instant]
    let history: [HistoryRow]

    /// The dispute as its events tell it; nil where they do not.
    func folded(in district: DistrictCode) -> Dispute? {
        Dispute.fold(id: id, district: district, events: history.map(\.event))
    }

    func faults(in district: DistrictCode) -> [CaseFault] {
        if let fault = EventChain.fault(in: history, district: district, id: id) { return [.history(fault)] }
        guard let folded = folded(in: district) else { return [.unreadable] }
        var faults: [CaseFault] = []
        if revision != folded.revision || head != history.last?.hash { faults.append(.head) }
        if document != folded { faults.append(.document) }
        if custody != folded.custody { faults.append(.custody) }
        if workItem != WorkItem(folded) { faults.append(.workItem) }
        if clocks != folded.runningClocks.mapValues({ Instant($0.adding(days: 1)) }) { faults.append(.clocks) }
        return faults
    }
}
