import API
import CaseStore
import Engine
import LegalTime
import Mediation
import Postgres
import PostgresServer
import Synchronization
import Tabular
import TestSupport
import Testing

extension TestDatabase.Template {
    /// A database with the schema and a small directory.
    static let desk = Self("desk") { url in
        let client = PostgresClient(PostgresConfiguration.patient(url.description))
        _ = try await Migrator(client: client).migrate()
        try await CaseStore(client: client, district: Desk.district).save(try Desk.directory())
        await client.close()
    }
}

/// The interface over a database of its own, with a clock that the test sets. Every answer is held against the document.
struct Desk {
    let api: API
    let store: CaseStore
    private let clock: Clock

    final class Clock: Sendable {
        private let instant = Mutex(Desk.start)

        var now: Instant {
            get { instant.withLock { $0 } }
            set { instant.withLock { $0 = newValue } }
        }
    }

    /// Compiled once for all tests.
    static let rules = Result { try House.Rules.shipped() }

    static let start = instant("2023-05-15T09:00:00+08:00")
    static let district = DistrictCode(rawValue: 120119)
    static let office = BodyID("SFS-1")
    static let committee = BodyID("TWN-1")
    static let unit = BodyID("ADM-1")
    static let court = BodyID("CRT-1")
    static let centre = BodyID("CTR-1")

    static func with(signOn: SignOn? = nil, _ body: (Desk) async throws -> Void) async throws {
        try await TestDatabase.with(.desk) { url in
            let client = PostgresClient(.patientWriter(url.description))
            let owner = PostgresClient(PostgresConfiguration.patient(url.description))
            let clock = Clock()
            let house = House(
                client: client, owner: owner, rules: try rules.get(),
                environment: Environment(now: { clock.now }, random: { UInt64.random(in: .min ... .max) }),
                patience: .seconds(300), pace: FeedPace(look: .milliseconds(10), heartbeat: .seconds(3600)),
                signOn: signOn,
                freeDisk: { 5_000_000_000 })
            let outcome: Result<Void, any Error>
            do {
                #expect(await house.refresh() == [])
                try await body(
                    Desk(api: API(house: house), store: CaseStore(client: client, district: district), clock: clock))
                outcome = .success(())
            } catch {
                outcome = .failure(error)
            }
            await client.close()
            await owner.close()
            try outcome.get()
        }
    }

    static func instant(_ text: String) -> Instant {
        guard let instant = Instant(text) else { preconditionFailure("not an instant: \(text)") }
        return instant
    }

    var now: Instant { clock.now }

    func pass(seconds: Int) { clock.now = clock.now.adding(seconds: seconds) }

    static func directory() throws -> Directory {
        let provenance = Provenance(source: "test", isVerified: false)
        let home = try #require(DivisionCode("120119"))
        let town = try #require(DivisionCode("120119100"))
        func body(_ id: BodyID, _ kind: BodyKind, _ name: String, _ short: String) -> Body {
            Body(
                id: id, kind: kind, name: name, shortName: short, division: town, guidingOffice: office,
                provenance: provenance)
        }
        return Directory(
            divisions: [
                Division(code: home, name: "蓟州区", kind: .homeDistrict, provenance: provenance),
                Division(code: town, name: "渔阳镇", kind: .town, provenance: provenance),
            ],
            bodies: [
                body(office, .judicialOffice, "渔阳镇司法所", "渔阳司"),
                body(committee, .townCommittee, "渔阳镇人民调解委员会", "渔阳"),
                body(unit, .administrativeUnit, "区住房建设委", "区住建"),
                body(court, .court, "蓟州区人民法院", "蓟法"),
                body(centre, .centre, "渔阳镇矛调中心", "渔阳矛调"),
            ],
            mediators: [
                Mediator(
                    id: "M1", name: "样例调解员0001", isSynthetic: true, body: committee, isFullTime: true,
                    provenance: provenance)
            ])
    }
}

// MARK: - Asking

/// What came back.
struct Reply {
    let status: Int
    let json: JSON
    let text: String
    let fields: [(name: String, value: String)]

    func field(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    /// The code of the problem, where it is one.
    var code: String? { json["code"]?.string }

    subscript(key: String) -> JSON { json[key] ?? .null }
}

extension Desk {
    /// A token with one role.
    func token(_ role: String, _ body: BodyID? = nil, days: Int = 1) async throws -> String {
        let secret = Secret()
        let row = TokenRow(
            id: CaseID(
                milliseconds: now.milliseconds, random: (.random(in: .min ... .max), .random(in: .min ... .max))),
            label: "\(role)-\(body?.rawValue ?? "district")", account: nil,
            grants: [AccessGrant(role: role, body: body)],
            created: now, expires: now.adding(seconds: days * 86_400))
        try await store.add(row, hash: secret.hash, by: "test")
        return secret.text
    }

