import CaseStore
import Engine
package import LegalTime
package import Mediation
import Workflow

/// What people do in a joint mediation; all else follows.
extension Exchange {
    /// Asks a partner district into the joint mediation that is open in a dispute of ours.
    package func invite(
        _ partner: DistrictCode, to dispute: Dispute, task: String, sightUntil: Day, actor: Actor
    ) async throws(ExchangeError) -> JointPartner {
        let found = try await self.partner(partner)
        guard !task.isEmpty else {
            throw .refused(ExchangeRefusal("task-missing", zh: "请写明请对方做什么", en: "say what the partner is asked to do"))
        }
        guard let open = dispute.openProceeding, open.track == "joint" else {
            throw .refused(
                ExchangeRefusal(
                    "no-joint", zh: "没有正在办理的联合调解，请先启动：open --set track=joint --set joint=\(found.body)",
                    en: "no joint mediation is open; open one first: open --set track=joint --set joint=\(found.body)"))
        }
        guard open.bodies.contains(found.body) else {
            throw .refused(
                ExchangeRefusal(
                    "not-joined", zh: "\(found.name)（\(found.body)）不在联合调解单位之列，其印章不会计入协议",
                    en: "\(found.body) is not among the bodies that mediate jointly, so its seal would not count"))
        }
        let before = try await stored { () throws(StoreError) in
            try await store.jointPartners(of: dispute.id, partner: partner).first
        }
        guard before == nil else {
            throw .refused(ExchangeRefusal("invited-already", zh: "已经邀请过", en: "was invited already"))
        }
        let at = max(engine.now, dispute.changed)
        let act = CaseAct(
            "inviteBody", scope: .proceeding(open.number), actor: actor, at: at,
            records: [.note(.init(text: "邀请\(found.name)：\(task)"))])
        do {
            // The same invitation under the same key: one that was broken off goes on where it stopped.
            _ = try await engine.perform(
                Request(
                    id: dispute.id, commands: [.act(act)], key: "invite/\(dispute.id)/\(open.number)/\(partner)",
                    isTimed: false))
        } catch {
            throw .engine(error)
        }
        let joint = JointPartner(
            about: dispute.id, partner: partner, body: found.body, task: task, invited: at, sightUntil: sightUntil)
        let lead = engine.directory.name(of: open.body)
        _ = try await stored { () throws(StoreError) in
            try await store.enqueue(
                joint.invitation(to: dispute, leadBody: lead), to: partner, at: at, with: .partner(joint))
        }
        return joint
    }

    /// What the partner's body answers or does.
    package enum Help: Sendable {
        case accept(by: String)
        case decline(by: String, reason: String)
        case sign(mediator: String)
        case leave(reason: String)
    }

    /// Our answer to an invitation, or our part in the joint mediation, put into the queue to the lead.
    package func help(
        _ help: Help, in given: Assistance, body id: BodyID
    ) async throws(ExchangeError) -> Assistance {
        let now = engine.now
        guard let body = engine.directory.body(id, on: now.day) else {
            throw .refused(ExchangeRefusal("unknown-body", zh: "名录中没有单位 \(id)", en: "the directory has no body \(id)"))
        }
        if let before = given.body, before != id {
            throw .refused(
                ExchangeRefusal(
                    "not-yours", zh: "由\(engine.directory.name(of: before))协办", en: "\(before) helps in this matter"))
        }
        var assistance = given
        // The number may be taken by another clerk at the same moment; then the next one is.
        for _ in 0..<8 {
            assistance = given
            let number = try await stored { () throws(StoreError) in
                try await store.nextAssistance(series: body.shortName + "协", year: now.day.year)
            }
            let message = try mapped { () throws(ExchangeRefusal) in
                switch help {
                case .accept(let by): try assistance.accept(body: body, number: number, by: by, at: now)
                case .decline(let by, let reason):
                    try assistance.decline(body: body, by: by, reason: reason, at: now)
                case .sign(let mediator): try assistance.sign(body: body, mediator: mediator, at: now)
                case .leave(let reason): try assistance.leave(body: body, reason: reason)
                }
            }
            let changed = assistance
            do throws(StoreError) {
                _ = try await store.enqueue(message, to: given.lead, at: now, with: .assistance(changed))
                return assistance
            } catch {
                guard error.code == .numberTaken else { throw .store(error) }
            }
        }
        throw .engine(.busy)
    }

    /// Our help in all joint mediations, with what may no longer be seen taken out for good.
    package func assistances() async throws(ExchangeError) -> [Assistance] {
        try await eraseBlind()
        return try await stored { () throws(StoreError) in try await store.assistances() }
    }

    func eraseBlind() async throws(ExchangeError) {
        let day = engine.now.day
        try await stored { () throws(StoreError) in
            let blind = try await store.assistances().filter { $0.isBlind(on: day) }
            try await store.erase(
                blind.map { help in
                    var help = help
                    help.erase()
                    return help
                })
        }
    }
}
