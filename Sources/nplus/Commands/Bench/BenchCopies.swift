import CaseStore
import Mediation
import Postgres

/// Very many disputes, each a copy of the one that stands in the tables, under an id of its own.
///
/// Their chains do not verify, because a hash covers the dispute's id; everything else is as the engine left it.
enum BenchCopies {
    /// - Parameters:
    ///   - disputes: How many.
    ///   - open: How many of them stand in a work list.
    static func fill(_ owner: PostgresClient, disputes: Int, open: Int) async throws {
        for statement in copies { _ = try await owner.execute(Statement(statement, Int64(disputes), Int64(open))) }
        for table in ["dispute", "event", "case_number", "custody", "work_item", "report_entry", "person", "clock"] {
            try await owner.withConnection { try await $0.simple(SQL(trusted: "vacuum analyze \(table)")) }
        }
    }

    static func id(_ number: Int) -> CaseID {
        CaseID(high: 0x7000, low: 0x8000_0000_0000_0000 | UInt64(number))
    }

    private static let copies: [SQL] = [
        """
        insert into event (district, case_id, sequence, occurred_at, recorded_at, act, content, previous, algorithm, hash)
        select district, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, sequence, occurred_at, recorded_at, act,
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
        """
        insert into clock (district, case_id, proceeding, name, due_at, revision)
        select district, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, proceeding, name, due_at, revision
        from clock cross join generate_series(1, $1) n where $2 > 0
        """,
    ]
}
