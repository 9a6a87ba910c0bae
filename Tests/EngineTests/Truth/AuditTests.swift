import CaseStore
import Engine
import LegalTime
import Mediation
import Postgres
import TestSupport
import Testing

@Suite("The proof of the history")
struct AuditTests {
    @Test("what the engine wrote verifies, signed and unsigned")
    func whole() async throws {
        try await AuditFixture.with { fixture in
            let before = try await fixture.later.audit(trusting: nil)
            #expect(before.events == 6 && before.roots.isEmpty && before.faults.isEmpty)
            let made = try await fixture.later.signRoots(with: fixture.key)
            #expect(made.map(\.events) == [6])
            #expect(try await fixture.later.signRoots(with: fixture.key).isEmpty)
            let after = try await fixture.later.audit(trusting: fixture.key.verifying)
            #expect(after.faults.isEmpty && after.roots == made)
        }
    }

    @Test(
        "one thing changed in the tables, by whoever may do anything there, is found at its place",
        arguments: [
            ("update event set content = replace(content::text, '可起诉', '不可诉')::json where sequence = 2", 2),
            ("update event set recorded_at = recorded_at + interval '1 second' where sequence = 1", 1),
            ("update event set hash = previous where sequence = 3", 3),
            ("delete from event where sequence = 2", 2),
        ])
    func altered(statement: String, place: Int) async throws {
        try await AuditFixture.with { fixture in
            _ = try await fixture.later.signRoots(with: fixture.key)
            let id = fixture.lives[0].id
            try await fixture.asOwner("\(statement) and case_id = '\(id)'")
            let faults = try await fixture.later.audit(trusting: nil).faults
            let chain = faults.compactMap { fault -> Int? in
                guard case .chain(id, let found) = fault else { return nil }
                return switch found {
                case .gap(let at), .broken(let at), .altered(let at), .unknownAlgorithm(let at): at
                }
            }
            #expect(chain.contains(place))
            #expect(!faults.contains { if case .chain(fixture.lives[1].id, _) = $0 { true } else { false } })
        }
    }

    @Test("who changes an event and makes all hashes fit again is betrayed by the signed root")
    func rewritten() async throws {
        try await AuditFixture.with { fixture in
            _ = try await fixture.later.signRoots(with: fixture.key)
            try await fixture.asOwner("delete from event where case_id = '\(fixture.lives[0].id)'")
            try await fixture.asOwner("delete from dispute where id = '\(fixture.lives[0].id)'")
            let faults = try await fixture.later.audit(trusting: nil).faults
            let day = fixture.later.now.adding(hours: -48).day
            #expect(faults == [.root(day, expected: 6, found: 3)])
            // A root signed anew over what is left is no root of ours.
            let forger = SigningKey.random()
            try await fixture.asOwner("delete from audit_root")
            _ = try await fixture.later.signRoots(with: forger)
            #expect(try await fixture.later.audit(trusting: nil).faults.isEmpty)
            #expect(
                try await fixture.later.audit(trusting: fixture.key.verifying).faults
                    == [.unknownKey(day, forger.verifying.name)])
        }
    }

    @Test("a person is erased and the history stays whole")
    func erasure() async throws {
        try await AuditFixture.with { fixture in
            let id = fixture.lives[0].id
            _ = try await fixture.later.signRoots(with: fixture.key)
            #expect(try await fixture.store.persons(of: id).count == 2)
            #expect(try await fixture.store.erase(party: 2, of: id, at: fixture.later.now))
            #expect(try await fixture.store.erase(party: 2, of: id, at: fixture.later.now) == false)
            #expect(try await fixture.store.persons(of: id).keys.sorted() == [1])
            #expect(try await fixture.later.audit(trusting: fixture.key.verifying).faults.isEmpty)
            #expect(try await fixture.later.rebuild(repairs: false).differences.isEmpty)
            let left = try await fixture.store.client.query(
                "select count(*) from person where case_id = \(id.postgres) and party = 2 and length(salt) > 0"
            ).only(Int64.self)
            #expect(left == 0)
        }
    }

    @Test("an event is proved to an outsider, and nothing else passes for it")
    func inclusion() async throws {
        try await AuditFixture.with { fixture in
            let id = fixture.lives[1].id
            #expect(try await fixture.later.proof(of: 2, in: id) == nil)
            _ = try await fixture.later.signRoots(with: fixture.key)
            let proof = try #require(try await fixture.later.proof(of: 2, in: id))
            #expect(proof.holds)
            let event = proof.event
            let forged = AuditVerifier.Event(
                id: event.id, sequence: event.sequence, recorded: event.recorded,
                content: event.content.replacing("可起诉", with: "不可诉"), previous: event.previous,
                algorithm: event.algorithm, hash: event.hash)
            #expect(!InclusionProof(root: proof.root, key: proof.key, event: forged, path: proof.path).holds)
            #expect(
                !InclusionProof(
                    root: proof.root, key: SigningKey.random().verifying, event: event, path: proof.path
                ).holds)
            #expect(
                !InclusionProof(root: proof.root, key: proof.key, event: event, path: Array(proof.path.dropLast()))
                    .holds)
        }
    }

    @Test("the same is found in a dump, without a database")
    func dump() async throws {
        try await AuditFixture.with { fixture in
            _ = try await fixture.later.signRoots(with: fixture.key)
            let lines = try await fixture.dump()
            func faults(in lines: [String]) throws -> [AuditVerifier.Fault] {
                var reader = DumpReader(district: fixture.store.district)
                for line in lines { try reader.read(line) }
                #expect(reader.verifier.events == 6)
                return reader.verifier.faults(heads: reader.heads, roots: reader.roots, keys: reader.keys)
            }
            #expect(try faults(in: lines).isEmpty)
            let forged = lines.map { line in
                line.hasPrefix("120119\t\(fixture.lives[0].id)\t2\t") ? line.replacing("可起诉", with: "不可诉") : line
            }
            #expect(try faults(in: forged) == [.chain(fixture.lives[0].id, .altered(at: 2))])
        }
    }
}

