import Postgres
import TestSupport
import Testing

/// What holds for the whole schema, whatever tables it gets.
@Suite("The rules of the schema")
struct SchemaRuleTests {
    /// The directory is replaced as a whole, one look is like another, and the list of migrations belongs to the database,
    /// not to a district.
    private static let noKey = [
        "division", "body", "coverage", "mediator", "adviser", "roster", "training", "mediator_conflict", "access_log",
        "schema_migration",
    ]

    @Test("the district leads every primary key and every unique index")
    func districtLeads() async throws {
        try await withDatabase(.store) { client, _ in
            let keys = try await client.query(
                """
                select t.relname, i.relname, a.attname
                from pg_index x
                join pg_class i on i.oid = x.indexrelid
                join pg_class t on t.oid = x.indrelid
                join pg_namespace n on n.oid = t.relnamespace
                join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]
                where n.nspname = 'public' and x.indisunique and t.relname <> 'schema_migration'
                order by 1, 2
                """
            ).decode((String, String, String).self)
            #expect(keys.count >= 15)
            for (table, index, column) in keys {
                #expect(column == "district", "\(index) of \(table) begins with \(column)")
            }
        }
    }

    @Test("every table but those of the directory has a primary key, and every one of a district names it")
    func everyTableHasAKey() async throws {
        try await withDatabase(.store) { client, _ in
            let tables = try await client.query(
                """
                select t.relname, exists (select from pg_index x where x.indrelid = t.oid and x.indisprimary),
                    exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'district' and a.attnotnull)
                from pg_class t join pg_namespace n on n.oid = t.relnamespace
                where n.nspname = 'public' and t.relkind in ('r', 'p')
                order by 1
                """
            ).decode((String, Bool, Bool).self)
            #expect(tables.count >= 18)
            for (table, hasKey, hasDistrict) in tables {
                #expect(hasKey || Self.noKey.contains(table), "\(table) has no primary key")
                #expect(hasDistrict || table == "schema_migration", "\(table) has no district")
            }
        }
    }

    @Test("there is no trigger, no foreign key and no sequence")
    func nothingHidden() async throws {
        try await withDatabase(.store) { client, _ in
            let found = try await client.query(
                """
                select 'trigger ' || tgname from pg_trigger where not tgisinternal
                union all
                select 'foreign key ' || conname from pg_constraint where contype = 'f'
                union all
                select 'sequence ' || relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'public' and relkind = 'S'
                """
            ).decode(String.self)
            #expect(found.isEmpty)
        }
    }

    @Test("no index of the case row holds what a transition changes, so that its updates stay on their page")
    func hotCaseRow() async throws {
        try await withDatabase(.store) { client, _ in
            let columns = try await client.query(
                """
                select distinct a.attname from pg_index x
                join pg_attribute a on a.attrelid = x.indrelid and a.attnum = any(x.indkey)
                where x.indrelid = 'dispute'::regclass
                """
            ).decode(String.self)
            #expect(Set(columns) == ["district", "id"])
        }
    }

    @Test("a dispute is held by exactly one body: a second custody row is refused, also under another body")
    func oneCustody() async throws {
        try await withDatabase(.store) { client, _ in
            let insert = { (body: String) throws(PostgresError) -> Statement in
                """
                insert into custody (district, case_id, body, since)
                values (120119, '00000000-0000-7000-8000-000000000001', \(body), now())
                """
            }
            _ = try await client.execute(insert("TWN-1"))
            let error = try await #require(throws: PostgresError.self) { try await client.execute(insert("TWN-2")) }
            #expect(error.sqlState == .uniqueViolation)
            #expect(error.constraint == "custody_pkey")
        }
    }
}
