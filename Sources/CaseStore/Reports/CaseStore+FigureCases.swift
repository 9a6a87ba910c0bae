package import LegalTime
package import Mediation
import Postgres

/// What a figure opens to: exactly what was counted.
package struct FigureCases: Sendable {
    package let rows: [FigureCase]
    /// All that was counted, shown or not.
    package let total: Int

    package init(rows: [FigureCase], total: Int) {
        self.rows = rows
        self.total = total
    }
}

/// One counted thing.
package struct FigureCase: Hashable, Sendable {
    /// The code of the dispute, or the number of a row of a register or of the directory.
    package let number: String
    package let title: String
    package let day: Day?
    package let body: String
    /// Which list of the figure it stands in, where it has two, or what happened.
    package let why: String

    package init(number: String, title: String, day: Day?, body: String, why: String) {
        self.number = number
        self.title = title
        self.day = day
        self.body = body
        self.why = why
    }
}

extension CaseStore {
    /// The first of the disputes that a figure counts.
    ///
    /// - Parameter limit: Rows at the most; the total is exact in any case.
    package func cases(of reference: FigureReference, limit: Int) async throws(StoreError) -> FigureCases {
        let filter = reference.filter
        let rule = EntrySelection(reference)
        let statement = Statement(
            Self.casesText, district.rawValue, reference.period.first.postgres, reference.period.last.postgres,
            rule.measure.rawValue, reference.asOf?.postgres, filter[.office], filter[.bodyKind], filter[.body],
            filter[.track], filter[.type], filter[.source], filter[.outcome], rule.outcomes ?? [],
            rule.outcomes == nil, rule.form, rule.ofAgreementsInPeriod, rule.stock, Int64(limit))
        let rows = try await storing { () async throws(PostgresError) in
            try await client.query(statement).decode((String, String, PostgresDate, String, Int64).self)
        }
        return FigureCases(
            rows: rows.map {
                FigureCase(number: $0.0, title: $0.1, day: Day($0.2), body: $0.3, why: rule.why)
            }, total: rows.first.map { Int($0.4) } ?? 0)
    }

    /// The first of the rows of a register that a figure counts.
    package func rows(of rule: RegisterRule, _ period: Period, limit: Int) async throws(StoreError) -> FigureCases {
        let statement = Statement(
            Self.rowsText, district.rawValue, period.first.postgres, period.last.postgres, "\(rule)", Int64(limit))
        let rows = try await storing { () async throws(PostgresError) in
            try await client.query(statement).decode((String, String, PostgresDate, String, Int64).self)
        }
        return FigureCases(
            rows: rows.map {
                FigureCase(number: $0.0, title: $0.1, day: Day($0.2), body: $0.3, why: "\(rule)")
            }, total: rows.first.map { Int($0.4) } ?? 0)
    }

    private static let casesText: SQL = """
        with counted as (
            select e.case_id, e.proceeding, e.sequence, e.day, e.body from report_entry e
            where e.district = $1 and e.measure = $4 and e.day <= $3
                and ($17 in ('atEnd', 'inHand', 'atStart') or e.day >= $2)
                and ($17 <> 'atStart' or e.day < $2)
                and ($5::timestamptz is null or e.recorded_at <= $5)
                and ($6::text is null or coalesce(e.office, 'none') = $6) and ($7::text is null or e.body_kind = $7)
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
        select n.number, d.document ->> 'title', c.day, c.body, count(*) over ()
        from counted c
        join dispute d on d.district = $1 and d.id = c.case_id
        join case_number n on n.district = $1 and n.kind = 'code' and n.case_id = c.case_id
        order by c.day, n.number, c.proceeding, c.sequence
        limit $18
        """
    private static let rowsText: SQL = """
        select number, title, day, body, count(*) over () from (
            select number, case when found > 0 then '发现 ' || found || ' 件' else '零报告' end as title, day, body
            from screening
            where district = $1 and day between $2 and $3
                and ($4 = 'screenings' or $4 = 'screeningsWithFindings' and found > 0 or $4 = 'prevented' and prevented > 0)
            union all
            select number, person || '（' || profession || '）', day, centre from stationing
            where district = $1 and day between $2 and $3 and $4 = 'stationed'
            union all
            select number, matter || '（' || people || ' 人次）', day, centre from reception
            where district = $1 and day between $2 and $3
                and ($4 = 'receptions' or $4 = 'centreResolved' and result = 'resolved')
        ) rows
        order by day, number limit $5
        """
}

/// Which entries a figure of disputes counts, as the statement needs it.
private struct EntrySelection {
    let measure: Measure
    let outcomes: [String]?
    let form: String?
    let ofAgreementsInPeriod: Bool
    /// `atStart`, `atEnd` or `inHand` for proceedings under way; empty for entries.
    let stock: String
    let why: String

    init(_ reference: FigureReference) {
        let set: CountedSet =
            switch reference.indicator.rule {
            case .count(let set): set
            case .amount(let rule), .meanDays(let rule), .medianDays(let rule): .entries(rule)
            case .rate(let part, let whole): reference.part == .numerator ? part : whole
            case .register, .directory: .entries(EntryRule(.registered))
            }
        switch set {
        case .entries(let rule):
            measure = rule.measure
            outcomes = rule.outcomes?.map(\.rawValue)
            form = rule.form?.rawValue
            ofAgreementsInPeriod = rule.ofAgreementsInPeriod
            stock = ""
            why = "\(rule.measure)"
        case .stock(let moment):
            measure = .accepted
            outcomes = nil
            form = nil
            ofAgreementsInPeriod = false
            stock = "\(moment)"
            why = "accepted, \(moment)"
        }
    }
}
