package import LegalTime
package import Workflow

/// What routing looks at in a dispute on one day: nothing about persons, everything a rule may ask.
///
/// **Read in this order**: this file, ``RoutingTarget`` (kinds of bodies a rule names), ``Router`` (the decision),
/// ``RoutingDecision`` (why this body, and why none of the others), ``RoutingReplay`` (old disputes under other rules).
package struct RoutingSubject: Hashable, Sendable {
    package var type: DisputeType
    package var source: DisputeSource
    /// Where the dispute arose.
    package var place: DivisionCode?
    /// What is claimed in money, all claims together; nil where nothing is.
    package var amount: Money?
    package var parties = 2
    package var organisations = 0
    /// Who holds it; nil before anybody does.
    package var holder: BodyID?
    /// Failed attempts of the holder, and in all, as ``Dispute/failedAttempts(at:)`` counts them.
    package var triedHere = 0
    package var tried = 0
    /// Days since registration: the citizen's clock.
    package var age = 0
    /// Bodies that declined it since somebody last accepted it.
    package var declinedBy: [BodyID] = []
    /// Bodies that are themselves a party or otherwise may not take it.
    package var involved: [BodyID] = []
    /// The body the parties agreed on.
    package var chosen: BodyID?
    /// How grave it is.
    package var grade = DisputeGrade.ungraded
    /// What keeps it from mediation.
    package var bar = MediationBar.none

    package init(type: DisputeType, source: DisputeSource, place: DivisionCode?) {
        self.type = type
        self.source = source
        self.place = place
    }

    /// The dispute as it stands on a day.
    package init(_ dispute: Dispute, on day: Day) {
        self.init(type: dispute.type, source: dispute.source, place: DivisionCode(dispute.place))
        describe(dispute.parties.filter { $0.left == nil }, dispute.claims.filter { $0.withdrawn == nil })
        holder = dispute.custody.body
        triedHere = dispute.failedAttempts(at: dispute.custody.body)
        tried = dispute.failedAttempts()
        age = max(0, dispute.registered.day.distance(to: day))
        declinedBy = Self.declined(dispute.referrals)
        involved = dispute.triage.aside
        chosen = dispute.chosenBody
        grade = dispute.triage.grade ?? .ungraded
        bar = dispute.triage.bar ?? dispute.seizedElsewhere ?? .none
    }

    /// The dispute as it was when it came in, before anybody held it.
    package init(arriving registration: Record.Registration) {
        self.init(type: registration.type, source: registration.source, place: DivisionCode(registration.place))
        describe(registration.parties, registration.claims)
    }

    private mutating func describe(_ parties: [Party], _ claims: [Claim]) {
        let amounts = claims.compactMap(\.amount)
        amount = amounts.isEmpty ? nil : Money(fen: amounts.reduce(0) { $0 + $1.fen })
        self.parties = parties.reduce(0) { $0 + ($1.persons ?? 1) }
        organisations = parties.filter { $0.kind == .organisation }.reduce(0) { $0 + ($1.persons ?? 1) }
    }

    private static func declined(_ referrals: [Referral]) -> [BodyID] {
        let since = (referrals.lastIndex { $0.state == .accepted || $0.state == .assigned }).map { $0 + 1 } ?? 0
        return referrals.dropFirst(since).filter { $0.state == .declined || $0.state == .expired }.map(\.to)
    }

    /// The value of a fact of some rules for this dispute.
    func value(of fact: RoutingFact, in directory: Directory, on day: Day) -> String {
        switch RoutingQuestion(rawValue: fact.source) {
        case .type: fact.values.contains(type.rawValue) ? type.rawValue : "other"
        case .source: source.rawValue
        case .grade: grade.rawValue
        case .bar: bar.rawValue
        case .placeLevel: place.map { directory.resolve($0, on: day)?.kind.rawValue ?? "unknown" } ?? "unknown"
        case .holder: holder.flatMap { directory.body($0, on: day) }.map { RoutingTarget(of: $0).rawValue } ?? "nobody"
        case .organisations: organisations == 0 ? "none" : organisations < parties ? "some" : "all"
        case .amount: fact.value(of: Int(clamping: (amount?.fen ?? 0) / 100)) ?? ""
        case .parties: fact.value(of: parties) ?? ""
        case .triedHere: fact.value(of: triedHere) ?? ""
        case .tried: fact.value(of: tried) ?? ""
        case .age: fact.value(of: age) ?? ""
        case .declines: fact.value(of: declinedBy.count) ?? ""
        case nil: ""
        }
    }
}

