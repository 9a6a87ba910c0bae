import ArgumentParser
import CaseStore

/// `nplus migrate`: brings the schema up to date.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "建立或升级数据库结构 / Bring the database schema up to date",
        discussion: """
            只向上升级；每个迁移一个事务，已完成的跳过。
            Only upwards; each migration is one transaction, what is done is skipped.

            例 / Example: nplus migrate
            """)

    @OptionGroup var place: DatabasePlace

    func run() async throws {
        let applied = try await Session.withOwner(place) { client in
            try await Migrator(client: client).migrate()
        }
        if applied.isEmpty {
            print("数据库结构已是最新 / The schema is up to date")
        } else {
            print("已应用 / Applied: \(applied.joined(separator: ", "))")
        }
    }
}
