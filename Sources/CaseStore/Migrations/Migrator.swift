package import Postgres

/// Brings the schema of a database to that of this program: the files of `Migrations/`, which travel in the binary.
///
/// Only upwards. Each file runs in a transaction of its own and is remembered with its checksum; a file that changed after it
/// was applied is refused. An advisory lock lets one program migrate at a time.
///
/// **Upgrades without a stop.** A migration only adds (expand), so that programs from before go on working beside it: they find migrations
/// that they do not know, and that these take nothing away. Programs are then replaced one after the other (switch). What is no longer
/// used is taken away by a migration that says so in its first line (contract), in a later version, when no old program is left; an
/// old one that finds it refuses to work.
package struct Migrator: Sendable {
    package let client: PostgresClient
    package let migrations: [Migration]

    package struct Migration: Hashable, Sendable {
        /// File name without its ending, such as `0002_cases`.
        package let name: String
        package let sql: String
        /// SHA-256 of the text, hexadecimal.
        package var checksum: String { HashAlgorithm.sha256.digest(Array(sql.utf8)).hexadecimal }
        /// Whether it takes away or changes what programs from before need. Its first line then begins with `-- contract`.
        package var contracts: Bool { sql.hasPrefix("-- contract") }

        package init(name: String, sql: String) {
            self.name = name
            self.sql = sql
        }
    }

    /// The migrations inside this binary, in order.
    package static let shipped = EmbeddedFiles.all.map { file in
        Migration(name: String(file.path.dropLast(".sql".count)), sql: file.text)
    }

    package init(client: PostgresClient, migrations: [Migration] = Migrator.shipped) {
        self.client = client
        self.migrations = migrations
    }

    /// Applies what is missing.
    ///
    /// - Returns: The names of the migrations that were applied now.
    package func migrate() async throws(MigrationError) -> [String] {
        try await onConnection { connection in
            // Held by the session: released when it ends, also when this program is killed.
            _ = try await connection.query("select pg_advisory_lock(\(Self.lock))")
            do {
                try await connection.simple(Self.table)
                let done = try await apply(
                    missing(in: connection.query(Self.applied).decode((String, String, Bool).self)), connection)
                _ = try await connection.query("select pg_advisory_unlock(\(Self.lock))")
                return done
            } catch {
                _ = try? await connection.query("select pg_advisory_unlock(\(Self.lock))")
                throw error
            }
        }
    }

    /// The migrations that the database still lacks.
    ///
    /// - Throws: where the database is not one that this program can bring up to date, as ``migrate()`` would.
    package func pending() async throws(MigrationError) -> [String] {
        try await onConnection { connection in
            let exists = try await connection.query("select to_regclass('schema_migration') is not null").only(
                Bool.self)
            let applied = exists ? try await connection.query(Self.applied).decode((String, String, Bool).self) : []
            return try missing(in: applied).map(\.name)
        }
    }

    private func onConnection<Value: Sendable>(
        _ body: (PostgresConnection) async throws -> Value
    ) async throws(MigrationError) -> Value {
        do {
            return try await client.withConnection(body)
        } catch let error as MigrationError {
            throw error
        } catch let error as PostgresError {
            throw .database(StoreError(error))
        } catch {
            throw .database(StoreError(.database, "\(error)"))
        }
    }

    /// What is to be applied to a database where these were, by name, checksum and whether they contract.
    private func missing(in applied: [(String, String, Bool)]) throws(MigrationError) -> [Migration] {
        let checksums = Dictionary(applied.map { ($0.0, $0.1) }, uniquingKeysWith: { first, _ in first })
        // Those of a newer program, which may only have added to what this one knows.
        let known = Set(migrations.map(\.name))
        let last = migrations.last?.name ?? ""
        let unknown = applied.filter { !known.contains($0.0) && ($0.2 || $0.0 <= last) }.map(\.0)
        guard unknown.isEmpty else { throw .newer(unknown.sorted()) }
        for migration in migrations {
            guard let checksum = checksums[migration.name] else { continue }
            guard checksum == migration.checksum else { throw .changed(migration.name) }
        }
        let missing = migrations.filter { checksums[$0.name] == nil }
        if let first = missing.first, let later = migrations.last(where: { checksums[$0.name] != nil }),
            first.name < later.name
        {
            throw .gap(missing: first.name, applied: later.name)
        }
        return missing
    }

    private func apply(_ missing: [Migration], _ connection: PostgresConnection) async throws -> [String] {
        for migration in missing {
            do throws(PostgresTransactionError<PostgresError>) {
                try await connection.withTransaction { (connection) throws(PostgresError) in
                    try await connection.simple(SQL(trusted: migration.sql))
                    _ = try await connection.execute(
                        """
                        insert into schema_migration (name, checksum, contracts)
                        values (\(migration.name), \(migration.checksum), \(migration.contracts))
                        """
                    )
                }
            } catch {
                throw MigrationError.failed(migration.name, FailedMigration(error))
            }
        }
        return missing.map(\.name)
    }

    /// Any number will do, as long as no other program uses it in this database.
    private static let lock: Int64 = 0x6E70_6C75_73

    private static let table: SQL = """
        create table if not exists schema_migration (
            name text primary key,
            checksum text not null,
            applied_at timestamptz not null default now());
        alter table schema_migration add column if not exists contracts boolean not null default true;
        """
    // A database that no program of today has migrated yet does not have the last column.
    private static let applied: Statement = """
        select name, checksum, coalesce((to_jsonb(m)->>'contracts')::boolean, true) from schema_migration m order by name
        """
}

