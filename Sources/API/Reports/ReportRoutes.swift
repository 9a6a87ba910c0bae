import CaseStore
import Engine
import LegalTime
import Mediation
import Tabular
import Workflow

extension Route {
    static let reports: [Route] = [
        Route(
            .get, "/v1/reports/{period}", .report, zh: "一个时段的统计；每个数字带打开它的地址",
            en: "the figures of a period, each with the address that opens it",
            parameters: [
                .path("period", zh: "2023、2023-Q2、2023-05 或 起..止", en: "2023, 2023-Q2, 2023-05 or FROM..TO"),
                .query("by", .word(Dimension.allCases.map(\.rawValue)), zh: "按此分组", en: "split by"),
                .query(
                    "filter", .string(3...200), repeats: true, zh: "筛选，如 type=neighbour",
                    en: "narrow to, such as type=neighbour"),
                .query("asOf", .instant, zh: "按此时已录入的数据", en: "as known at this time"),
            ], success: .init(200, Reporting.table), problems: [.parameter], handler: Reporting.show),
        Route(
            .get, "/v1/reports/figures/{figure}/cases", .openFigure, zh: "打开一个数字：恰好是所计的案件",
            en: "exactly the cases that a figure counts",
            parameters: [
                .path("figure", zh: "数字的地址，须百分号编码", en: "the address of the figure, percent-encoded"),
                .query("limit", .integer(1...10_000), zh: "最多行数，默认 100", en: "rows at the most, 100 by default"),
            ], success: .init(200, Reporting.cases), problems: [.figure, .parameter], handler: Reporting.open),
    ]
}

enum Reporting {
    static func show(_ call: Call) async throws -> APIResponse {
        let engine = try call.engine()
        guard let period = Period(call.place("period")) else {
            throw Problem(ReferenceError.period(call.place("period")))
        }
        let filter = try Filter(parsing: call.query["filter"] ?? [])
        try filter.check(directory: engine.directory, tracks: engine.decider.library.ids)
        try check(filter, call, engine.directory)
        let query = FigureQuery(
            period, by: call.text("by").flatMap { Dimension(rawValue: $0) }, filter: filter,
            asOf: try call.instant("asOf"))
        let table: FigureTable =
            period.first <= (query.asOf ?? engine.now).day
            ? try await engine.store.figures(query, directory: engine.directory) : .withoutData(query)
        func row(_ row: FigureTable.Row) -> JSON {
            .object([
                ("key", JSON(row.key)),
                ("name", JSON(row.key.flatMap { key in query.dimension.map { engine.title(of: key, in: $0) } })),
                (
                    "figures",
                    .array(
                        Indicator.allCases.compactMap { indicator in
                            // The total opens without the dimension, a row with its value.
                            guard let reference = table.reference(indicator, in: row.key == nil ? nil : row) else {
                                return nil
                            }
                            return figure(indicator, row[indicator], reference)
                        })
                ),
            ])
        }
        return APIResponse(
            .object([
                ("period", .string(period.description)), ("title", JSON(period.title)),
                ("by", JSON(query.dimension?.rawValue)),
                ("district", .string(engine.directory.homeDistrict?.name ?? "")),
                ("recorded", .string((query.asOf ?? engine.now).description)), ("synthetic", .bool(table.isSynthetic)),
                ("total", row(table.total)), ("rows", .array(table.rows.map(row))),
            ]))
    }

    private static func figure(_ indicator: Indicator, _ value: FigureValue, _ reference: FigureReference) -> JSON {
        let number: JSON
        var parts: [(key: String, value: JSON)] = []
        switch value {
        case .count(let count): number = JSON(count)
        case .money(let money): number = .number(money.description)
        case .rate(let part, let whole):
            number = .null
            parts = [("part", JSON(part)), ("whole", JSON(whole))]
        case .days(let hundredths): number = JSON(hundredths)
        case .noData: number = .null
        }
        let unit = if case .days = value { "hundredthsOfDays" } else { indicator.unit.rawValue }
        return .object(
            [
                ("indicator", .string(indicator.rawValue)), ("title", JSON(indicator.title)), ("value", number),
                ("text", .string(value.text)), ("unit", .string(unit)),
                ("opens", .string("/v1/reports/figures/\(PercentCode.encoded(reference.description))/cases")),
            ] + parts)
    }

