import LegalTime
import Mediation
import Postgres

/// A query that sums by month can answer: whole months, as of now, and at most one dimension in it.
struct SummedQuery {
    let first: Day
    let last: Day
    /// The dimension whose sums are read; empty for those of the whole.
    let dimension: String
    /// Only this value of it.
    let value: String?
    /// Whether the values are told apart.
    let isSplit: Bool

    init?(_ query: FigureQuery) {
        let dimensions = query.dimensions
        guard query.asOf == nil, query.period.first.day == 1, query.period.last.adding(days: 1).day == 1,
            dimensions.count <= 1
        else { return nil }
        first = query.period.first
        last = query.period.last
        dimension = dimensions.first?.rawValue ?? ""
        value = dimensions.first.flatMap { query.filter[$0] }
        isSplit = query.dimension != nil
    }

    func statement(_ district: DistrictCode) -> Statement {
        Statement(Self.text, district.rawValue, first.postgres, last.postgres, dimension, value, isSplit)
    }

    /// The sums up to the watermark and the entries from it on, in one snapshot.
    private static let text: SQL = """
        select case when $6 then value else '' end, measure, before, outcome, form, days, in_period,
            bool_or(synthetic), sum(entries)::int8, sum(amount)::int8
        from (
            select value, measure, month < $2 as before, nullif(outcome, '') as outcome, nullif(form, '') as form,
                case when measure = 3 and month >= $2 then nullif(days, -1) end as days,
                measure in (5, 6) and origin >= $2 as in_period, synthetic, entries, amount
            from report_rollup
            where district = $1 and dimension = $4 and month <= $3 and (month >= $2 or measure in (2, 3))
            union all
            select value, measure, day < $2, outcome, form, case when measure = 3 and day >= $2 then days end,
                coalesce(measure in (5, 6) and day - days >= $2, false), synthetic, 1, coalesce(amount, 0)
            from report_entry
            cross join lateral (
                select case $4 when 'office' then office when 'bodyKind' then body_kind when 'body' then body
                    when 'track' then coalesce(track, 'none') when 'type' then type when 'source' then source
                    when 'outcome' then coalesce(outcome, 'none') else '' end as value) v
            where district = $1 and day <= $3 and (day >= $2 or measure in (2, 3))
                and transaction >= (
                    select coalesce(max(w.transaction), '-9223372036854775808'::bigint) from report_watermark w
                    where w.district = $1)
        ) counted
        where $5::text is null or value = $5
        group by 1, 2, 3, 4, 5, 6, 7
        """
}
