import LegalTime
import Workflow

/// A mediator is nothing else in the same dispute, before or after (最高人民法院关于人民法院特邀调解的规定 Art 16), and none who
/// may not be assigned.
extension RecordCheck {
    func check(_ mediators: Record.Mediators, _ dispute: Dispute) throws(CommandRefusal) {
        guard !mediators.names.isEmpty, !mediators.names.contains("") else {
            throw refusal("mediator-missing", zh: "请写明调解员", en: "name the mediator")
        }
        var bodies = [dispute.custody.body]
        if case .proceeding(let number) = scope { bodies = dispute.proceedings[number - 1].bodies }
        for who in mediators.names {
            try checkSanctions(on: who, at: bodies, dispute)
            let parties = dispute.parties.compactMap { knowledge.names[$0.number] }
            if let conflict = directory.conflict(of: who, at: bodies, with: parties, on: day) {
                throw refusal(
                    "mediator-conflicted", zh: "“\(who)”在“\(conflict.party)”的事项中应当回避：\(conflict.reason)",
                    en: "'\(who)' keeps away from matters of '\(conflict.party)': \(conflict.reason)",
                    remedy: Bilingual(
                        zh: "请另行指定调解员；情形已消失的，先在名录 conflicts 表停用",
                        en: "appoint another; where it is over, end its row in conflicts"))
            }
            guard mediators.namesake != true else { continue }
            let names = directory.names(of: who, at: bodies, on: day)
            let other = dispute.otherRoles.first { role in knowledge.names[role.key].map(names.contains) ?? false }
            if let other {
                throw refusal(
                    "mediator-otherwise", zh: "“\(who)”在本纠纷中是\(other.title.zh)，不能担任调解员",
                    en: "'\(who)' is \(other.title.en) in this dispute and cannot mediate it", remedy: Self.namesake)
            }
        }
    }

    /// Who is about to represent or appear has not mediated the dispute.
    func checkOtherRole(
        _ key: Int, _ title: Bilingual, namesake: Bool?, _ dispute: Dispute
    ) throws(CommandRefusal) {
        guard namesake != true, let name = knowledge.names[key], !name.isEmpty else { return }
        let mediated = dispute.everyMediator.contains { mediator in
            directory.names(of: mediator.name, at: mediator.bodies, on: day).contains(name)
        }
        guard !mediated else {
            throw refusal(
                "is-mediator", zh: "本纠纷的调解员不能在同一纠纷中担任\(title.zh)",
                en: "a mediator of this dispute cannot be \(title.en) in it", remedy: Self.namesake)
        }
    }

    /// A session needs a mediator who may conduct it.
    func checkSession(_ dispute: Dispute) throws(CommandRefusal) {
        guard case .proceeding(let number) = scope else { return }
        let proceeding = dispute.proceedings[number - 1]
        for who in proceeding.mediators { try checkSanctions(on: who, at: proceeding.bodies, dispute) }
    }

    private func checkSanctions(on who: String, at bodies: [BodyID], _ dispute: Dispute) throws(CommandRefusal) {
        let sanctions = knowledge.sanctions + dispute.sanctions
        guard let sanction = sanctions.first(where: { directory.isSame(who, at: bodies, as: $0, on: day) }) else {
            return
        }
        throw refusal(
            "mediator-sanctioned", zh: "对“\(who)”的投诉已查实（\(sanction.code) 投诉 \(sanction.complaint)），不能承办调解",
            en:
                "a complaint about '\(who)' was confirmed (\(sanction.code), complaint \(sanction.complaint)): no assignment",
            remedy: Bilingual(
                zh: "请另行指定调解员；监督单位解除后（liftSanction）方可承办",
                en: "appoint another, or let the supervising body lift it first (liftSanction)"))
    }

    private static let namesake = Bilingual(
        zh: "请换人；确为同名的另一人的，写 namesake=是",
        en: "take somebody else; for another person of the same name write namesake=yes")
}
