import Foundation
import Testing

@Suite("nplus db")
struct DatabaseCommandTests {
    @Test("starts, shows and stops a database that outlives the command", arguments: [nil, "nobody"])
    func lifeCycle(user: String?) throws {
        try withProgram(as: user) { program in
            #expect(try program.run("db", "status").code == 3)
            let start = try program.run("db", "start")
            #expect(start.code == 0, "\(start.output)")
            let url = try program.run("db", "url").output
            #expect(start.output.contains(url))
            #expect(try program.run("db", "status").code == 0)
            #expect(try program.run("db", "stop").code == 0)
            #expect(try program.run("db", "status").code == 3)
        }
    }

    @Test("starts again after kill -9 of the server")
    func killedServer() throws {
        try withProgram(as: nil) { program in
            #expect(try program.run("db", "start").code == 0)
            kill(try #require(program.serverPid), SIGKILL)
            let again = try program.run("db", "start")
            #expect(again.code == 0, "\(again.output)")
            #expect(try program.run("db", "status").code == 0)
        }
    }

    @Test("starts after kill -9 of a program that was making the database")
    func killedProgram() throws {
        try withProgram(as: nil) { program in
            let first = try program.launch("db", "start")
            while !FileManager.default.fileExists(atPath: program.folder + "/postgres/data.new/PG_VERSION") {
                try #require(first.isRunning)
                usleep(1_000)
            }
            kill(first.processIdentifier, SIGKILL)
            first.waitUntilExit()
            let second = try program.run("db", "start")
            #expect(second.code == 0, "\(second.output)")
            #expect(try program.run("db", "status").code == 0)
        }
    }

    @Test("leaves a database of yours alone")
    func external() throws {
        try withProgram(as: nil) { program in
            var program = program
            program.environment["NPLUS_DATABASE_URL"] = "postgresql://db.example/n"
            program.environment["NPLUS_DATA"] = program.folder
            program.namesFolder = false
            for command in ["start", "stop", "status"] {
                let outcome = try program.run("db", command)
                #expect(outcome.output.contains("NPLUS_DATABASE_URL"), "\(command)")
            }
            let url = try program.run("db", "url").output
            #expect(url == "postgresql://db.example/n")
            #expect(!FileManager.default.fileExists(atPath: program.folder + "/postgres"))
        }
    }

    @Test("says in Chinese and English what is wrong")
    func message() throws {
        try withProgram(as: nil) { program in
            var program = program
            program.environment["NPLUS_POSTGRES_BIN"] = "/nonexistent"
            let outcome = try program.run("db", "start")
            #expect(outcome.code == 1)
            #expect(outcome.output.contains("请改正") && outcome.output.contains("Correct or unset"))
        }
    }
}