/// Why the schema could not be brought up to date. The migration that failed left nothing behind.
package enum MigrationError: Error, Sendable, CustomStringConvertible {
    /// An applied file is not the one this program carries.
    case changed(String)
    /// The database was migrated by a newer program.
    case newer([String])
    /// An earlier file was never applied although a later one was.
    case gap(missing: String, applied: String)
    case failed(String, FailedMigration)
    case database(StoreError)

    package var description: String {
        switch self {
        case .changed(let name):
            "迁移文件 \(name) 在应用之后被改动，拒绝继续。请使用与数据库一致的程序。\n"
                + "migration \(name) was changed after it was applied; use the program that fits the database"
        case .newer(let names):
            "数据库由更新版本的程序迁移过（\(names.joined(separator: "、"))）。请升级本程序。\n"
                + "the database was migrated by a newer program (\(names.joined(separator: ", "))); upgrade this one"
        case .gap(let missing, let applied):
            "数据库已应用 \(applied)，却缺少在它之前的 \(missing)，拒绝继续。请使用与数据库一致的程序，或从备份恢复。\n"
                + "the database has \(applied) but lacks \(missing), which comes before it; "
                + "use the program that fits the database, or restore a backup"
        case .failed(let name, let reason):
            "迁移 \(name) 失败，未留下任何改动。请按下面的原因处理后重新运行。\n"
                + "migration \(name) failed and left nothing behind; see to the reason below and run again\n  \(reason)"
        case .database(let error):
            "数据库：\(error)\ndatabase: \(error)"
        }
    }
}

/// What the server said about a migration that it refused. A migration holds no one's data, so all of it can be shown.
package struct FailedMigration: Sendable, CustomStringConvertible {
    /// Nil where it was not the server that failed.
    package let sqlState: SQLState?
    package let description: String

    init(_ error: PostgresTransactionError<PostgresError>) {
        let cause = error.postgresError
        sqlState = cause?.sqlState
        let said = [cause?.report?.message ?? cause?.message, cause?.report?.hint].compactMap { $0 }
        description = said.joined(separator: "\n  ") + (sqlState.map { " [SQLSTATE \($0)]" } ?? "")
    }
}
