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
    package var parties: Int
    package var organisations: Int
    /// Who holds it; nil before anybody does.
    package var holder: BodyID?
    /// Proceedings that ended without success at the holder, and in all.
    package var triedHere: Int
    package var tried: Int
    /// Days since registration.
    package var age: Int
    /// Bodies that declined it since somebody last accepted it.
    package var declinedBy: [BodyID]
    /// Bodies that are themselves a party or otherwise may not take it.
    package var involved: [BodyID]
    /// The body the parties agreed on.
    package var chosen: BodyID?
    /// How grave it is.
    package var grade: DisputeGrade
    /// What keeps it from mediation.
    package var bar: MediationBar

    package init(
        type: DisputeType, source: DisputeSource, place: DivisionCode?, amount: Money? = nil, parties: Int = 2,
        organisations: Int = 0, holder: BodyID? = nil, triedHere: Int = 0, tried: Int = 0, age: Int = 0,
        declinedBy: [BodyID] = [], involved: [BodyID] = [], chosen: BodyID? = nil, grade: DisputeGrade = .ungraded,
        bar: MediationBar = .none
    ) {
        self.type = type
        self.source = source
        self.place = place
        self.amount = amount
        self.parties = parties
        self.organisations = organisations
        self.holder = holder
        self.triedHere = triedHere
        self.tried = tried
        self.age = age
        self.declinedBy = declinedBy
        self.involved = involved
        self.chosen = chosen
        self.grade = grade
        self.bar = bar
    }

    /// The dispute as it stands on a day.
    package init(_ dispute: Dispute, on day: Day) {
        let unsuccessful = dispute.proceedings.filter { proceeding in
            proceeding.concluded != nil && proceeding.outcome.flatMap(Outcome.init(rawValue:)) == .failed
        }
        self.init(
            type: dispute.type, source: dispute.source, place: DivisionCode(dispute.place),
            amount: Self.amount(of: dispute.claims), parties: dispute.parties.count,
            organisations: dispute.parties.count { $0.kind == .organisation }, holder: dispute.custody.body,
            triedHere: unsuccessful.count { $0.body == dispute.custody.body }, tried: unsuccessful.count,
            age: max(0, dispute.registered.day.distance(to: day)), declinedBy: Self.declined(dispute.referrals))
    }

    /// The dispute as it was when it came in, before anybody held it.
    package init(arriving registration: Record.Registration) {
        self.init(
            type: registration.type, source: registration.source, place: DivisionCode(registration.place),
            amount: Self.amount(of: registration.claims), parties: registration.parties.count,
            organisations: registration.parties.count { $0.kind == .organisation })
    }

    private static func amount(of claims: [Claim]) -> Money? {
        let amounts = claims.compactMap(\.amount)
        return amounts.isEmpty ? nil : Money(fen: amounts.reduce(0) { $0 + $1.fen })
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
