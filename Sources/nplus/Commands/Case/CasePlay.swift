import ArgumentParser
import CaseStore
import Engine
import Foundation
import LegalTime
import Mediation
import Playback
import Postgres
import PostgresServer
import Tabular
import Workflow

extension CaseCommand {
    /// `nplus case play`: a published case through the engine, told back.
    struct Play: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "play",
            abstract: "演示案例：逐步办理并讲述 / Play a case step by step and tell it",
            discussion: """
                案例取自公开报道，事实由本项目重述，报道未载而自行选定之处逐条注明。在临时数据库中办理，用后即删，
                不影响您的数据。不写名称时列出全部案例；也可给出自己的案例文件。
                The cases were published; their facts are restated, and what was chosen where the account is silent is
                listed. They are played in a database of their own that is thrown away. Without a name all are listed;
                a file of your own can be given too.

                退出码 / Exit code: 0 全部如文件所述 all went as the file says, 3 有出入 something did not

                例 / Examples:
                  nplus case play
                  nplus case play 07-revoked-after-performance
                  nplus case play ./my-case.yaml --output json
                """)

        @Argument(help: "案例名称或文件 / Name of a case, or a file")
        var names: [String] = []
        @Option(help: ArgumentHelp("输出格式 / Output: table, json, csv", valueName: "format"))
        var output: OutputFormat = .table
        @Flag(help: "演示全部案例并输出汇总文档 / Play all and write the page about them")
        var book = false

        func run() async throws {
            if book { return try await writeBook() }
            guard !names.isEmpty else { return print(try listing.rendered(as: output), terminator: "") }
            let files = try names.map { try Self.file($0) }
            var failures: [String] = []
            try await Self.withScratchDatabase { client in
                for file in files { failures += try await play(file, client) }
            }
            guard failures.isEmpty else {
                print(failures.joined(separator: "\n"))
                throw ExitCode(ExitStatus.unfinished.rawValue)
            }
        }

        private func writeBook() async throws {
            let files = try Shipped.caseFiles.map { try CaseFile.read($0.text, file: $0.path) }
            var played: [(file: CaseFile, outcome: CasePlayer.Outcome)] = []
            try await Self.withScratchDatabase { client in
                for file in files {
                    played.append((file, try await CasePlayer(Self.engine(for: file, client)).play(file)))
                }
            }
            print(CaseBook.page(played), terminator: "")
        }

        private static func engine(for file: CaseFile, _ client: PostgresClient) throws -> Engine {
            Engine(
                store: CaseStore(client: client, district: file.district),
                decider: Decider(
                    library: try Shipped.library().reachingBack(), calendar: try Shipped.calendar(),
                    directory: file.directory))
        }

        private func play(_ file: CaseFile, _ client: PostgresClient) async throws -> [String] {
            let engine = try Self.engine(for: file, client)
            let outcome = try await CasePlayer(engine).play(file)
            let report = CaseReport(
                dispute: outcome.dispute, history: outcome.history,
                persons: try await engine.store.persons(of: outcome.id), now: outcome.dispute.changed,
                words: CaseWords(engine: engine))
            print(report.rendered(as: output))
            return outcome.failures
        }

        private var listing: Listing {
            get throws {
                Listing(
                    columns: [
                        .init("name", "名称"), .init("title", "来源标题"), .init("place", "地点"), .init("year", "年份"),
                        .init("lesson", "对模型的要求"),
                    ],
                    rows: try Shipped.caseFiles.map { shipped in
                        let file = try CaseFile.read(shipped.text, file: shipped.path)
                        return [
                            .text(file.name), .text(file.provenance?.title), .text(file.provenance?.place),
                            .text(file.provenance?.year), .text(file.lesson.zh),
                        ]
                    })
            }
        }

        private static func file(_ name: String) throws -> CaseFile {
            do {
                if let shipped = Shipped.caseFiles.first(where: { $0.path == "cases/\(name).yaml" }) {
                    return try CaseFile.read(shipped.text, file: shipped.path)
                }
                return try CaseFile.read(try InputFile.text(at: name), file: name)
            } catch let error as CaseFileError {
                throw Failure(
                    zh: "\(error.file):\(error.line)：\(error.message.zh)",
                    en: "\(error.file):\(error.line): \(error.message.en)")
            }
        }

        /// A cluster of its own in a folder that is removed afterwards.
        private static func withScratchDatabase(_ body: (PostgresClient) async throws -> Void) async throws {
            let folder = FileManager.default.temporaryDirectory.appending(path: "nplus-play-\(UUID().uuidString)").path
            var options = PrivateCluster.Options()
            options.isDurable = false
            let cluster = PrivateCluster(folder: folder, options: options)
            let client = PostgresClient(PostgresConfiguration(url: try cluster.start().description))
            let outcome: Result<Void, any Error>
            do {
                _ = try await Migrator(client: client).migrate()
                outcome = .success(try await body(client))
            } catch {
                outcome = .failure(error)
            }
            await client.close()
            _ = try cluster.stop()
            try? FileManager.default.removeItem(atPath: folder)
            try outcome.get()
        }
    }
}
