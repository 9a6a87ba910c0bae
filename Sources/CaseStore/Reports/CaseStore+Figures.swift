package import LegalTime
package import Mediation
import Postgres

extension CaseStore {
    /// The figures of a query: of disputes, of the registers beside them, and of the directory.
    ///
    /// - Parameter directory: Gives the figures of the directory itself.
    package func figures(_ query: FigureQuery, directory: Directory) async throws(StoreError) -> FigureTable {
        var whole = query
        whole.dimension = nil
        let kept = try await kept(query)
        let total = try await parts(of: whole, kept, directory)
        let split = query.dimension == nil ? [] : try await parts(of: query, kept, directory).rows
        return FigureTable(
            query: query, rows: split, total: FigureTable.Row(key: nil, values: total.rows[0].values),
            isSynthetic: total.isSynthetic)
    }

    /// The day of the last registration; nil where no dispute was registered yet.
    package func lastRegistration() async throws(StoreError) -> Day? {
        let row = try await storing { () async throws(PostgresError) in
            try await client.query(
                "select max(day) from report_entry where district = \(district.rawValue) and measure = 1"
            ).only(PostgresDate?.self)
        }
        return row.map { Day($0) }
    }

    /// The rows of a query by key; of a query without a dimension the whole alone, under the empty word.
    private func parts(
        of query: FigureQuery, _ kept: KeptBooks, _ directory: Directory
    ) async throws(StoreError) -> (rows: [FigureTable.Row], isSynthetic: Bool) {
        let isOfBody = query.dimensions.allSatisfy(\.isOfBody)
        let disputes = try await cells(query)
        let registers = isOfBody ? try await registerCells(query) : [:]
        let listed = isOfBody ? directory.counts(query) : [:]
        var keys = Set(disputes.cells.keys).union(registers.keys).union(listed.keys)
        if query.dimension == nil { keys.insert("") }
        let rows = keys.sorted().map { key in
            var values: [Indicator: FigureValue] = [:]
            for indicator in Indicator.allCases where query.dimensions.allSatisfy(indicator.dimensions.contains) {
                switch indicator.rule {
                case .register(let rule):
                    if kept.has(rule.register) {
                        values[indicator] = .count((registers[key] ?? RegisterCell()).count(rule))
                    }
                case .directory(let rule): values[indicator] = .count(listed[key]?.counts[rule] ?? 0)
                default:
                    if kept.disputes { values[indicator] = (disputes.cells[key] ?? []).value(of: indicator) }
                }
            }
            return FigureTable.Row(key: key, values: values)
        }
        return (
            // What a dimension does not apply to, such as a registration to a track, is no part of a split by it.
            rows.filter { $0.key != Dimension.absent || !$0.isEmpty },
            disputes.isSynthetic || registers.values.contains(where: \.isSynthetic)
                || listed.values.contains(where: \.isSynthetic)
        )
    }

    /// The cells of each value of the dimension; without one, of the whole under the empty word.
    private func cells(
        _ query: FigureQuery
    ) async throws(StoreError) -> (cells: [String: [FigureCell]], isSynthetic: Bool) {
        let statement = SummedQuery(query)?.statement(district) ?? entriesStatement(query)
        let rows = try await storing { () async throws(PostgresError) in
            try await client.query(statement).decode(
                (String, Int16, Bool, String?, String?, Int32?, Bool, Bool, Int64, Int64).self)
        }
        var cells: [String: [FigureCell]] = [:]
        var isSynthetic = false
        for row in rows {
            guard let measure = Measure(rawValue: row.1) else {
                throw StoreError(.corrupt, "report entry of unknown measure \(row.1)")
            }
            cells[row.0, default: []].append(
                FigureCell(
                    measure: measure, isBefore: row.2, outcome: row.3, form: row.4, days: row.5.map { Int($0) },
                    isOfAgreementInPeriod: row.6, count: Int(row.8), amount: row.9))
            isSynthetic = isSynthetic || row.7
        }
        return (cells, isSynthetic)
    }

    /// Counts entry by entry: for any days, any dimensions together, and as it was known at any instant.
    private func entriesStatement(_ query: FigureQuery) -> Statement {
        let filter = query.filter
        return Statement(
            Self.cellsText, district.rawValue, query.period.first.postgres, query.period.last.postgres,
            query.dimension?.rawValue, query.asOf?.postgres, filter[.office], filter[.bodyKind], filter[.body],
            filter[.track], filter[.type], filter[.source], filter[.outcome])
    }

    /// Entries of the period, and of the time before it for what was open at its start, counted together where no
    /// indicator tells them apart.
    private static let cellsText: SQL = """
        select case $4::text
                when 'office' then office when 'bodyKind' then body_kind when 'body' then body
                when 'track' then coalesce(track, 'none') when 'type' then type when 'source' then source
                when 'outcome' then coalesce(outcome, 'none') else '' end as value,
            measure, day < $2 as before, outcome, form,
            case when measure = 3 then days end as days,
            coalesce(measure in (5, 6) and day - days >= $2, false) as in_period,
            bool_or(synthetic), count(*), coalesce(sum(amount), 0)::int8
        from report_entry
        where district = $1 and day <= $3 and (day >= $2 or measure in (2, 3))
            and ($5::timestamptz is null or recorded_at <= $5)
            and ($6::text is null or office = $6) and ($7::text is null or body_kind = $7)
            and ($8::text is null or body = $8) and ($9::text is null or coalesce(track, 'none') = $9)
            and ($10::text is null or type = $10) and ($11::text is null or source = $11)
            and ($12::text is null or coalesce(outcome, 'none') = $12)
        group by 1, 2, 3, 4, 5, 6, 7
        """
}
