import Foundation
import LegalTime
import Testing
import Workflow

@testable import Mediation

@Suite("Finding the body for a dispute")
struct RouterTests {
    private static let rulesText = """
        routing: test
        title: { zh: 测试, en: Test }
        inForce: { from: 2011-01-01 }
        facts:
          type: { from: dispute.type }
          holder: { from: custody.holder }
          bar: { from: dispute.bar }
          declines: { from: referral.declines, bands: { few: { zh: 少, en: few }, many: { from: 2, zh: 多, en: many } } }
        rules:
          - { id: crime, when: bar = crime, exclude: { zh: 公安机关, en: the police }, title: { zh: 犯罪, en: Crime } }
          - { id: many, when: declines = many, to: districtCentre, title: { zh: 裁量, en: The centre decides } }
          - { id: medical, when: type = medical, to: [industryCommittee, districtCentre], title: { zh: 医疗, en: Medical } }
          - { id: keep, when: holder != nobody, to: holder, title: { zh: 继续, en: Go on } }
          - { id: near, to: [villageCommittee, townCommittee], title: { zh: 就近, en: Near } }
        """

    private func router(
        load: [BodyID: Int] = [:], capacity: [BodyID: Int] = [:], coverage: [Coverage?] = []
    ) throws -> Router {
        let rules = try RoutingFile.load(
            Self.rulesText, file: "test.yaml", vocabulary: .mediation(tracks: ["people"]))
        func body(_ id: String, _ kind: BodyKind, _ division: String, subjects: [String] = []) throws -> Body {
            Body(
                id: BodyID(id), kind: kind, name: id, division: try #require(DivisionCode(division)),
                subjects: subjects, capacity: capacity[BodyID(id)], provenance: Sample.provenance)
        }
        let bodies = [
            try body("TWN2", .townCommittee, "999999140"),
            try body("IND1", .industryCommittee, "999999", subjects: ["医疗"]),
            try body("IND2", .industryCommittee, "999999", subjects: ["物业"]),
            try body("IND3", .industryCommittee, "999999", subjects: ["医疗"]),
        ]
        return Router(
            rules: rules, directory: try Sample.directory(bodies: bodies, coverage: coverage), load: load)
    }

    private let day = Day("2023-05-04")

    private func subject(_ type: String, place: String? = "999999130") -> RoutingSubject {
        RoutingSubject(
            type: DisputeType(rawValue: type), source: .application, place: place.flatMap { DivisionCode($0) })
    }

