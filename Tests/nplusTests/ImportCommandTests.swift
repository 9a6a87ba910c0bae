import CaseStore
import Foundation
import Mediation
import Postgres
import TestSupport
import Testing

@Suite("nplus import")
struct ImportCommandTests {
    /// Waits until some disputes are in and the program is still at it.
    private func waitForRows(_ program: RegisterProgram, more already: Int, _ running: RegisterProgram.Running)
        async throws
    {
        while running.process.isRunning, try await program.count("dispute") <= already {
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    private func expectAllIn(_ program: RegisterProgram, _ disputes: Int) async throws {
        #expect(try await program.count("dispute") == disputes)
        #expect(
            try await program.count("(select distinct number from case_number where kind = 'register') n") == disputes)
        #expect(try await program.count("custody") == disputes)
        #expect(try await program.count("screening") == 300)
        #expect(try await program.count("stationing") == 40)
        try await program.withStore { store in
            for id in try await store.client.query("select id from dispute").decode(PostgresUUID.self).map({
                CaseID($0)
            }) {
                let history = try await store.history(of: id)
                #expect(EventChain.fault(in: history, district: store.district, id: id) == nil)
                let loaded = try #require(try await store.load([id])[id])
                #expect(
                    Dispute.fold(id: id, district: store.district, events: history.map(\.event)) == loaded.dispute)
            }
        }
    }

    @Test(
        "killed again and again is finished by running it again: every row once, every chain whole",
        arguments: [UInt64(17)])
    func killed(seed: UInt64) async throws {
        try await RegisterProgram.with(.withDirectory) { program in
            let sheets = try program.sample(disputes: 330, seed: seed)
            var chance = seed
            for _ in 0..<3 {
                let running = try program.start("import", sheets)
                try await waitForRows(program, more: try await program.count("dispute"), running)
                // A moment within the work on the next rows.
                chance = chance &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                try await Task.sleep(for: .milliseconds(Int(chance >> 33) % 300))
                kill(running.process.processIdentifier, SIGKILL)
                _ = try running.end()
            }
            let before = try await program.count("dispute")
            let last = try program.run("import", sheets)
            #expect(last.code == 0, "seed \(seed), \(before) rows were in: \(last.errors)")
            try await expectAllIn(program, 335)
        }
    }

    /// From here on the program waits before its second batch of disputes, until the lock is given up.
    private func holdAfterFirstRows(_ connection: PostgresConnection) async throws {
        _ = try await connection.query("select pg_advisory_lock(1)")
        _ = try await connection.query(
            """
            create function hold() returns trigger language plpgsql as $$ begin
                if exists (select from dispute) then perform pg_advisory_xact_lock_shared(1); end if;
                return null;
            end $$
            """)
        _ = try await connection.query("create trigger hold before insert on dispute execute function hold()")
    }

    private func waitUntilHeld(_ connection: PostgresConnection, _ running: RegisterProgram.Running) async throws {
        func held() async throws -> Bool {
            // Other tests wait for locks of their own databases.
            try await connection.query(
                """
                select count(*) from pg_locks l join pg_database d on d.oid = l.database
                where l.locktype = 'advisory' and not l.granted and d.datname = current_database()
                """
            ).only(Int.self) > 0
        }
        while running.process.isRunning, try await !held() { try await Task.sleep(for: .milliseconds(20)) }
    }

    @Test("stopped by Ctrl-C says what to do, and goes on when it is run again")
    func interrupted() async throws {
        try await RegisterProgram.with(.withDirectory) { program in
            let sheets = try program.sample(disputes: 900, seed: 3)
            let stopped = try await program.withStore { store in
                try await store.client.withConnection { connection in
                    try await holdAfterFirstRows(connection)
                    let running = try program.start("import", sheets)
                    try await waitUntilHeld(connection, running)
                    kill(running.process.processIdentifier, SIGINT)
                    _ = try await connection.query("select pg_advisory_unlock(1)")
                    return try running.end()
                }
            }
            #expect(stopped.code == 130)
            #expect(stopped.errors.contains("已按要求停止") && stopped.errors.contains("再次运行同一命令"))
            #expect(stopped.errors.contains("Stopped as asked") && stopped.output.contains("未处理"))
            let before = try await program.count("dispute")
            #expect(before > 0 && before < 905)
            #expect(try program.run("import", sheets).code == 0)
            try await expectAllIn(program, 905)
        }
    }

