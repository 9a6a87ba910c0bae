import ArgumentParser
import CaseStore
import Engine
import Foundation
import LegalTime
import Mediation
import Postgres
import PostgresServer
import Tabular
import Workflow

/// What every command that works on cases shares: where the database is, and how the answer is written.
struct SessionOptions: ParsableArguments {
    @OptionGroup var place: DatabasePlace

    @Option(
        help: ArgumentHelp(
            "区县代码 / Six-digit code of the district. 默认为库中唯一的区县 / Default: the only one in the database",
            valueName: "code"))
    var district: Int32?

    @Option(help: ArgumentHelp("输出格式 / Output: table, json, csv", valueName: "format"))
    var output: OutputFormat = .table
}

extension OutputFormat: ExpressibleByArgument {}

/// An open database with an engine over it.
struct Session {
    let client: PostgresClient
    let engine: Engine
    var store: CaseStore { engine.store }

    /// Opens the database, gives the body an engine, and closes it again.
    static func with<Value>(
        _ options: SessionOptions, _ body: (Session) async throws -> Value
    ) async throws -> Value {
        try await withClient(options.place) { client in
            let pending = try await Migrator(client: client).pending()
            guard pending.isEmpty else {
                throw Failure(
                    zh: "数据库缺少 \(pending.count) 个迁移，请先执行 nplus migrate",
                    en: "the database lacks \(pending.count) migrations; run nplus migrate first")
            }
            let district = try await district(options, client)
            let store = CaseStore(client: client, district: district)
            let decider = Decider(
                library: try Shipped.library(),
                calendar: try Engine.calendar(approved: try await store.approvedNotices()),
                directory: try await store.directory())
            return try await body(Session(client: client, engine: Engine(store: store, decider: decider)))
        }
    }

    /// Opens the database without asking what is in it.
    static func withClient<Value>(
        _ place: DatabasePlace, _ body: (PostgresClient) async throws -> Value
    ) async throws -> Value {
        let client = PostgresClient(PostgresConfiguration(url: try place.connect().description))
        let outcome: Result<Value, any Error>
        do {
            outcome = .success(try await body(client))
        } catch {
            outcome = .failure(error)
        }
        await client.close()
        return try outcome.get()
    }

    private static func district(_ options: SessionOptions, _ client: PostgresClient) async throws -> DistrictCode {
        if let given = options.district { return DistrictCode(rawValue: given) }
        let found = try await client.query("select distinct district from division").decode(Int32.self)
        guard let district = found.first else {
            throw Failure(
                zh: "库中还没有名录，请先执行 nplus directory load FOLDER，或用 nplus run",
                en: "there is no directory yet; run nplus directory load FOLDER, or nplus run")
        }
        guard found.count == 1 else {
            throw Failure(
                zh: "库中有多个区县（\(found.map(String.init).joined(separator: "、"))），请用 --district 指明",
                en:
                    "there are several districts (\(found.map(String.init).joined(separator: ", "))); name one with --district"
            )
        }
        return DistrictCode(rawValue: district)
    }
}

/// An error a person reads: what happened and what to do, Chinese first.
struct Failure: Error, CustomStringConvertible {
    let text: Bilingual
    let remedy: Bilingual?

    init(zh: String, en: String, remedy: Bilingual? = nil) {
        text = Bilingual(zh: zh, en: en)
        self.remedy = remedy
    }

    init(_ error: EngineError) {
        text = error.message
        remedy = error.remedy
    }

    init(_ error: FormError) {
        text = error.message
        remedy = nil
    }

    var description: String {
        let remedies = remedy.map { ["  → \($0.zh)", "  → \($0.en)"] } ?? []
        return ([text.zh] + remedies.prefix(1) + [text.en] + remedies.suffix(1)).joined(separator: "\n")
    }
}
