package import Mediation
import Postgres

extension CaseStore {
    /// The figures of a query: of disputes in one statement, of the registers and the directory beside them.
    ///
    /// - Parameter directory: Tells which body stands under which office and gives the figures of the directory itself.
    package func figures(_ query: FigureQuery, directory: Directory) async throws(StoreError) -> FigureTable {
        var whole = query
        whole.dimension = nil
        let total = try await cells(whole)
        var values = values(total.cells.values.first ?? [])
        if query.filter.isEmpty {
            values.merge(try await registerFigures(query.period)) { $1 }
            values.merge(directory.figures(query.period)) { $1 }
        }
        var rows: [FigureTable.Row] = []
        if query.dimension != nil {
            let split = try await cells(query)
            rows = split.cells.sorted { $0.key < $1.key }
                .map { FigureTable.Row(key: $0.key, values: self.values($0.value)) }
        }
        return FigureTable(
            query: query, rows: rows, total: FigureTable.Row(key: nil, values: values),
            isSynthetic: total.isSynthetic)
    }

    private func values(_ cells: [FigureCell]) -> [Indicator: FigureValue] {
        var values: [Indicator: FigureValue] = [:]
        for indicator in Indicator.ofDisputes { values[indicator] = cells.value(of: indicator) }
        return values
    }

    /// The cells of each value of the dimension; without one, of the whole under the empty word.
    private func cells(
        _ query: FigureQuery
    ) async throws(StoreError) -> (cells: [String: [FigureCell]], isSynthetic: Bool) {
        let filter = query.filter
        let statement = Statement(
            Self.cellsText, district.rawValue, query.period.first.postgres, query.period.last.postgres,
            query.dimension?.rawValue, query.asOf?.postgres, filter[.office], filter[.bodyKind], filter[.body],
            filter[.track], filter[.type], filter[.source], filter[.outcome])
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

    /// The figures of the registers beside the disputes: screenings, rosters and receptions of the centres.
    ///
    private func registerFigures(_ period: Period) async throws(StoreError) -> [Indicator: FigureValue] {
        let statement = Statement(
            Self.registerText, district.rawValue, period.first.postgres, period.last.postgres)
        let row = try await storing { () async throws(PostgresError) in
            try await client.query(statement).only((Int64, Int64, Int64, Int64, Int64, Int64, Int64).self)
        }
        // A register without a single return in the period was not kept, which is not the same as nothing found.
        func figure(_ count: Int64, of rows: Int64) -> FigureValue { rows == 0 ? .noData : .count(Int(count)) }
        return [
            .screenings: figure(row.0, of: row.0), .screeningsWithFindings: figure(row.1, of: row.0),
            .prevented: figure(row.2, of: row.0), .stationed: figure(row.3, of: row.3),
            .receptions: figure(row.5, of: row.4), .centreResolved: figure(row.6, of: row.4),
        ]
    }

    /// Entries of the period, and of the time before it for what was open at its start, counted together where no
    /// indicator tells them apart.
    private static let cellsText: SQL = """
        select case $4::text
                when 'office' then coalesce(office, 'none') when 'bodyKind' then body_kind when 'body' then body
                when 'track' then coalesce(track, 'none') when 'type' then type when 'source' then source
                when 'outcome' then coalesce(outcome, 'none') else '' end as value,
            measure, day < $2 as before, outcome, form,
            case when measure = 3 then days end as days,
            coalesce(measure in (5, 6) and day - days >= $2, false) as in_period,
            bool_or(synthetic), count(*), coalesce(sum(amount), 0)::int8
        from report_entry
        where district = $1 and day <= $3 and (day >= $2 or measure in (2, 3))
            and ($5::timestamptz is null or recorded_at <= $5)
            and ($6::text is null or coalesce(office, 'none') = $6) and ($7::text is null or body_kind = $7)
            and ($8::text is null or body = $8) and ($9::text is null or coalesce(track, 'none') = $9)
            and ($10::text is null or type = $10) and ($11::text is null or source = $11)
            and ($12::text is null or coalesce(outcome, 'none') = $12)
        group by 1, 2, 3, 4, 5, 6, 7
        """
    private static let registerText: SQL = """
        select s.*, t.*, r.* from
            (select count(*), count(*) filter (where found > 0), coalesce(sum(prevented), 0)::int8 from screening
                where district = $1 and day between $2 and $3) s,
            (select count(*) from stationing
                where district = $1 and day between $2 and $3) t,
            (select count(*), coalesce(sum(people), 0)::int8, count(*) filter (where result = 'resolved') from reception
                where district = $1 and day between $2 and $3) r
        """
}

extension Directory {
    /// The figures of the directory itself.
    fileprivate func figures(_ period: Period) -> [Indicator: FigureValue] {
        var figures: [Indicator: FigureValue] = [:]
        for indicator in Indicator.allCases {
            guard case .directory(let rule) = indicator.rule else { continue }
            figures[indicator] = .count(rule.rows(of: self, in: period).count)
        }
        return figures
    }
}
