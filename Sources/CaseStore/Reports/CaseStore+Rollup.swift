import Mediation
import Postgres

extension CaseStore {
    /// Folds the entries that no running transaction can still precede into the sums of their months.
    ///
    /// May run at any time and in several programs at once: the watermark and the sums move together, or not at all.
    ///
    /// - Returns: How many entries were folded.
    @discardableResult
    package func foldEntries() async throws(StoreError) -> Int {
        do {
            return try await client.withTransaction { [district] (connection) throws(PostgresError) in
                _ = try await connection.execute(Statement(Self.beginText, district.rawValue))
                // Held until the end of the transaction: one folds at a time.
                let from = try await connection.query(Statement(Self.watermarkText, district.rawValue)).only(Int64.self)
                let to = try await connection.query(Self.horizonText).only(Int64.self)
                guard to > from else { return 0 }
                let folded = try await connection.query(Statement(Self.foldText, district.rawValue, from, to))
                    .only(Int64.self)
                _ = try await connection.execute(Statement(Self.advanceText, district.rawValue, to))
                return Int(folded)
            }
        } catch {
            throw StoreError(error)
        }
    }

    /// Sums of which the entries do not give the same, or which are missing: nothing where all is well.
    package func rollupDifferences() async throws(StoreError) -> [String] {
        let statement = Statement(Self.differencesText, district.rawValue)
        return try await run(StoreQuery(statement: statement) { try $0.decode(String.self) })
    }

    /// Throws the sums away and makes them anew from all entries.
    package func refoldEntries() async throws(StoreError) -> Int {
        do {
            try await client.withTransaction { [district] (connection) throws(PostgresError) in
                _ = try await connection.execute(Statement(Self.beginText, district.rawValue))
                _ = try await connection.query(Statement(Self.watermarkText, district.rawValue))
                _ = try await connection.execute("delete from report_rollup where district = \(district.rawValue)")
                _ = try await connection.execute(Statement(Self.advanceText, district.rawValue, Int64.min))
            }
        } catch {
            throw StoreError(error)
        }
        return try await foldEntries()
    }

    /// Below every transaction: what was restored from a backup has negative ones, see ``RestoreGround``.
    private static let beginText: SQL = """
        insert into report_watermark (district, transaction) values ($1, '-9223372036854775808') on conflict do nothing
        """
    private static let watermarkText: SQL = """
        select transaction from report_watermark where district = $1 for update
        """
    /// Every transaction below it has ended, so what it wrote can be seen, or never will be.
    private static let horizonText: Statement = "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
    private static let advanceText: SQL = """
        update report_watermark set transaction = $2 where district = $1
        """
    private static let foldText = SQL(
        trusted: """
            with folded as (\(Rollup.entries("transaction >= $2 and transaction < $3"))),
            kept as (
                insert into report_rollup as r
                    (district, dimension, measure, month, value, outcome, form, days, origin, synthetic, entries, amount)
                select $1, dimension, measure, month, value, outcome, form, days, origin, synthetic, sum(entries), sum(amount)
                from (\(Rollup.byDimension("folded"))) f
                group by 2, 3, 4, 5, 6, 7, 8, 9, 10
                order by 2, 3, 4, 5, 6, 7, 8, 9, 10
                on conflict (district, dimension, measure, month, value, outcome, form, days, origin, synthetic)
                do update set entries = r.entries + excluded.entries, amount = r.amount + excluded.amount
            )
            select coalesce(sum(entries), 0)::int8 from folded
            """)
    private static let differencesText = SQL(
        trusted: """
            with mark as (select transaction from report_watermark where district = $1),
            folded as (\(Rollup.entries("transaction < (select transaction from mark)"))),
            due as (
                select dimension, measure, month, value, outcome, form, days, origin, synthetic,
                    sum(entries)::int8 as entries, sum(amount)::int8 as amount
                from (\(Rollup.byDimension("folded"))) f
                group by 1, 2, 3, 4, 5, 6, 7, 8, 9
            ),
            stored as (
                select dimension, measure, month, value, outcome, form, days, origin, synthetic, entries, amount
                from report_rollup where district = $1
            )
            select to_jsonb(d)::text from (
                (select 'stored' as side, s.* from (select * from stored except select * from due) s)
                union all
                (select 'missing', m.* from (select * from due except select * from stored) m)) d
            """)
}

/// The sums of entries by month: how an entry falls into them.
enum Rollup {
    /// Entries of district `$1` that fulfil a condition, counted together where the sums do not tell them apart.
    static func entries(_ condition: String) -> String {
        """
        select measure, date_trunc('month', day)::date as month, coalesce(outcome, '') as outcome,
            coalesce(form, '') as form, case when measure = 3 then coalesce(days, -1) else -1 end as days,
            case when measure not in (5, 6) then date_trunc('month', day)::date
                else coalesce(date_trunc('month', day - days)::date, date '0001-01-01') end as origin,
            synthetic, office, body_kind, body, coalesce(track, 'none') as track, type, source,
            count(*) as entries, coalesce(sum(amount), 0)::int8 as amount
        from report_entry where district = $1 and \(condition)
        group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13
        """
    }

    /// The same, once for the whole and once under every dimension.
    static func byDimension(_ relation: String) -> String {
        let dimensions = dimensions.map { "('\($0.name)', \($0.value))" }.joined(separator: ", ")
        return """
            select d.dimension, e.measure, e.month, d.value, e.outcome, e.form, e.days, e.origin, e.synthetic, e.entries,
                e.amount
            from \(relation) e cross join lateral (values ('', ''), \(dimensions)) as d (dimension, value)
            """
    }

    private static let dimensions: [(name: String, value: String)] = [
        ("office", "e.office"), ("bodyKind", "e.body_kind"), ("body", "e.body"), ("track", "e.track"),
        ("type", "e.type"),
        ("source", "e.source"), ("outcome", "case e.outcome when '' then 'none' else e.outcome end"),
    ]
}

extension StoreError {
    fileprivate init(_ error: PostgresTransactionError<PostgresError>) {
        self = error.postgresError.map { StoreError($0) } ?? StoreError(.database, "\(error)")
    }
}
