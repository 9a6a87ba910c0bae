import ArgumentParser
import CaseStore
import Foundation
import Mediation
import Postgres
import Tabular
import Workflow

/// `nplus restore`: a backup into an empty database, and the proof that it is what was backed up.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "把备份恢复到空库并逐项核对 / Restore a backup into an empty database and verify it",
        discussion: """
            先核对 SHA-256，只写入空库，要么全部写入，要么什么也没有写入。随后核对各表行数、事件链头和签名根，
            升级结构，校验每一条事件链，并把案件与其事件逐件比对。
            Checks the SHA-256 first, writes into an empty database only, and all or nothing. Then it compares
            rows, heads of the chains and signed roots with the manifest, brings the schema up to date,
            verifies every chain, and compares each dispute with its events.

            退出码 / Exit code: 0 全部相符 all agrees, 1 未恢复，或有不符 not restored, or something differs

            例 / Examples:
              nplus restore /var/backups/nplus/2023-05-15 --folder /srv/nplus-restored
              NPLUS_DATABASE_URL=postgresql:///restored nplus restore /var/backups/nplus/2023-05-15
            """)

    @OptionGroup var place: DatabasePlace
    @Argument(help: "nplus backup 写出的文件夹 / A folder that nplus backup wrote", completion: .directory)
    var source: String

    func run() async throws {
        let folder = BackupFolder(source)
        let manifest = try whole(folder)
        tell("备份完整，取于 \(manifest.taken)，SHA-256 相符", "the backup of \(manifest.taken) is whole, its SHA-256 agrees")
        try await Interruption.caught { try await restore(folder, manifest) }
        let verification = RestoreVerification(place: place)
        try await verification.compare(with: manifest.content, tell)
        try await Session.withOwner(place) { client in
            try await client.withConnection { try await RestoreGround($0).finish() }
        }
        try await verification.migrate(tell)
        for history in manifest.content.histories where history.disputes > 0 {
            try await verification.verify(history.district, tell)
        }
        tell("恢复完成，全部相符", "restored, and all of it agrees")
    }

    private func tell(_ zh: String, _ en: String) {
        print("✔ \(zh)\n  \(en)")
    }

    /// The manifest of a backup whose dump is the one it was made for.
    private func whole(_ folder: BackupFolder) throws -> BackupManifest {
        let manifest = try folder.manifest()
        let unknown = Set(manifest.content.migrations).subtracting(Migrator.shipped.map(\.name))
        guard unknown.isEmpty else { throw Failure(MigrationError.newer(unknown.sorted())) }
        let (size, digest) = try folder.measure()
        guard size >= manifest.size else {
            throw Failure(
                zh: "\(folder.dump) 被截断：应有 \(manifest.size) 字节，只有 \(size)",
                en: "\(folder.dump) is cut short: \(size) bytes of \(manifest.size)", remedy: BackupFolder.another)
        }
        guard size == manifest.size, digest == manifest.digest else {
            throw Failure(
                zh: "\(folder.dump) 被改动：SHA-256 应为 \(manifest.digest)，实为 \(digest)",
                en: "\(folder.dump) was changed: its SHA-256 is \(digest), not \(manifest.digest)",
                remedy: BackupFolder.another)
        }
        return manifest
    }

    private func restore(_ folder: BackupFolder, _ manifest: BackupManifest) async throws {
        let tool = try ServerTool("pg_restore", for: place)
        // What the dump says of later tables names their owner, who may be another here; it is said anew afterwards.
        let parts = try await tool.run(["--list", folder.dump]).split(separator: "\n")
            .filter { !$0.contains(" DEFAULT ACL ") }
        let list = FileManager.default.temporaryDirectory.appending(path: "nplus-\(UUID().uuidString).list")
        try Data((parts.joined(separator: "\n") + "\n").utf8).write(to: list)
        defer { try? FileManager.default.removeItem(at: list) }
        try await Session.withOwner(place) { client in
            try await client.withConnection { connection in
                try await fill(RestoreGround(connection), from: folder, by: tool, list.path)
            }
        }
        tell("已写入 \(manifest.content.tables.count) 个表", "wrote \(manifest.content.tables.count) tables")
    }

    private func fill(
        _ ground: RestoreGround, from folder: BackupFolder, by tool: ServerTool, _ list: String
    ) async throws {
        let content = try await ground.content()
        guard content.isEmpty else { throw notEmpty(content) }
        try await ground.prepare()
        try await tool.run([
            "--no-owner", "--exit-on-error", "--single-transaction", "--use-list=\(list)",
            "--dbname=\(tool.database)", folder.dump,
        ])
    }

    private func notEmpty(_ content: [String]) -> Failure {
        let some = content.prefix(3).joined(separator: "、")
        let remedy =
            place.external == nil
            ? Bilingual(
                zh: "请用 --folder 指明一个新的数据目录，核对无误后再让守护进程改用它；原来的库不会被动",
                en:
                    "name a new data folder with --folder, and let the daemon use it when you have seen it; the old one stays"
            )
            : Bilingual(
                zh: "请用 createdb 新建一个库，让 NPLUS_DATABASE_URL 指向它",
                en: "make a new one with createdb and name it in NPLUS_DATABASE_URL")
        return Failure(
            zh: "数据库不是空的（已有 \(content.count) 个表或序列：\(some) 等），未作改动",
            en:
                "the database is not empty (it has \(content.count) tables or sequences, \(some) among them); nothing was changed",
            remedy: remedy)
    }
}

extension Failure {
    init(_ error: MigrationError) {
        let lines = error.description.split(separator: "\n", maxSplits: 1).map(String.init)
        self.init(zh: lines[0], en: lines.last ?? lines[0])
    }
}
