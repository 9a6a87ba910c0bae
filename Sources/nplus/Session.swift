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
    @OptionGroup var database: DatabasePlace

    @Option(
        help: ArgumentHelp(
            "服务地址，不直接用数据库 / Work through this service instead of the database. 默认 / Default: NPLUS_SERVER",
            valueName: "url"))
    var server: String?

    @Option(
        help: ArgumentHelp(
            "区县代码 / Six-digit code of the district. 默认为库中唯一的区县 / Default: the only one in the database",
            valueName: "code"))
    var district: Int32?

    @Option(help: ArgumentHelp("输出格式 / Output: table, json, csv", valueName: "format"))
    var output: OutputFormat = .table
}

extension OutputFormat: ExpressibleByArgument {}

extension SessionOptions {
    /// The service to work through; nil where the command works on the database itself.
    var remote: RemoteServer? {
        get throws {
            guard let address = server ?? (database.folder == nil ? RemoteServer.usual : nil) else { return nil }
            guard database.folder == nil else {
                throw ValidationError("--server 与 --folder 只能用其一 / use --server or --folder, not both")
            }
            return try RemoteServer(address)
        }
    }

    /// The database to work on.
    ///
    /// - Throws: where a service is named: then nothing may be done behind its back.
    var place: DatabasePlace {
        get throws {
            guard let server = server ?? (database.folder == nil ? RemoteServer.usual : nil) else {
                return database
            }
            throw Failure(
                zh: "这个命令只能直接在数据库上运行，不能通过服务 \(server)",
                en: "this command works on the database itself, not through the service \(server)",
                remedy: Bilingual(
                    zh: "请在服务器上运行，不带 --server 和 NPLUS_SERVER；能通过服务运行的命令见 nplus help session",
                    en:
                        "run it on the server without --server and NPLUS_SERVER; nplus help session lists what works through a service"
                ),
                status: .usage)
        }
    }
}

/// An open database with an engine over it.
struct Session {
    let client: PostgresClient
    let engine: Engine
    var store: CaseStore { engine.store }

    /// Opens the database, gives the body an engine, and closes it again.
    static func with<Value>(
        _ options: SessionOptions, _ body: (Session) async throws -> Value
    ) async throws -> Value {
        try await with(try options.place, district: options.district, body)
    }

    /// - Parameter district: nil for the only one in the database.
    static func with<Value>(
        _ place: DatabasePlace, district named: Int32?, _ body: (Session) async throws -> Value
    ) async throws -> Value {
        try await withWriter(place) { client in
            let store = CaseStore(client: client, district: try await district(named, client))
            let decider = Decider(
                library: try Shipped.library(),
                calendar: try Engine.calendar(approved: try await store.approvedNotices()),
                directory: try await store.directory())
            return try await body(Session(client: client, engine: Engine(store: store, decider: decider)))
        }
    }

    /// Opens the database for work on its content, which takes a schema that is this program's.
    static func withWriter<Value>(
        _ place: DatabasePlace, _ body: (PostgresClient) async throws -> Value
    ) async throws -> Value {
        let pending = try await withOwner(place) { try await Migrator(client: $0).pending() }
        guard pending.isEmpty else {
            throw Failure(
                zh: "数据库结构尚未建立或已过时（缺少 \(pending.joined(separator: "、"))）",
                en: "the database's schema is missing or out of date (it lacks \(pending.joined(separator: ", ")))",
                remedy: Bilingual(
                    zh: "请先执行 nplus migrate，或用 nplus run 一次完成",
                    en: "run nplus migrate first, or nplus run for all of it"))
        }
        return try await with(.writer(url: try place.connect().description), body)
    }

    /// Opens the database as the owner of its tables, whatever is in it.
    static func withOwner<Value>(
        _ place: DatabasePlace, _ body: (PostgresClient) async throws -> Value
    ) async throws -> Value {
        try await with(PostgresConfiguration(url: try place.connect().description), body)
    }

    private static func with<Value>(
        _ configuration: PostgresConfiguration, _ body: (PostgresClient) async throws -> Value
    ) async throws -> Value {
        let client = PostgresClient(configuration)
        let outcome: Result<Value, any Error>
        do {
            outcome = .success(try await body(client))
        } catch {
            outcome = .failure(error)
        }
        await client.close()
        return try outcome.get()
    }

    private static func district(_ given: Int32?, _ client: PostgresClient) async throws -> DistrictCode {
        if let given { return DistrictCode(rawValue: given) }
        let found = try await CaseStore.districts(in: client)
        guard let district = found.first else {
            throw Failure(
                zh: "库中还没有名录", en: "there is no directory yet",
                remedy: Bilingual(
                    zh: "请先执行 nplus directory load 文件夹，或用 nplus run 一次完成",
                    en: "run nplus directory load FOLDER first, or nplus run for all of it"))
        }
        guard found.count == 1 else {
            throw Failure(
                zh: "库中有多个区县（\(found.map(\.description).joined(separator: "、"))），请用 --district 指明",
                en:
                    "there are several districts (\(found.map(\.description).joined(separator: ", "))); name one with --district"
            )
        }
        return district
    }
}
