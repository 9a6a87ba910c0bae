package import LegalTime
package import Mediation
import Postgres

/// What a figure opens to: exactly what was counted.
package struct FigureCases: Sendable {
    package let rows: [FigureCase]
    /// All that was counted, shown or not.
    package let total: Int
    /// What all of it adds up to, in the unit of the rows.
    package let sum: Int

    package init(rows: [FigureCase], total: Int, sum: Int) {
        self.rows = rows
        self.total = total
        self.sum = sum
    }
}

/// One counted thing.
package struct FigureCase: Hashable, Sendable {
    /// The code of the dispute, or the number of a row of a register or of the directory.
    package let number: String
    package let title: String
    package let day: Day?
    package let body: String
    /// What it adds to the figure: 1 for a case, its visitors for a reception, fen for an amount, days for a duration.
    package let weight: Int
    /// Sample data, true of nobody.
    package let isSynthetic: Bool

    package init(number: String, title: String, day: Day?, body: String, weight: Int, isSynthetic: Bool) {
        self.number = number
        self.title = title
        self.day = day
        self.body = body
        self.weight = weight
        self.isSynthetic = isSynthetic
    }
}

extension CaseStore {
    /// The first of what a figure counts.
    ///
    /// - Parameters:
    ///   - directory: Holds what the figures of the directory count.
    ///   - limit: Rows at the most, 1 or more; the total is exact in any case.
    package func cases(
        of reference: FigureReference, directory: Directory, limit: Int
    ) async throws(StoreError) -> FigureCases {
        switch reference.indicator.rule {
        case .directory(let rule):
            let rows = rule.rows(of: directory, in: reference.period)
                .filter { directory.passes(reference.filter, body: $0.body, on: $0.day) }
            return FigureCases(
                rows: rows.prefix(limit).map {
                    FigureCase(
                        number: $0.id, title: $0.name, day: nil, body: $0.body.rawValue, weight: 1,
                        isSynthetic: $0.isSynthetic)
                }, total: rows.count, sum: rows.count)
        case .register(let rule): return try await rows(of: rule, reference, limit: limit)
        case .count(let set): return try await cases(of: set, reference, weight: "one", limit: limit)
        case .amount(let rule): return try await cases(of: .entries(rule), reference, weight: "amount", limit: limit)
        case .meanDays(let rule), .medianDays(let rule):
            return try await cases(of: .entries(rule), reference, weight: "days", limit: limit)
        case .rate(let part, let whole):
            let set = reference.part == .numerator ? part : whole
            return try await cases(of: set, reference, weight: "one", limit: limit)
        }
    }

    private func cases(
        of set: CountedSet, _ reference: FigureReference, weight: String, limit: Int
    ) async throws(StoreError) -> FigureCases {
        let filter = reference.filter
        let selection = EntrySelection(set)
        let statement = Statement(
            Self.casesText, district.rawValue, reference.period.first.postgres, reference.period.last.postgres,
            selection.measure.rawValue, reference.asOf?.postgres, filter[.office], filter[.bodyKind], filter[.body],
            filter[.track], filter[.type], filter[.source], filter[.outcome], selection.outcomes ?? [],
            selection.outcomes == nil, selection.form, selection.ofAgreementsInPeriod, selection.stock, Int64(limit),
            weight)
        return try await found(statement)
    }

    private func rows(
        of rule: RegisterRule, _ reference: FigureReference, limit: Int
    ) async throws(StoreError) -> FigureCases {
        let filter = reference.filter
        return try await found(
            Statement(
                Self.rowsText, district.rawValue, reference.period.first.postgres, reference.period.last.postgres,
                "\(rule)", reference.asOf?.postgres, filter[.office], filter[.bodyKind], filter[.body], Int64(limit)))
    }

    private func found(_ statement: Statement) async throws(StoreError) -> FigureCases {
        let rows = try await storing { () async throws(PostgresError) in
            try await client.query(statement).decode(
                (String, String, PostgresDate, String, Int64, Bool, Int64, Int64).self)
        }
        return FigureCases(
            rows: rows.map {
                FigureCase(number: $0.0, title: $0.1, day: Day($0.2), body: $0.3, weight: Int($0.4), isSynthetic: $0.5)
            }, total: rows.first.map { Int($0.6) } ?? 0, sum: rows.first.map { Int($0.7) } ?? 0)
    }

