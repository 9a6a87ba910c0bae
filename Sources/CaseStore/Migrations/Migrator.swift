package import Postgres

/// Brings the schema of a database to that of this program: the files of `Migrations/`, which travel in the binary.
///
/// Only upwards. Each file runs in a transaction of its own and is remembered with its checksum; a file that changed after it
/// was applied is refused. An advisory lock lets one program migrate at a time.
package struct Migrator: Sendable {
    package let client: PostgresClient
    package let migrations: [Migration]

    package struct Migration: Hashable, Sendable {
        /// File name without its ending, such as `0002_cases`.
        package let name: String
        package let sql: String
        /// SHA-256 of the text, hexadecimal.
        package var checksum: String { HashAlgorithm.sha256.digest(Array(sql.utf8)).hexadecimal }

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
        do {
            return try await client.withConnection { connection in
                // Held by the session: released when it ends, also when this program is killed.
                _ = try await connection.query("select pg_advisory_lock(\(Self.lock))")
                defer { Task { _ = try? await connection.query("select pg_advisory_unlock(\(Self.lock))") } }
                try await connection.simple(Self.table)
                return try await apply(on: connection)
            }
        } catch let error as MigrationError {
            throw error
        } catch let error as PostgresError {
            throw .database(StoreError(error))
        } catch {
            throw .database(StoreError(.database, "\(error)"))
        }
    }

    /// The migrations that the database still lacks.
    package func pending() async throws(MigrationError) -> [String] {
        do {
            let exists = try await client.query("select to_regclass('schema_migration') is not null")
                .decode(Bool.self).first
            guard exists == true else { return migrations.map(\.name) }
            let applied = try await client.query(Self.applied).decode((String, String).self).map(\.0)
            return migrations.map(\.name).filter { !applied.contains($0) }
        } catch {
            throw .database(StoreError(error))
        }
    }

    private func apply(on connection: PostgresConnection) async throws -> [String] {
        let applied = Dictionary(
            try await connection.query(Self.applied).decode((String, String).self).map { ($0.0, $0.1) },
            uniquingKeysWith: { first, _ in first })
        let unknown = Set(applied.keys).subtracting(migrations.map(\.name))
        guard unknown.isEmpty else { throw MigrationError.newer(unknown.sorted()) }
        var done: [String] = []
        for migration in migrations {
            if let checksum = applied[migration.name] {
                guard checksum == migration.checksum else { throw MigrationError.changed(migration.name) }
                continue
            }
            do {
                try await connection.withTransaction { connection in
                    try await connection.simple(SQL(trusted: migration.sql))
                    _ = try await connection.execute(
                        "insert into schema_migration (name, checksum) values (\(migration.name), \(migration.checksum))"
                    )
                }
            } catch {
                throw MigrationError.failed(migration.name, String(reflecting: error))
            }
            done.append(migration.name)
        }
        return done
    }

    /// Any number will do, as long as no other program uses it in this database.
    private static let lock: Int64 = 0x6E70_6C75_73

    private static let table: SQL = """
        create table if not exists schema_migration (
            name text primary key,
            checksum text not null,
            applied_at timestamptz not null default now())
        """
    private static let applied: Statement = "select name, checksum from schema_migration order by name"
}

/// Why the schema could not be brought up to date. The migration that failed left nothing behind.
package enum MigrationError: Error, Sendable, CustomStringConvertible {
    /// An applied file is not the one this program carries.
    case changed(String)
    /// The database was migrated by a newer program.
    case newer([String])
    case failed(String, String)
    case database(StoreError)

    package var description: String {
        switch self {
        case .changed(let name):
            "迁移文件 \(name) 在应用之后被改动，拒绝继续。请使用与数据库一致的程序。\n"
                + "migration \(name) was changed after it was applied; use the program that fits the database"
        case .newer(let names):
            "数据库由更新版本的程序迁移过（\(names.joined(separator: "、"))）。请升级本程序。\n"
                + "the database was migrated by a newer program (\(names.joined(separator: ", "))); upgrade this one"
        case .failed(let name, let reason):
            "迁移 \(name) 失败，未留下任何改动：\(reason)\nmigration \(name) failed and left nothing behind: \(reason)"
        case .database(let error):
            "数据库：\(error)\ndatabase: \(error)"
        }
    }
}
