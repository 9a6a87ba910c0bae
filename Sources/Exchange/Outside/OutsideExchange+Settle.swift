package import CaseStore
import Engine
import LegalTime
package import Mediation
import Workflow

/// What a person says of an item that waits.
package enum OutsideDecision: Sendable {
    /// A dispute of its own, of this type where the mapping leaves it open.
    case new(type: DisputeType?)
    /// Another door of a dispute on file.
    case same(CaseID)
}

extension OutsideExchange {
    /// Takes in an item that waits for a person.
    ///
    /// - Throws: `ExchangeError.refused` where nothing of that number waits, or it cannot be taken so.
    package func take(
        _ number: String, of id: String, as decision: OutsideDecision, actor: Actor
    ) async throws(ExchangeError) -> (item: OutsideItem, code: CaseCode?) {
        let system = try await system(id)
        let waiting = try await stored { () throws(StoreError) in
            try await store.outsideItems(of: id, number: number, states: [.held])
        }
        guard let held = waiting.first, let content = held.content else {
            throw .refused(
                ExchangeRefusal(
                    "nothing-held", zh: "没有编号为“\(number)”的待判断事项", en: "nothing of the number “\(number)” waits"))
        }
        let mapping = try mapping(id, on: held.made.day)
        var type: DisputeType?
        if case .new(let chosen) = decision { type = chosen }
        let reading = OutsideReading(content, mapping, on: held.made.day, type: type)
        var item = held
        var code: CaseCode?
        switch decision {
        case .new:
            guard let matter = reading.matter else { throw .refused(ExchangeRefusal(reading.faults)) }
            let intake: OutsideIntake
            do throws(OutsideFaults) {
                intake = try OutsideIntake(
                    matter, of: mapping, receiver: system.receiver, directory: engine.directory, on: engine.now.day)
            } catch {
                throw .refused(ExchangeRefusal(error.faults))
            }
            (item, code) = try await register(intake, held, key(id, number))
            guard item.state == .registered else { throw .refused(ExchangeRefusal(item.faults)) }
        case .same(let dispute):
            try await attach(number, reading, to: dispute, of: system, mapping, actor)
            item.state = .attached
            item.dispute = dispute
            item.faults = []
            code = try await self.code(of: dispute)
        }
        let (settled, receipt) = (item, receipt(item, code))
        let isFirst = try await stored { () throws(StoreError) in
            try await store.settle(settled, of: id, at: engine.now, with: receipt)
        }
        guard isFirst else {
            throw .refused(ExchangeRefusal("settled", zh: "已由他人办理", en: "somebody else has settled it"))
        }
        return (item, code)
    }

    private func attach(
        _ number: String, _ reading: OutsideReading, to dispute: CaseID, of system: OutsideSystem,
        _ mapping: OutsideMapping, _ actor: Actor
    ) async throws(ExchangeError) {
        let arrival = Record.Arrival(
            door: mapping.door.flatMap(Intake.Door.init) ?? .transfer, by: mapping.title.zh, body: system.receiver,
            reference: number, due: reading.matter?.due)
        let act = CaseAct("arrive", actor: actor, at: engine.now, records: [.arrival(arrival)])
        do throws(EngineError) {
            _ = try await engine.perform(
                Request(id: dispute, commands: [.act(act)], key: key(system.id, number), isTimed: false))
        } catch {
            throw .engine(error)
        }
    }
}

extension ExchangeRefusal {
    init(_ faults: [OutsideFault]) {
        self.init(
            faults.first?.code ?? "refused",
            zh: faults.map { ($0.field.map { "\($0)：" } ?? "") + $0.reason.zh }.joined(separator: "；"),
            en: faults.map { ($0.field.map { "\($0): " } ?? "") + $0.reason.en }.joined(separator: "; "))
    }
}
