import Foundation
import Postgres
import PostgresServer
import TestSupport
import Testing

/// `nplus backup` and `nplus restore` over real databases.
@Suite("Backup and restore")
struct BackupCommandTests {
    /// Gives the closure a bureau with a few disputes, its backup, and the folder that this lies in.
    private func withBackup(_ body: (Bureau, _ backup: String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "nplus-backup-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await Bureau.with { bureau in
            let code = try bureau.register()
            try bureau.done("act", code, "open", "--set", "track=people", "--at", "2023-05-15T09:10")
            _ = try bureau.register(at: "2023-05-16T09:00")
            let backup = folder.path + "/monday"
            let said = try bureau.done("backup", backup)
            #expect(said.contains("已备份 2 件纠纷") && said.contains("backed up 2 disputes"), "\(said)")
            try await body(bureau, backup)
        }
    }

    @Test("what is restored is what was backed up, rights included; a second time it is refused")
    func roundTrip() async throws {
        try await withBackup { bureau, backup in
            // What comes after the backup is not in it.
            _ = try bureau.register(at: "2023-05-17T09:00")
            try await TestDatabase.with(.empty) { url in
                let restored = Bureau(url: url)
                let said = try restored.done("restore", backup)
                for words in ["SHA-256 相符", "行数、事件链头", "结构已是最新", "2 件纠纷与其事件相符", "全部相符"] {
                    #expect(said.contains(words), "\(words): \(said)")
                }
                let listed = try restored.json("list", as: [[String: Any]].self)
                #expect(listed.count == 2)
                let (before, after) = (
                    try await TestDatabase.schema(of: bureau.url), try await TestDatabase.schema(of: url)
                )
                #expect(before == after)
                // Whatever numbers its transactions get here, what is done now comes after what was done then.
                let client = PostgresClient(PostgresConfiguration.patient(url))
                let last = try await client.query("select max(transaction) from event").only(Int64.self)
                await client.close()
                #expect(last < 0)
                _ = try restored.register(at: "2023-05-18T09:00")
                #expect(try restored.done("case", "rebuild", "--check").contains("核对 3 件，不符 0 件"))
                try restored.done("report", "check", "2023")

                let again = try restored.nplus(["restore", backup])
                #expect(again.code == 1)
                #expect(again.errors.contains("数据库不是空的") && again.errors.contains("createdb"), "\(again.errors)")
            }
            let over = try bureau.nplus(["backup", backup])
            #expect(over.code == 1 && over.errors.contains("从不覆盖"), "\(over.errors)")
            let parent = (backup as NSString).deletingLastPathComponent
            #expect(try FileManager.default.contentsOfDirectory(atPath: parent) == ["monday"])
        }
    }

    @Test(
        "a dump that is cut short, changed, or not the one of its manifest is refused by name, and nothing is written")
    func damaged() async throws {
        try await withBackup { _, backup in
            try await TestDatabase.with(.empty) { url in
                let target = Bureau(url: url)
                let dump = URL(filePath: backup + "/database.dump")
                let manifest = URL(filePath: backup + "/manifest.json")
                let whole = try Data(contentsOf: dump)

                try whole.dropLast().write(to: dump)
                let short = try target.nplus(["restore", backup])
                #expect(short.code == 1 && short.errors.contains("database.dump 被截断"), "\(short.errors)")

                var changed = whole
                changed[whole.count / 2] ^= 1
                try changed.write(to: dump)
                let altered = try target.nplus(["restore", backup])
                #expect(altered.code == 1 && altered.errors.contains("database.dump 被改动"), "\(altered.errors)")

                try whole.write(to: dump)
                let text = try String(contentsOf: manifest, encoding: .utf8)
                try text.replacingOccurrences(of: "\"0001_directory\"", with: "\"9999_later\"").write(
                    to: manifest, atomically: true, encoding: .utf8)
                let newer = try target.nplus(["restore", backup])
                #expect(newer.code == 1 && newer.errors.contains("9999_later"), "\(newer.errors)")

                // A manifest that was altered together with nothing else: the figures tell.
                try text.replacingOccurrences(of: "\"dispute\": 2", with: "\"dispute\": 3").write(
                    to: manifest, atomically: true, encoding: .utf8)
                let counted = try target.nplus(["restore", backup])
                #expect(counted.code == 1 && counted.output.contains("表 dispute 有 2 行"), "\(counted.output)")
                #expect(counted.errors.contains("不要在这个库里办理"))
            }
        }
    }
}