    static func open(_ call: Call) async throws -> APIResponse {
        let engine = try call.engine()
        let reference: FigureReference
        do throws(ReferenceError) {
            reference = try FigureReference(parsing: call.place("figure"))
            try reference.filter.check(directory: engine.directory, tracks: engine.decider.library.ids)
        } catch {
            throw Problem(error, .figure)
        }
        try check(reference.filter, call, engine.directory)
        let found = try await engine.store.cases(
            of: reference, directory: engine.directory, limit: call.integer("limit") ?? 100)
        // Titles may name persons: they are for those whose own body the figure is about.
        let shows = !call.sight.isDistrict
        return APIResponse(
            .object([
                ("figure", .string(reference.description)), ("definition", JSON(reference.indicator.definition.text)),
                ("total", JSON(found.total)), ("sum", JSON(found.sum)),
                (
                    "cases",
                    .array(
                        found.rows.map { row in
                            .object([
                                ("number", .string(row.number)), ("title", JSON(shows ? row.title : nil)),
                                ("day", JSON(row.day?.description)), ("body", .string(row.body)),
                                ("bodyName", .string(engine.directory.name(of: BodyID(row.body)))),
                                ("weight", JSON(row.weight)), ("synthetic", .bool(row.isSynthetic)),
                            ])
                        })
                ),
            ]))
    }

    /// Who does not see the whole district asks for the figures of a body, or an office, of his own.
    private static func check(_ filter: Filter, _ call: Call, _ directory: Directory) throws(Problem) {
        guard !call.sight.isDistrict else { return }
        let own = Set(call.sight.bodies.map(\.rawValue))
        guard [filter[.body], filter[.office]].contains(where: { $0.map(own.contains) == true }) else {
            let example = call.sight.bodies.sorted().first.map { "filter=body=\($0)" } ?? "filter=body=…"
            throw Problem(
                .forbidden, zh: "您只能查看本单位的统计", en: "you may only see the figures of your own body",
                remedy: Bilingual(zh: "请加上 \(example)", en: "add \(example)"))
        }
    }

    private static let row = Schema.object([
        .init("key", .nullable(.string())), .init("name", .nullable(.string())),
        .init(
            "figures",
            .array(
                .object([
                    .init("indicator", .word(Indicator.allCases.map(\.rawValue))), .init("title", .bilingual),
                    .init(
                        "value", .nullable(.number),
                        Bilingual(zh: "没有数据时为空，不是 0", en: "null where there is no data, which is not 0")),
                    .init("text", .string()), .init("unit", .string()), .init("opens", .string()),
                    .init("part", .integer(0...Int.max), required: false),
                    .init("whole", .integer(0...Int.max), required: false),
                ]))),
    ])

    static let table = Schema.object([
        .init("period", .string()), .init("title", .bilingual), .init("by", .nullable(.string())),
        .init("district", .string()),
        .init("recorded", .instant, Bilingual(zh: "按此时已录入的数据", en: "as known at this time")),
        .init("synthetic", .boolean, Bilingual(zh: "含样例数据（合成）", en: "sample data is counted")), .init("total", row),
        .init("rows", .array(row)),
    ])

    static let cases = Schema.object([
        .init("figure", .string()), .init("definition", .bilingual), .init("total", .integer(0...Int.max)),
        .init("sum", .integer(Int.min...Int.max)),
        .init(
            "cases",
            .array(
                .object([
                    .init("number", .string()), .init("title", .nullable(.string())), .init("day", .nullable(.day)),
                    .init("body", .string()), .init("bodyName", .string()),
                    .init("weight", .integer(Int.min...Int.max)),
                    .init("synthetic", .boolean),
                ]))),
    ])
}