    @Test("The nearest body of the first kind that has one")
    func nearest() throws {
        let decision = try router().decide(subject("neighbour"), on: try #require(day))
        #expect(decision.rule == "near")
        #expect(decision.body == BodyID("TWN"))
        #expect(decision.obstacle(of: BodyID("TWN2")) == .place)
        #expect(decision.obstacle(of: BodyID("IND1")) == .kind)
        #expect(decision.inputs["type"] == "neighbour")
    }

    @Test("A place of an old name is found by its successor")
    func renamedPlace() throws {
        let decision = try router().decide(subject("neighbour", place: "999999110"), on: try #require(day))
        #expect(decision.body == BodyID("TWN"))
    }

    @Test("Subject, refusal, conflict and room decide in that order, and each is named")
    func obstacles() throws {
        var subject = subject("medical")
        subject.declinedBy = [BodyID("IND1")]
        let day = try #require(day)
        let decision = try router().decide(subject, on: day)
        #expect(decision.body == BodyID("IND3"))
        #expect(decision.obstacle(of: BodyID("IND1")) == .declined)
        #expect(decision.obstacle(of: BodyID("IND2")) == .subject)
        #expect(decision.obstacle(of: BodyID("CTR")) == .behind)

        let full = try router(load: [BodyID("IND3"): 7], capacity: [BodyID("IND3"): 7]).decide(subject, on: day)
        #expect(full.body == BodyID("CTR"))
        #expect(full.obstacle(of: BodyID("IND3")) == .full)

        subject.involved = [BodyID("IND3")]
        #expect(try router().decide(subject, on: day).obstacle(of: BodyID("IND3")) == .involved)
    }

    @Test("What a body takes of a place may be some subjects and amounts only")
    func partOfAPlace() throws {
        let district = try #require(DivisionCode("999999"))
        func coverage(_ body: String, _ subjects: [String], below: Int64?) -> Coverage? {
            AmountBand(from: nil, below: below.map { Money(yuan: $0) }).map {
                Coverage(
                    body: BodyID(body), division: district, subjects: subjects, amounts: $0,
                    provenance: Sample.provenance)
            }
        }
        let router = try router(coverage: [
            coverage("IND1", ["医疗"], below: 50_000), coverage("IND3", ["物业"], below: nil),
        ])
        var subject = subject("medical")
        subject.amount = Money(yuan: 49_999)
        let day = try #require(day)
        #expect(router.decide(subject, on: day).body == BodyID("IND1"))
        #expect(router.decide(subject, on: day).obstacle(of: BodyID("IND3")) == .subject)
        subject.amount = Money(yuan: 50_000)
        let decision = router.decide(subject, on: day)
        #expect(decision.obstacle(of: BodyID("IND1")) == .amount)
        #expect(decision.body == BodyID("CTR"))
        subject.amount = nil
        #expect(router.decide(subject, on: day).body == BodyID("IND1"))
    }

    @Test("The least busy of equals, and before it the one the parties chose")
    func choice() throws {
        var subject = subject("medical")
        let day = try #require(day)
        let busy = try router(load: [BodyID("IND1"): 3, BodyID("IND3"): 2])
        #expect(busy.decide(subject, on: day).body == BodyID("IND3"))
        subject.chosen = BodyID("IND1")
        let decision = busy.decide(subject, on: day)
        #expect(decision.body == BodyID("IND1"))
        #expect(decision.obstacle(of: BodyID("IND3")) == .behind)
    }

    @Test("A matter that is not for mediation gets its channel and no body")
    func excluded() throws {
        var subject = subject("damages")
        subject.bar = .crime
        let decision = try router().decide(subject, on: try #require(day))
        #expect(decision.body == nil)
        #expect(decision.channel?.zh == "公安机关")
        #expect(decision.others.allSatisfy { $0.obstacle == .kind })
    }

    @Test("Who holds it goes on, wherever the dispute arose")
    func holder() throws {
        var subject = subject("neighbour")
        subject.holder = BodyID("TWN2")
        let decision = try router().decide(subject, on: try #require(day))
        #expect(decision.rule == "keep")
        #expect(decision.body == BodyID("TWN2"))
    }

    @Test("Why not: which rule would send it there, and what it lacks")
    func whyNot() throws {
        let router = try router()
        let day = try #require(day)
        let committee = try #require(router.directory.body(BodyID("IND2"), on: day))
        let refusal = try #require(router.whyNot(committee, subject("neighbour"), on: day))
        #expect(refusal.obstacle == .kind)
        #expect(refusal.further == .subject)
        #expect(refusal.rules.map(\.rule.id) == ["medical"])
        #expect(refusal.rules.first?.lacking == [.isOne(of: ["medical"], fact: "type")])
        let town = try #require(router.directory.body(BodyID("TWN"), on: day))
        #expect(router.whyNot(town, subject("neighbour"), on: day) == nil)
    }

    @Test("A decision is read back as it was written, and says something of every body", arguments: 0..<20)
    func everyBodyIsExplained(seed: UInt64) throws {
        let router = try router()
        let day = try #require(day)
        var random = IdentityRandom(seed: seed)
        for _ in 0..<20 {
            var subject = subject(DisputeType.all.randomElement(using: &random)?.rawValue ?? "other")
            subject.declinedBy = router.directory.bodies.map(\.id).filter { _ in
                Int.random(in: 0..<4, using: &random) == 0
            }
            subject.bar = MediationBar.allCases.randomElement(using: &random) ?? .none
            let decision = router.decide(subject, on: day)
            let there = router.directory.bodies.filter { $0.validity.contains(day) }.map(\.id)
            #expect(Set(decision.others.map(\.body) + (decision.body.map { [$0] } ?? [])) == Set(there), "\(subject)")
            #expect(decision.others.count + (decision.body == nil ? 0 : 1) == there.count, "\(subject)")
            let data = try JSONEncoder().encode(RoutingFinding(decision, directory: router.directory, on: day))
            let kept = try JSONDecoder().decode(RoutingFinding.self, from: data)
            #expect(kept.decision(in: router.directory, on: day) == decision, "\(subject)")
            for body in router.directory.bodies where body.validity.contains(day) {
                #expect(kept.obstacle(of: body) == decision.obstacle(of: body.id), "\(subject)")
            }
        }
    }

    @Test("What is kept of a decision names only bodies that differ from most of their kind")
    func keptShort() throws {
        let router = try router()
        let day = try #require(day)
        let finding = RoutingFinding(router.decide(subject("medical"), on: day), directory: router.directory, on: day)
        #expect(finding.body == BodyID("IND1"))
        #expect(finding.kinds[RoutingTarget.townCommittee.rawValue] == .kind)
        #expect(finding.bodies.map(\.body) == [BodyID("IND3")])
        #expect(finding.hash.count == 16)
    }

    @Test("Replay lists those that would go elsewhere, and only them")
    func replay() throws {
        let router = try router()
        let day = try #require(day)
        let subjects = ["neighbour", "medical", "property"].map {
            RoutingReplay.Subject(code: $0, day: day, subject: subject($0))
        }
        #expect(RoutingReplay(subjects, from: router, to: router).moves.isEmpty)
        let text = Self.rulesText.replacing("when: type = medical,", with: "when: \"type in [medical, property]\",")
        let changed = Router(
            rules: try RoutingFile.load(text, file: "changed.yaml", vocabulary: .mediation(tracks: ["people"])),
            directory: router.directory)
        let replay = RoutingReplay(subjects, from: router, to: changed)
        #expect(replay.disputes == 3)
        #expect(replay.moves.map(\.code) == ["property"])
        #expect(replay.moves.first?.after.body == BodyID("IND2"))
    }
}
