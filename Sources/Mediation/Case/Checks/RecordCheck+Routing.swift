import LegalTime
import Workflow

/// Checks of grading, of the parties' choice and of decisions of the rules.
extension RecordCheck {
    func checkRouting(_ record: Record, _ dispute: Dispute) throws(CommandRefusal) {
        switch record {
        case .triage(let finding):
            guard finding.grade != nil || finding.bar != nil || finding.aside != nil else {
                throw refusal(
                    "triage-empty", zh: "请写明分级、不宜调解事由或应当回避的单位",
                    en: "say the grade, the bar to mediation, or who stands aside")
            }
            guard !finding.basis.isEmpty else { throw refusal("basis-missing", zh: "请写明依据", en: "say on what basis") }
            for body in finding.aside ?? [] where directory.body(body, on: day) == nil { throw unknown(body) }
        case .choice(let choice):
            if let body = choice.body, directory.body(body, on: day) == nil { throw unknown(body) }
            guard actor.party == nil || choice.by == nil || choice.by == actor.party.map({ [$0] }) else {
                throw refusal("choice-of-others", zh: "当事人只能替自己选定", en: "a party chooses for itself alone")
            }
            guard let parties = choice.by ?? actor.party.map({ [$0] }), !parties.isEmpty else {
                throw refusal("choice-by", zh: "请写明由哪方选定（by）", en: "say which parties chose (by)")
            }
            try check(parties: parties, among: dispute.parties.count)
        case .routing(let finding):
            if let body = finding.body, directory.body(body, on: day) == nil { throw unknown(body) }
        default: break
        }
    }
}