/// Two disputes of three events each, recorded the day before yesterday of an engine that runs later.
private struct AuditFixture {
    let lives: [Life]
    let later: Engine
    let key = SigningKey.random()
    private let owner: PostgresClient

    var store: CaseStore { later.store }

    static func with(_ body: (AuditFixture) async throws -> Void) async throws {
        try await EngineFixture.with { fixture in
            var lives: [Life] = []
            for _ in 0..<2 {
                let life = try await Life.begin(fixture, at: "2023-07-03T09:00")
                for minute in 1...2 {
                    try await life.act(
                        "informRemedies", Steps.clerk, "2023-07-03T10:0\(minute)",
                        [.remediesNotice(.init(oral: false, content: "可起诉\t或\\申请"))])
                }
                lives.append(life)
            }
            let now = fixture.engine.now.adding(hours: 48)
            let later = Engine(
                store: fixture.store, decider: fixture.engine.decider,
                environment: Environment(now: { now }, random: { 7 }))
            let owner = PostgresClient(PostgresConfiguration.patient(fixture.store.client.configuration.url))
            let outcome: Result<Void, any Error>
            do {
                outcome = .success(try await body(AuditFixture(lives: lives, later: later, owner: owner)))
            } catch {
                outcome = .failure(error)
            }
            await owner.close()
            try outcome.get()
        }
    }

    private init(lives: [Life], later: Engine, owner: PostgresClient) {
        self.lives = lives
        self.later = later
        self.owner = owner
    }

    func asOwner(_ statement: String) async throws {
        #expect(try await owner.execute(Statement(SQL(trusted: statement))) > 0)
    }

    /// The lines that a plain dump has for the tables of the audit.
    func dump() async throws -> [String] {
        var lines = ["-- PostgreSQL database dump", "SET client_encoding = 'UTF8';"]
        for (table, columns) in [
            ("audit_key", "district, name, public_key"),
            ("audit_root", "district, day, events, root, previous, algorithm, key, signature"),
            ("dispute", "id, district, revision, head, document"),
            (
                "event",
                "district, case_id, sequence, recorded_at, content, previous, algorithm, hash, idempotency"
            ),
        ] {
            lines.append("COPY public.\(table) (\(columns)) FROM stdin;")
            var bytes: [UInt8] = []
            try await owner.withConnection { connection in
                try await connection.copyOut(SQL(trusted: "copy \(table) (\(columns)) to stdout")) { bytes += $0 }
            }
            lines += String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init) + ["\\.", ""]
        }
        return lines
    }
}
