import ArgumentParser
import CaseStore
import Engine
import LegalTime
import Mediation
import Postgres

/// `nplus bench growth`: what a step, a work list and a case cost in tables of a given size.
struct BenchGrowth: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "growth",
        abstract: "数据量增长后的开销 / What things cost when there are many disputes",
        discussion: """
            数据库必须是新的、空的。未结案 2000 件，其余为已结案。
            The database must be new and empty. Two thousand disputes are open, the rest are
            finished.

            例 / Example: nplus bench growth --url postgresql://me@localhost/empty --disputes 1000000
            """)

    @Option(help: "空数据库的地址 / Address of an empty database")
    var url: String
    @Option(help: "纠纷总数 / Disputes in the tables")
    var disputes: Int = 10_000
    @Option(help: "每项测量次数 / Times each thing is measured")
    var samples: Int = 400

    private static let open = 2000

    func run() async throws {
        let owner = PostgresClient(PostgresConfiguration(url: url))
        _ = try await Migrator(client: owner).migrate()
        let client = PostgresClient(.writer(url: url))
        let bench = try BenchCase(client: client)
        try await fill(bench, owner)
        let store = bench.engine.store
        var ids = (1...Self.open).map(Self.id).shuffled()[...]
        let step = try await median { try await bench.accept(ids.removeFirst()) }
        let list = try await median {
            _ = try await store.workList(bodies: [BodyID("TWN-\(Int.random(in: 0..<62))")], dueBy: nil, limit: 30)
        }
        let all = disputes
        let page = try await median {
            let id = Self.id(Int.random(in: 1...all))
            _ = try await store.load([id])
            _ = try await store.history(of: id)
            _ = try await store.persons(of: id)
        }
        print(
            """
            {"disputes": \(disputes), "transition_ms": \(step), "work_list_ms": \(list), "case_page_ms": \(page)}
            """)
        await client.close()
        await owner.close()
    }

    private func median(_ body: () async throws -> Void) async throws -> Double {
        var times: [Duration] = []
        let clock = ContinuousClock()
        for _ in 0..<samples {
            let started = clock.now
            try await body()
            times.append(clock.now - started)
        }
        return times.sorted()[samples / 2] / .milliseconds(1)
    }

    private static func id(_ number: Int) -> CaseID {
        CaseID(high: 0x7000, low: 0x8000_0000_0000_0000 | UInt64(number))
    }

    /// One dispute that the engine registered, copied as often as asked, each under an id of its own.
    private func fill(_ bench: BenchCase, _ owner: PostgresClient) async throws {
        _ = try await bench.register(1)
        for statement in Self.copies {
            _ = try await owner.execute(Statement(statement, Int64(disputes), Int64(Self.open)))
        }
        for table in ["dispute", "event", "case_number", "custody", "work_item", "report_entry", "person"] {
            try await owner.withConnection { try await $0.simple(SQL(trusted: "vacuum analyze \(table)")) }
        }
    }

    private static let copies: [SQL] = [
        """
        insert into event (district, case_id, sequence, occurred_at, recorded_at, act, content, previous, algorithm, hash)
        select district, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 1, occurred_at, recorded_at, act,
            content, previous, algorithm, hash
        from event cross join generate_series(1, $1) n where $2 > 0
        """,
        """
        insert into person (district, case_id, party, salt, particulars)
        select district, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, party, salt, particulars
        from person cross join generate_series(1, $1) n where $2 > 0
        """,
        """
        insert into case_number (district, kind, number, case_id)
        select district, kind, 'G' || n, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid
        from case_number cross join generate_series(1, $1) n where kind = 'code' and $2 > 0
        """,
        """
        insert into custody (district, case_id, body, since)
        select district, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, body, since
        from custody cross join generate_series(1, $1) n where $2 > 0
        """,
        """
        insert into work_item (district, case_id, body, due, registered)
        select district, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'TWN-' || n % 62,
            registered + (n % 60)::int, registered
        from work_item cross join generate_series(1, least($1, $2)) n
        """,
        """
        insert into report_entry (district, case_id, sequence, proceeding, measure, day, recorded_at, body, office,
            body_kind, track, type, source, outcome, form, days, amount, synthetic)
        select district, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, sequence, proceeding, measure,
            day, recorded_at, body, office, body_kind, track, type, source, outcome, form, days, amount, synthetic
        from report_entry cross join generate_series(1, $1) n where $2 > 0
        """,
        """
        insert into dispute (district, id, revision, head, document)
        select s.district, d.id, s.revision, s.head, replace(s.document, s.id::text, d.id::text)
        from (select district, id, revision, head, document from dispute) s cross join lateral (
            select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id
            from generate_series(1, $1) n where $2 > 0) d
        """,
    ]
}
