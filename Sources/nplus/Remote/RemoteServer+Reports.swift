import API
import CaseStore
import LegalTime
import Mediation
import Tabular
import Workflow

/// Figures through a service.
extension RemoteServer: ReportSource {
    func figures(_ query: FigureQuery) async throws -> ReportFigures {
        let document = try await ask(
            "GET", "/v1/reports/\(PercentCode.encoded(query.period.description))",
            query: [("by", query.dimension?.rawValue), ("asOf", query.asOf?.description)]
                + query.filter.dimensions.map { dimension in
                    ("filter", "\(dimension.rawValue)=\(query.filter[dimension] ?? "")")
                }
        ).json
        let rows = document["rows"]?.elements ?? []
        let names = Dictionary(
            rows.compactMap { row in row["key"]?.string.map { ($0, row["name"]?.string ?? $0) } }
        ) { first, _ in first }
        guard let total = document["total"], let recorded = document["recorded"]?.string.flatMap({ Instant($0) }) else {
            throw Failure(zh: "服务的答复无法识别", en: "the service answered with something else than a report")
        }
        return ReportFigures(
            table: FigureTable(
                query: query, rows: rows.map(Self.row), total: Self.row(total),
                isSynthetic: document["synthetic"]?.flag == true),
            district: document["district"]?.string ?? "", recorded: recorded, name: { names[$0] ?? $0 })
    }

    private static func row(_ row: JSON) -> FigureTable.Row {
        var values: [Indicator: FigureValue] = [:]
        for figure in row["figures"]?.elements ?? [] {
            guard let indicator = figure["indicator"]?.string.flatMap({ Indicator(rawValue: $0) }) else { continue }
            values[indicator] = value(figure)
        }
        return FigureTable.Row(key: row["key"]?.string, values: values)
    }

    private static func value(_ figure: JSON) -> FigureValue {
        if let part = figure["part"]?.integer, let whole = figure["whole"]?.integer { return .rate(part, of: whole) }
        guard case .number(let text)? = figure["value"] else { return .noData }
        switch figure["unit"]?.string {
        case "yuan"?: return Money(text).map { .money($0) } ?? .noData
        case "hundredthsOfDays"?: return Int(text).map { .days(hundredths: $0) } ?? .noData
        default: return Int(text).map { .count($0) } ?? .noData
        }
    }

    /// What a figure opens to, with the names of the bodies.
    func cases(
        of reference: FigureReference, limit: Int
    ) async throws -> (found: FigureCases, names: [String: String]) {
        let document = try await ask(
            "GET", "/v1/reports/figures/\(PercentCode.encoded(reference.description))/cases",
            query: [("limit", String(limit))]
        ).json
        var names: [String: String] = [:]
        let rows = (document["cases"]?.elements ?? []).map { row in
            let body = row["body"]?.string ?? ""
            names[body] = row["bodyName"]?.string
            return FigureCase(
                number: row["number"]?.string ?? "", title: row["title"]?.string ?? "（内容不公开）",
                day: row["day"]?.string.flatMap { Day($0) }, body: body, weight: row["weight"]?.integer ?? 0,
                isSynthetic: row["synthetic"]?.flag == true)
        }
        return (
            FigureCases(rows: rows, total: document["total"]?.integer ?? 0, sum: document["sum"]?.integer ?? 0), names
        )
    }
}