    private static let casesText: SQL = """
        with counted as (
            select e.case_id, e.proceeding, e.sequence, e.day, e.body, e.synthetic,
                case $19 when 'amount' then coalesce(e.amount, 0) when 'days' then coalesce(e.days, 0) else 1 end as weight
            from report_entry e
            where e.district = $1 and e.measure = $4 and e.day <= $3
                and ($17 in ('atEnd', 'inHand', 'atStart') or e.day >= $2)
                and ($17 <> 'atStart' or e.day < $2)
                and ($5::timestamptz is null or e.recorded_at <= $5)
                and ($6::text is null or e.office = $6) and ($7::text is null or e.body_kind = $7)
                and ($8::text is null or e.body = $8) and ($9::text is null or coalesce(e.track, 'none') = $9)
                and ($10::text is null or e.type = $10) and ($11::text is null or e.source = $11)
                and ($12::text is null or coalesce(e.outcome, 'none') = $12)
                and ($14 or e.outcome = any($13)) and ($15::text is null or e.form = $15)
                and (not $16 or e.day - e.days >= $2)
                and ($17 = '' or not exists (
                    select 1 from report_entry c
                    where c.district = e.district and c.case_id = e.case_id and c.proceeding = e.proceeding
                        and c.measure = 3 and c.day < case when $17 = 'atEnd' then $3 + 1 else $2 end
                        and ($5::timestamptz is null or c.recorded_at <= $5)))
        )
        select n.number, d.document::json ->> 'title', c.day, c.body, c.weight::int8, c.synthetic, count(*) over (),
            (sum(c.weight) over ())::int8
        from counted c
        join dispute d on d.district = $1 and d.id = c.case_id
        join case_number n on n.district = $1 and n.kind = 'code' and n.case_id = c.case_id
        order by c.day, n.number, c.proceeding, c.sequence
        limit $18
        """
    private static let rowsText: SQL = """
        select number, title, day, body, weight::int8, synthetic, count(*) over (), (sum(weight) over ())::int8 from (
            select number, case when found > 0 then '发现 ' || found || ' 件' else '零报告' end as title, day, body, office,
                body_kind, recorded_at, synthetic, case $4 when 'prevented' then prevented else 1 end as weight
            from screening
            where district = $1 and day between $2 and $3
                and ($4 = 'screenings' or $4 = 'screeningsWithFindings' and found > 0 or $4 = 'prevented' and prevented > 0)
            union all
            select number, person || '（' || profession || '）', day, centre, office, body_kind, recorded_at, synthetic, 1
            from stationing
            where district = $1 and day between $2 and $3 and $4 = 'stationed'
            union all
            select number, matter, day, centre, office, body_kind, recorded_at, synthetic,
                case $4 when 'receptions' then people else 1 end
            from reception
            where district = $1 and day between $2 and $3
                and ($4 = 'receptions' or $4 = 'centreResolved' and result = 'resolved')
        ) counted
        where ($5::timestamptz is null or recorded_at <= $5)
            and ($6::text is null or office = $6) and ($7::text is null or body_kind = $7)
            and ($8::text is null or body = $8)
        order by day, number limit $9
        """
}

/// Which entries a set counts, as the statement needs it.
private struct EntrySelection {
    let measure: Measure
    let outcomes: [String]?
    let form: String?
    let ofAgreementsInPeriod: Bool
    /// `atStart`, `atEnd` or `inHand` for proceedings under way; empty for entries.
    let stock: String

    init(_ set: CountedSet) {
        switch set {
        case .entries(let rule):
            measure = rule.measure
            outcomes = rule.outcomes?.map(\.rawValue)
            form = rule.form?.rawValue
            ofAgreementsInPeriod = rule.ofAgreementsInPeriod
            stock = ""
        case .stock(let moment):
            measure = .accepted
            outcomes = nil
            form = nil
            ofAgreementsInPeriod = false
            stock = "\(moment)"
        }
    }
}
