extension StructureCheck.Rules {
    /// The rules of mediation: no party can be made to act (人民调解法 §3, §17), and a mediation that failed ends only
    /// after the other remedies were told in writing (§26).
    package static let mediation = StructureCheck.Rules(free: "party", told: ["failed": "notice.remedies"])
}
