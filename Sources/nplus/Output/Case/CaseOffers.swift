import Engine
import Mediation
import Tabular
import Workflow

/// What can be done now in a dispute, by whom and with what filled in; and what cannot be done yet, and why.
struct CaseOffers {
    let dispute: Dispute
    let words: CaseWords

    var possible: Listing {
        let offers = offers.filter(\.possible)
        let example = offers.first.map { "例 / For example: nplus act \(dispute.code) \($0.act) \(arguments(of: $0))" }
        return Listing(
            title: "现在可以办理 / Possible now",
            columns: [
                .init("act", "步骤"), .init("title", "名称"), .init("roles", "由谁 --as"), .init("fields", "须填 --set"),
                .init("depends", "办理时审查"),
            ],
            rows: offers.map { offer in
                [
                    .text(offer.act), .text(offer.title.zh), .text(roles(of: offer)),
                    present(fields(of: offer).map { "\($0.name)=\($0.title.zh)" }.joined(separator: " ")),
                    present(conditions(of: offer)),
                ]
            }, notes: example.map { [$0] } ?? [])
    }

    var blocked: Listing {
        Listing(
            title: "现在还不能办理 / Not yet",
            columns: [.init("act", "步骤"), .init("title", "名称"), .init("roles", "由谁 --as"), .init("reason", "原因")],
            rows: offers.compactMap { offer in
                guard let refusal = offer.whyNot else { return nil }
                let reason =
                    if case .conditions(let failures) = refusal.reason {
                        failures.map(\.message.zh).joined(separator: "；")
                    } else {
                        refusal.message.zh
                    }
                return [.text(offer.act), .text(offer.title.zh), .text(roles(of: offer)), .text(reason)]
            })
    }

    /// What can be put on record wherever the dispute stands.
    var standing: Listing {
        let acts = words.engine.decider.standing(on: dispute, at: dispute.changed)?.0.acts ?? []
        return Listing(
            title: "随时可以登记 / On record at any time",
            columns: [.init("act", "步骤"), .init("title", "名称"), .init("fields", "须填 --set")],
            rows: acts.map { act in
                let fields = act.records.compactMap { RecordKind(rawValue: $0) }.flatMap { RecordForm($0).fields }
                return [
                    .text(act.event), .text(act.title.zh),
                    present(fields.filter(\.required).map { "\($0.name)=\($0.title.zh)" }.joined(separator: " ")),
                ]
            })
    }

    /// Those that somebody can do; what only the engine brings is nobody's choice.
    private var offers: [Offer] {
        words.engine.decider.offers(on: dispute).flatMap(\.offers).filter { !$0.roles.isEmpty }
    }

    private func roles(of offer: Offer) -> String {
        offer.roles.map { role in
            let parties = role == "party" && !offer.members.isEmpty ? offer.members.map { "\($0 + 1)" } : []
            return RoleName.title(of: role) + parties.joined(separator: "、")
        }.joined(separator: " ")
    }

    /// The fields that have to be filled in. The engine gives a dossier number by itself.
    private func fields(of offer: Offer) -> [RecordForm.Field] {
        (words.engine.decider.records(of: offer.act, on: dispute)?.needed ?? []).filter { $0 != .numbering }
            .flatMap { RecordForm($0).fields.filter(\.required) }
    }

    private func conditions(of offer: Offer) -> String {
        guard case .dependsOn(let predicates) = offer.possibility else { return "" }
        return predicates.map { Vocabulary.mediation.title(ofPredicate: $0).zh }.joined(separator: "、")
    }

    private func arguments(of offer: Offer) -> String {
        let role = offer.roles.first.map { "--as \($0)" + ($0 == "party" ? " --party 1" : "") } ?? ""
        let fields = fields(of: offer).map { "--set \($0.name)=…" }
        return ([role] + fields).joined(separator: " ")
    }

    private func present(_ text: String) -> Value { text.isEmpty ? .missing : .text(text) }
}