/// What a rule may ask about a dispute.
package enum RoutingQuestion: String, Hashable, Sendable, CaseIterable {
    case type = "dispute.type"
    case source = "dispute.source"
    case grade = "dispute.grade"
    case bar = "dispute.bar"
    case placeLevel = "dispute.placeLevel"
    case organisations = "dispute.organisations"
    case holder = "custody.holder"
    /// Numbers.
    case amount = "dispute.amount"
    case parties = "dispute.parties"
    case triedHere = "custody.failed"
    case tried = "dispute.failed"
    case age = "dispute.age"
    case declines = "referral.declines"

    fileprivate var source: RoutingVocabulary.Source {
        switch self {
        case .type:
            .init(
                rawValue, zh: "纠纷类型", en: "type of dispute",
                values: DisputeType.all.map { .init($0.rawValue, zh: $0.title.zh, en: $0.title.en) })
        case .source:
            .init(
                rawValue, zh: "纠纷来源", en: "source",
                values: DisputeSource.allCases.map { .init($0.rawValue, zh: $0.title.zh, en: $0.title.en) })
        case .grade:
            .init(
                rawValue, zh: "分级", en: "grade",
                values: DisputeGrade.allCases.map { .init($0.rawValue, zh: $0.title.zh, en: $0.title.en) })
        case .bar:
            .init(
                rawValue, zh: "不宜调解事由", en: "bar to mediation",
                values: MediationBar.allCases.map { .init($0.rawValue, zh: $0.title.zh, en: $0.title.en) })
        case .placeLevel:
            .init(
                rawValue, zh: "发生地", en: "place",
                values: DivisionKind.allCases.map { .init($0.rawValue, zh: $0.title.zh, en: $0.title.en) }
                    + [.init("unknown", zh: "不明", en: "unknown")])
        case .organisations:
            .init(
                rawValue, zh: "单位当事人", en: "organisations among the parties",
                values: [
                    .init("none", zh: "无", en: "none"), .init("some", zh: "部分", en: "some"),
                    .init("all", zh: "全部", en: "all"),
                ])
        case .holder:
            .init(
                rawValue, zh: "现承办单位", en: "present holder",
                values: [.init("nobody", zh: "无", en: "nobody yet")]
                    + RoutingTarget.bodies.map { .init($0.rawValue, zh: $0.title.zh, en: $0.title.en) })
        case .amount: .init(rawValue, zh: "请求金额（元）", en: "amount claimed (yuan)", values: [])
        case .parties: .init(rawValue, zh: "当事人数", en: "number of parties", values: [])
        case .triedHere: .init(rawValue, zh: "现承办单位调解不成次数", en: "failed attempts of the holder", values: [])
        case .tried: .init(rawValue, zh: "调解不成次数", en: "failed attempts in all", values: [])
        case .age: .init(rawValue, zh: "登记后天数", en: "days since registration", values: [])
        case .declines: .init(rawValue, zh: "本轮退回次数", en: "declined since last accepted", values: [])
        }
    }
}

extension RoutingVocabulary {
    /// What rules may say about disputes of this domain.
    package static func mediation(tracks: [String]) -> RoutingVocabulary {
        RoutingVocabulary(
            sources: RoutingQuestion.allCases.map(\.source),
            targets: RoutingTarget.allCases.map { .init($0.rawValue, zh: $0.title.zh, en: $0.title.en) },
            tracks: tracks)
    }
}
