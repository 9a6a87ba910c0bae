import CaseStore
import LegalTime
import Mediation

@testable import Engine

/// What callers were told, against what is there.
struct SimulatedHistory {
    let database: MemoryDatabase
    let orders: [Order]

    /// Everything that is wrong, in words.
    var faults: [String] { caseFaults + orders.flatMap(faults) + numberFaults }

    private var caseFaults: [String] {
        database.cases.flatMap { id, loaded -> [String] in
            let history = (database.events[id] ?? []).map {
                HistoryRow(
                    event: $0.event, recorded: $0.recorded, content: $0.content, previous: $0.previous,
                    algorithm: $0.algorithm.rawValue, hash: $0.hash)
            }
            var faults: [String] = []
            if let fault = EventChain.fault(in: history, district: loaded.dispute.district, id: id) {
                faults.append("\(id): the chain is \(fault)")
            }
            if loaded.dispute.revision != history.count || loaded.head != history.last?.hash {
                faults.append("\(id): revision \(loaded.dispute.revision), \(history.count) events")
            }
            if Dispute.fold(id: id, district: loaded.dispute.district, events: history.map(\.event)) != loaded.dispute {
                faults.append("\(id): the events do not give the dispute")
            }
            return faults
        }
    }

    private func faults(of order: Order) -> [String] {
        let left = database.events.values.joined().count { $0.content.contains(order.mark) }
        let heard = order.heard
        if heard.count > 1, order.request.key == nil { return ["\(order.mark) was answered \(heard.count) times"] }
        if heard.contains(where: { (try? $0.get()) != nil }) {
            return (left == 1 ? [] : ["\(order.mark) was done and left \(left) events"]) + misplaced(order)
        }
        switch order.answer {
        case nil where order.request.key != nil: return ["\(order.mark) was never answered"]
        // Its program was killed.
        case nil: return left <= 1 ? [] : ["\(order.mark) left \(left) events unheard"]
        default: return left == 0 ? [] : ["\(order.mark) was refused and left \(left) events"]
        }
    }

    /// A receipt names the revision at which the request stands, and shows the dispute as it was then.
    private func misplaced(_ order: Order) -> [String] {
        guard let receipt = order.receipt, let events = database.events[receipt.id] else { return [] }
        let told = events.prefix(receipt.revision)
        let then = Dispute.fold(id: receipt.id, district: DistrictCode(rawValue: 120119), events: told.map(\.event))
        let stands = told.contains { $0.content.contains(order.mark) }
        return stands && (receipt.repeated || receipt.dispute == then)
            ? [] : ["\(order.mark) is not at revision \(receipt.revision)"]
    }

    private var numberFaults: [String] {
        let given = database.cases.values.flatMap { $0.dispute.proceedings.compactMap(\.dossier) }
        return Dictionary(grouping: given) { "\($0.series) \($0.year)" }.compactMap { series, numbers in
            let sequence = numbers.map(\.sequence).sorted()
            return sequence == Array(1...sequence.count) ? nil : "\(series) gave \(sequence)"
        }
    }
}
