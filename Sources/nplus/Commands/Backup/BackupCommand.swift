import ArgumentParser
import CaseStore
import Foundation
import Postgres
import Tabular
import Workflow

/// `nplus backup`: the whole database as it is at one moment, in a folder.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "备份整个数据库，附校验说明 / Back up the whole database, with a manifest to check it by",
        discussion: """
            新建一个文件夹，内有 database.dump（pg_dump 的自定义格式）和 manifest.json：结构版本、各表行数、
            事件链头、每日签名根、SHA-256，与备份出自同一时刻。备份期间可照常办理。文件夹写完并落盘后才得名，
            从不覆盖。签名密钥不在其内，请另行保管。
            Makes a folder with database.dump (the custom format of pg_dump) and manifest.json: schema, rows of
            each table, heads of the chains, signed roots and SHA-256, all of one moment. Work may go on
            meanwhile. The folder gets its name when it is whole and on disk; nothing is ever overwritten.
            The keys that sign are not in it; keep them elsewhere.

            例 / Example: nplus backup /var/backups/nplus/2023-05-15
            """)

    @OptionGroup var place: DatabasePlace
    @Argument(help: "要新建的文件夹 / The folder to make", completion: .directory)
    var target: String

    func run() async throws {
        let final = BackupFolder(target)
        let unfinished = try final.begin()
        do {
            let manifest = try await Interruption.caught { try await write(unfinished) }
            try unfinished.finish(as: final)
            tell(manifest, final.path)
        } catch {
            unfinished.discard()
            throw error
        }
    }

    private func write(_ folder: BackupFolder) async throws -> BackupManifest {
        let tool = try ServerTool("pg_dump", for: place)
        return try await Session.withOwner(place) { client in
            // Refuses a database of a newer program; an older one can be backed up before it is migrated.
            _ = try await Migrator(client: client).pending()
            return try await client.withConnection { connection in
                try await dump(connection, by: tool, into: folder)
            }
        }
    }

    /// Counts and dumps in one snapshot. The transaction ends with the loan of the connection.
    private func dump(
        _ connection: PostgresConnection, by tool: ServerTool, into folder: BackupFolder
    ) async throws -> BackupManifest {
        try await connection.simple("begin isolation level repeatable read read only")
        try await connection.simple("set local idle_in_transaction_session_timeout = 0")
        let hasTables = try await connection.query(
            "select to_regclass('dispute') is not null and to_regclass('audit_root') is not null"
        ).only(Bool.self)
        guard hasTables else {
            throw Failure(
                zh: "库中还没有可备份的内容", en: "there is nothing to back up in the database yet",
                remedy: Bilingual(
                    zh: "请核对数据库地址或数据目录；新库请先执行 nplus migrate",
                    en: "check the address or the data folder; run nplus migrate in a new one"))
        }
        let snapshot = try await connection.query("select pg_export_snapshot()").only(String.self)
        let taken = try await connection.query(
            """
            select to_char(now() at time zone interval '8 hours', 'YYYY-MM-DD"T"HH24:MI:SS"+08:00"')
            """
        ).only(String.self)
        let content = try await DatabaseContent.read(on: connection)
        try await tool.run([
            "--format=custom", "--snapshot=\(snapshot)", "--file=\(folder.dump)", "--dbname=\(tool.database)",
        ])
        let (size, digest) = try folder.measure()
        let manifest = BackupManifest(
            program: NPlus.configuration.version, taken: taken, size: size, digest: digest, content: content)
        try folder.write(manifest)
        return manifest
    }

    private func tell(_ manifest: BackupManifest, _ path: String) {
        let content = manifest.content
        print("已备份 \(content.disputes) 件纠纷、\(content.events) 条事件、\(content.roots) 个签名根 → \(path)")
        print("backed up \(content.disputes) disputes, \(content.events) events, \(content.roots) signed roots")
        print("SHA-256 \(manifest.digest)，\(manifest.size) 字节 / bytes")
    }
}
