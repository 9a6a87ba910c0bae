import LegalTime
import Mediation
import Postgres

/// Which books were kept in a period: one without a single entry was not, which is not the same as nothing found.
struct KeptBooks {
    let disputes: Bool
    let registers: Set<RegisterRule.Register>

    func has(_ register: RegisterRule.Register) -> Bool { registers.contains(register) }
}

/// What the rows of the registers beside the disputes add up to, under one value of a dimension.
struct RegisterCell {
    fileprivate(set) var counts: [RegisterRule: Int] = [:]
    fileprivate(set) var isSynthetic = false

    func count(_ rule: RegisterRule) -> Int { counts[rule, default: 0] }
}

extension CaseStore {
    /// - Returns: For disputes, whether one was registered, accepted or concluded in the calendar years of the period: a
    ///   quiet month of a year with work has no cases, a year without a single one has no data.
    func kept(_ query: FigureQuery) async throws(StoreError) -> KeptBooks {
        let period = query.period
        let first = Day(year: period.first.year, month: 1, day: 1) ?? period.first
        let last = Day(year: period.last.year, month: 12, day: 31) ?? period.last
        let statement = Statement(
            Self.keptText, district.rawValue, period.first.postgres, period.last.postgres, query.asOf?.postgres,
            first.postgres, last.postgres)
        let row = try await storing { () async throws(PostgresError) in
            try await client.query(statement).only((Bool, Bool, Bool, Bool).self)
        }
        var registers: Set<RegisterRule.Register> = []
        if row.1 { registers.insert(.screening) }
        if row.2 { registers.insert(.stationing) }
        if row.3 { registers.insert(.reception) }
        return KeptBooks(disputes: row.0, registers: registers)
    }

    /// The sums of the registers under each value of a dimension of bodies; without one, under the empty word.
    func registerCells(_ query: FigureQuery) async throws(StoreError) -> [String: RegisterCell] {
        let statement = Statement(
            Self.sumsText, district.rawValue, query.period.first.postgres, query.period.last.postgres,
            query.dimension?.rawValue, query.asOf?.postgres, query.filter[.office], query.filter[.bodyKind],
            query.filter[.body])
        let rows = try await storing { () async throws(PostgresError) in
            try await client.query(statement).decode((String, Int64, Int64, Int64, Int64, Int64, Int64, Bool).self)
        }
        let rules: [RegisterRule] = [
            .screenings, .screeningsWithFindings, .prevented, .stationed, .receptions, .centreResolved,
        ]
        var cells: [String: RegisterCell] = [:]
        for row in rows {
            let counts = [row.1, row.2, row.3, row.4, row.5, row.6].map { Int($0) }
            cells[row.0] = RegisterCell(
                counts: Dictionary(uniqueKeysWithValues: zip(rules, counts)), isSynthetic: row.7)
        }
        return cells
    }

    private static let keptText: SQL = """
        select
            exists (select 1 from report_entry where district = $1 and measure in (1, 2, 3) and day between $5 and $6
                and ($4::timestamptz is null or recorded_at <= $4)),
            exists (select 1 from screening where district = $1 and day between $2 and $3
                and ($4::timestamptz is null or recorded_at <= $4)),
            exists (select 1 from stationing where district = $1 and day between $2 and $3
                and ($4::timestamptz is null or recorded_at <= $4)),
            exists (select 1 from reception where district = $1 and day between $2 and $3
                and ($4::timestamptz is null or recorded_at <= $4))
        """
    private static let sumsText: SQL = """
        select case $4::text when 'office' then office when 'bodyKind' then body_kind when 'body' then body else '' end,
            sum(screenings)::int8, sum(findings)::int8, sum(prevented)::int8, sum(stationed)::int8, sum(people)::int8,
            sum(resolved)::int8, bool_or(synthetic)
        from (
            select day, body, office, body_kind, recorded_at, synthetic, 1 as screenings, (found > 0)::int as findings,
                prevented, 0 as stationed, 0 as people, 0 as resolved
            from screening where district = $1
            union all
            select day, centre, office, body_kind, recorded_at, synthetic, 0, 0, 0, 1, 0, 0
            from stationing where district = $1
            union all
            select day, centre, office, body_kind, recorded_at, synthetic, 0, 0, 0, 0, people,
                (result = 'resolved')::int
            from reception where district = $1
        ) entry
        where day between $2 and $3 and ($5::timestamptz is null or recorded_at <= $5)
            and ($6::text is null or office = $6) and ($7::text is null or body_kind = $7)
            and ($8::text is null or body = $8)
        group by 1
        """
}

extension Directory {
    /// What counts in a query, under each value of its dimension; without one, under the empty word.
    func counts(_ query: FigureQuery) -> [String: (counts: [DirectoryRule: Int], isSynthetic: Bool)] {
        var found: [String: (counts: [DirectoryRule: Int], isSynthetic: Bool)] = [:]
        for indicator in Indicator.allCases {
            guard case .directory(let rule) = indicator.rule else { continue }
            for row in rule.rows(of: self, in: query.period)
            where passes(query.filter, body: row.body, on: row.day) {
                let key = query.dimension.map { value(of: $0, for: row.body, on: row.day) } ?? ""
                found[key, default: ([:], false)].counts[rule, default: 0] += 1
                if row.isSynthetic { found[key]?.isSynthetic = true }
            }
        }
        return found
    }
}
