import LegalTime
import Workflow

/// What a written agreement has to say (人民调解工作若干规定 Art 35; People's Mediation Law Art 29): its parties, what is in dispute,
/// what was agreed, how and by when it is performed. The facts are the dispute's brief, without which none is registered.
extension RecordCheck {
    func checkContent(_ text: Record.AgreementText, _ bound: [Int], _ dispute: Dispute) throws(CommandRefusal) {
        // What was made elsewhere is put on record as it was made; what is unsigned or oral has another form.
        guard text.before == nil, text.oral != true, text.extent != .inPrinciple else { return }
        var missing: [Bilingual] = []
        if Set(bound).count < 2 { missing.append(Bilingual(zh: "协议各方（parties）", en: "its parties (parties)")) }
        if text.claims.isEmpty, hasClaim(between: bound, dispute) {
            missing.append(Bilingual(zh: "争议事项（claims）", en: "what is in dispute (claims)"))
        }
        for obligation in text.obligations {
            let number = obligation.number
            if obligation.by.isEmpty {
                missing.append(
                    Bilingual(zh: "第 \(number) 项义务的履行方（by）", en: "who performs obligation \(number) (by)"))
            }
            if !obligation.hasTime {
                missing.append(
                    Bilingual(
                        zh: "第 \(number) 项义务的履行期限（due，或写 term，如“当场”“长期”）",
                        en: "the time of obligation \(number) (due, or term in words such as 'at once')"))
            }
        }
        guard missing.isEmpty else {
            throw refusal(
                "agreement-incomplete", zh: "书面协议缺少：" + missing.map(\.zh).joined(separator: "、"),
                en: "the written agreement does not state: " + missing.map(\.en).joined(separator: "; "),
                remedy: Bilingual(
                    zh: "协议应载明当事人、争议事项、内容以及履行的方式和期限，请补充后再登记",
                    en: "an agreement states its parties, dispute, content, manner and time: fill these in"))
        }
    }

    private func hasClaim(between bound: [Int], _ dispute: Dispute) -> Bool {
        dispute.claims.contains { claim in
            claim.withdrawn == nil
                && dispute.pairs(of: claim).contains { bound.contains($0.claimant) && bound.contains($0.respondent) }
        }
    }
}

extension Obligation {
    /// Whether it says by when it is performed: on a day, by a term in words, part by part, on a condition, or in exchange.
    fileprivate var hasTime: Bool {
        due != nil || term != nil || instalments != nil || condition != nil || against?.isEmpty == false
    }
}
