import LegalTime
import Mediation
import Testing
import Workflow

@Suite("A mediator is nothing else in the same dispute")
struct OtherRoleTests {
    private static let parties = [Bench.party(1, side: 1), Bench.party(2, side: 2)]
    private static let claim = Claim(number: 1, by: [1], against: [2], subject: "赔偿", amount: nil)

    /// Every other role that somebody can be put on record in.
    private static func roles(namesake: Bool? = nil) throws -> [(act: String, record: Record, key: Int)] {
        let from = try #require(Day("2024-03-01"))
        let mandates = Representation.Kind.allCases.map { kind in
            Representation(number: 1, parties: [2], kind: kind, special: true, from: from, namesake: namesake)
        }
        let appearances = Appearance.Kind.allCases.map { kind in
            Appearance(number: 1, kind: kind, subject: "作证", namesake: namesake)
        }
        return mandates.map { ("represent", .representation($0), $0.personKey) }
            + appearances.map { ("appear", .appearance($0), $0.personKey) }
    }

    private func appoint(_ who: String, namesake: Bool? = nil) -> Record {
        .mediators(.init(names: [who], chosenByParties: false, namesake: namesake))
    }

    /// A dispute that waits for its mediator.
    private func waiting(_ role: (act: String, record: Record, key: Int), called name: String) throws -> Bench {
        var bench = try Bench(parties: Self.parties, claims: [Self.claim])
        bench.knowledge = Knowledge(names: [role.key: name])
        try bench.act(role.act, at: "2024-03-01T09:01", role.record)
        try bench.act("open", at: "2024-03-01T09:10", .opening(.init(track: "people")))
        try bench.act("apply", by: "party", party: 1, at: "2024-03-01T09:11")
        try bench.act("consent", by: "party", party: 2, at: "2024-03-01T09:12", .consent(.init(manner: "口头")))
        try bench.act("accept", at: "2024-03-01T09:13")
        try bench.act("informRights", at: "2024-03-01T09:14", .rightsNotice(.init(oral: true, content: "")))
        return bench
    }

    @Test("I-43: who represents, testifies, assesses or sits is not appointed mediator, by name or by id")
    func before() throws {
        for role in try Self.roles() {
            for who in ["调解员", "M"] {
                var bench = try waiting(role, called: "调解员")
                try bench.expect("mediator-otherwise", "appoint", at: "2024-03-01T09:15", appoint(who))
                try bench.act("appoint", at: "2024-03-01T09:16", appoint(who, namesake: true))
            }
            var other = try waiting(role, called: "别人")
            try other.act("appoint", at: "2024-03-01T09:15", appoint("调解员"))
        }
    }

    @Test("I-43: a mediator does not represent, testify, assess or sit in the dispute, also after its end")
    func afterwards() throws {
        for role in try Self.roles() {
            var bench = try Bench(parties: Self.parties, claims: [Self.claim])
            try bench.talk()
            bench.knowledge = Knowledge(names: [role.key: "调解员"])
            try bench.expect("is-mediator", role.act, at: "2024-03-01T10:10", role.record)
            try bench.act(
                "agreeOrally", by: "mediator", at: "2024-03-01T11:00",
                .oralAgreement(.init(terms: "约定", claims: [1], obligations: [])))
            try bench.expect("is-mediator", role.act, at: "2024-03-02T09:00", role.record)
            bench.knowledge = Knowledge(names: [role.key: "别人"])
            try bench.act(role.act, at: "2024-03-02T09:01", role.record)
        }
        for role in try Self.roles(namesake: true) {
            var bench = try Bench(parties: Self.parties, claims: [Self.claim])
            try bench.talk()
            bench.knowledge = Knowledge(names: [role.key: "调解员"])
            try bench.act(role.act, at: "2024-03-01T10:10", role.record)
        }
    }

    @Test("I-43: who held a session and was followed by another stays a mediator of the dispute")
    func followed() throws {
        var bench = try Bench(parties: Self.parties, claims: [Self.claim])
        try bench.talk()
        try bench.act("withdraw", by: "party", party: 2, at: "2024-03-01T10:30")
        let role = try #require(Self.roles().last)
        bench.knowledge = Knowledge(names: [role.key: "调解员"])
        try bench.expect("is-mediator", role.act, at: "2024-03-02T09:00", role.record)
    }
}