    @discardableResult
    func send(
        _ method: String, _ path: String, token: String? = nil, _ content: JSON? = nil,
        fields: [String: String] = [:], sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Reply {
        var all = fields
        if let token { all["authorization"] = "Bearer \(token)" }
        if content != nil, all["content-type"] == nil { all["content-type"] = "application/json" }
        let parts = path.split(separator: "?", maxSplits: 1).map(String.init)
        let answer = await api.respond(
            to: APIRequest(
                method: method, path: parts[0], query: parts.count > 1 ? parts[1] : nil, fields: all,
                body: content.map { Array($0.text.utf8) } ?? []))
        let response = answer.response
        let isJSON = response.field("content-type")?.contains("json") == true
        let json: JSON = isJSON ? try JSON(reading: response.body) : .null
        check(response, json, of: answer.operation, sourceLocation)
        return Reply(
            status: response.status, json: json, text: String(decoding: response.body, as: UTF8.self),
            fields: response.fields)
    }

    /// The pieces of an answer that goes on for long.
    func stream(_ path: String, token: String, fields: [String: String] = [:]) async throws -> any Chunks {
        let parts = path.split(separator: "?", maxSplits: 1).map(String.init)
        let answer = await api.respond(
            to: APIRequest(
                method: "GET", path: parts[0], query: parts.count > 1 ? parts[1] : nil,
                fields: fields.merging(["authorization": "Bearer \(token)"]) { $1 }))
        return try #require(
            answer.response.stream, "\(answer.code ?? "") \(String(decoding: answer.response.body, as: UTF8.self))")
    }

    /// Holds an answer against what the document says of its route.
    private func check(
        _ response: APIResponse, _ json: JSON, of operation: Operation?, _ sourceLocation: SourceLocation
    ) {
        let route = api.routes.first { $0.operation == operation }
        let schema: Schema?
        if response.field("content-type") == "application/problem+json" {
            schema = .named("Problem")
            if let route, let kind = json["code"]?.string.flatMap({ ProblemKind(rawValue: $0) }) {
                let declared = OpenAPIDocument.kinds(route, isOpen: api.house.matrix.isOpen(route.operation))
                #expect(
                    declared.contains(kind), "\(kind) is not declared by \(route.operation)",
                    sourceLocation: sourceLocation)
            }
        } else {
            guard let route, response.status == route.success.status else { return }
            schema = response.field("content-type")?.contains("json") == true ? route.success.schema : nil
            for name in route.success.fields {
                #expect(response.field(name) != nil, "\(name) is missing", sourceLocation: sourceLocation)
            }
        }
        let faults = schema?.faults(in: json, named: OpenAPIDocument.schemas) ?? []
        #expect(faults.isEmpty, "not as the document says", sourceLocation: sourceLocation)
    }

    // MARK: Disputes

    static func registration(
        at body: BodyID = committee, type: String = "neighbour", title: String = "排水沟走向争议",
        more: [(key: String, value: JSON)] = []
    ) -> JSON {
        .object(
            [
                ("body", .string(body.rawValue)), ("type", .string(type)), ("title", .string(title)),
                (
                    "parties",
                    .array([
                        .object([
                            ("role", .string("applicant")), ("name", .string("张样例")), ("phone", .string("13800005678")),
                            ("identity", .string("11010519491231002X")),
                        ]),
                        .object([("role", .string("respondent")), ("name", .string("李样例"))]),
                    ])
                ),
                (
                    "claims",
                    .array([
                        .object([
                            ("subject", .string("恢复排水")), ("by", .array([.number("1")])),
                            ("against", .array([.number("2")])), ("amount", .string("3000.50")),
                        ])
                    ])
                ),
            ] + more)
    }

    /// Registers a dispute and returns its code.
    func register(
        _ content: JSON = registration(), token: String, key: String = "k\(UInt64.random(in: .min ... .max))",
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> String {
        let reply = try await send(
            "POST", "/v1/disputes", token: token, content, fields: ["idempotency-key": key],
            sourceLocation: sourceLocation)
        #expect(reply.status == 201, "\(reply.text)", sourceLocation: sourceLocation)
        return try #require(reply["code"].string, sourceLocation: sourceLocation)
    }

    /// Carries out an act on the dispute as it stands.
    func act(
        _ name: String, on code: String, token: String, as role: String? = nil, party: Int? = nil,
        fields: JSON? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Reply {
        let seen = try await send("GET", "/v1/disputes/\(code)", token: token, sourceLocation: sourceLocation)
        let tag = try #require(seen.field("etag"), sourceLocation: sourceLocation)
        var content: [(key: String, value: JSON)] = [("act", .string(name))]
        if let role { content.append(("as", .string(role))) }
        if let party { content.append(("party", .number("\(party)"))) }
        if let fields { content.append(("fields", fields)) }
        return try await send(
            "POST", "/v1/disputes/\(code)/acts", token: token, .object(content), fields: ["if-match": tag],
            sourceLocation: sourceLocation)
    }
}
