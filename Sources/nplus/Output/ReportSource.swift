import CaseStore
import Engine
import LegalTime
import Mediation

/// Where a report takes its figures from: the database, or a service that has one.
protocol ReportSource {
    func figures(_ query: FigureQuery) async throws -> ReportFigures
}

/// The figures of one table, with what is needed to tell them.
struct ReportFigures {
    let table: FigureTable
    /// The name of the district.
    let district: String
    /// The figures are what was known at this time.
    let recorded: Instant
    /// What the key of a row is called.
    let name: (String) -> String
}

extension Session: ReportSource {
    func figures(_ query: FigureQuery) async throws -> ReportFigures {
        let recorded = query.asOf ?? engine.now
        let table: FigureTable
        do {
            table =
                query.period.first <= recorded.day
                ? try await store.figures(query, directory: engine.directory) : .withoutData(query)
        } catch {
            throw Failure(EngineError.store(error))
        }
        let engine = engine
        return ReportFigures(
            table: table, district: engine.directory.homeDistrict?.name ?? "", recorded: recorded,
            name: { key in query.dimension.map { engine.title(of: key, in: $0) } ?? key })
    }
}