    @Test("a full disk ends the import and says what to do; with room again the same command goes on")
    func fullDisk() async throws {
        try await RegisterProgram.with(.withDirectory) { program in
            let sheets = try program.sample(disputes: 300, seed: 5)
            try await program.withStore { store in
                _ = try await store.client.query(
                    """
                    create function fill() returns trigger language plpgsql as $$ begin
                        if exists (select from dispute) then
                            raise exception 'could not extend file: No space left on device' using errcode = '53100';
                        end if;
                        return null;
                    end $$
                    """)
                _ = try await store.client.query(
                    "create trigger fill before insert on dispute execute function fill()")
            }
            let full = try program.run("import", sheets)
            #expect(full.code == 1)
            #expect(full.errors.contains("请清理数据库所在磁盘后重试") && full.errors.contains("从中断处续完"), "\(full.errors)")
            #expect(full.errors.contains("free space on the database's disk"))
            let before = try await program.count("dispute")
            #expect(before > 0 && before < 305)
            try await program.withStore { store in
                _ = try await store.client.query("drop trigger fill on dispute")
            }
            #expect(try program.run("import", sheets).code == 0)
            try await expectAllIn(program, 305)
        }
    }

    @Test("tells refused rows with their cells, for people and for programs, and writes them to a file")
    func refused() async throws {
        try await RegisterProgram.with(.withDirectory) { program in
            let sheets = try program.sample(disputes: 5, seed: 1)
            let path = sheets + "/screenings.csv"
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let first = try #require(text.split(separator: "\n").dropFirst().first)
            let spoilt = first.split(separator: ",", omittingEmptySubsequences: false).enumerated()
                .map { $0.offset == 2 ? "2023-02-30" : String($0.element) }.joined(separator: ",")
            try text.replacing(first, with: spoilt, maxReplacements: 1)
                .write(toFile: path, atomically: true, encoding: .utf8)
            let people = try program.run("import", path)
            #expect(people.code == 3)
            #expect(people.errors.contains("screenings.csv 第 2 行“排查日期”列：日期无法识别或不存在。请写成 2023-04-17"))
            #expect(people.errors.contains("screenings.csv, row 2, column \"排查日期\": this is no date"))
            #expect(people.output.contains("screenings.rejected.csv"))
            #expect(FileManager.default.fileExists(atPath: sheets + "/screenings.rejected.csv"))
            let programs = try program.run("import", path, "--output", "json")
            let report = try #require(
                try JSONSerialization.jsonObject(with: Data(programs.output.utf8)) as? [String: [[String: Any]]])
            #expect(report["sheets"]?.first?["refused"] as? Int == 1)
            #expect(report["sheets"]?.first?["present"] as? Int == 299)
            #expect(report["refusals"]?.first?["code"] as? String == "date")
            #expect(report["refusals"]?.first?["row"] as? Int == 2)
        }
    }

    @Test(
        "says what is wrong with files and folders before anything is done",
        arguments: [
            (["/nowhere"], "没有这个文件或文件夹"), (["."], "没有可导入的登记表"), ([".", "--rejects", "/nowhere"], "不存在或不可写"),
        ])
    func misuse(arguments: [String], text: String) async throws {
        try await RegisterProgram.with(.withDirectory) { program in
            let running = try RegisterProgram.Running(program, ["import"] + arguments)
            let outcome = try running.end()
            #expect(outcome.code != 0)
            #expect(outcome.errors.contains(text), "\(outcome.errors)")
        }
    }
}
