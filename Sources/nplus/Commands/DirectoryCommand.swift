import ArgumentParser
import CaseStore
import Engine
import LegalTime
import Mediation
import Postgres
import Register
import Tabular
import Workflow

/// `nplus directory`: the divisions, bodies, coverage and mediators of the district.
struct DirectoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "directory",
        abstract: "名录：行政区划、调解组织、管辖、调解员 / Divisions, bodies, coverage, mediators",
        discussion: """
            例 / Examples:
              nplus directory load deploy/jizhou
              nplus directory check
              nplus directory list --kind townCommittee
            """,
        subcommands: [Load.self, Check.self, List.self, Pairings.self, Export.self, RosterList.self])
}

extension DirectoryCommand {
    struct Load: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "load",
            abstract: "从 CSV 文件夹或 YAML 文件载入名录 / Load the directory from a folder of CSV files or a YAML file",
            discussion: """
                例 / Examples:
                  nplus directory load deploy/jizhou
                  nplus directory load directory.yaml
                """)

        @OptionGroup var options: SessionOptions
        @Argument(help: "名录所在文件夹或 YAML 文件 / The folder with the files, or a YAML file")
        var path: String

        func run() async throws {
            let loaded = try await Self.load(path, into: options)
            print(loaded)
        }

        /// Loads a folder; what is wrong in it is told, what is right goes in.
        static func load(_ path: String, into options: SessionOptions) async throws -> String {
            let reading = DirectoryFolder.read(path)
            for problem in reading.problems { Terminal.write("\(problem)\n", to: .error) }
            let directory = reading.directory
            guard let home = directory.homeDistrict, let code = Int32(home.code.description) else {
                throw Failure(
                    zh: "\(path) 中没有本区的区划行（类别 homeDistrict）", en: "\(path) has no row of the home district")
            }
            try await Session.withWriter(try options.place) { client in
                try await CaseStore(client: client, district: DistrictCode(rawValue: code)).save(directory)
            }
            return "\(home.name)：区划 \(directory.divisions.count)，单位 \(directory.bodies.count)，"
                + "管辖 \(directory.coverage.count)，调解员 \(directory.mediators.count)，法律顾问 \(directory.advisers.count)，"
                + "排班 \(directory.rosters.count)，培训 \(directory.trainings.count)，回避 \(directory.conflicts.count)；"
                + "有误 \(reading.problems.count) 行\n"
                + "divisions \(directory.divisions.count), bodies \(directory.bodies.count), "
                + "coverage \(directory.coverage.count), mediators \(directory.mediators.count), "
                + "advisers \(directory.advisers.count), rosters \(directory.rosters.count), "
                + "trainings \(directory.trainings.count), conflicts \(directory.conflicts.count); "
                + "rows with problems \(reading.problems.count)"
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "检查名录：缺口、重叠、过期、未核实 / Gaps, overlaps, expired and unverified rows",
            discussion: "例 / Example: nplus directory check --errors-only")

        @OptionGroup var options: SessionOptions
        @Option(help: "检查之日 / The day to check. 默认今天 / Default: today")
        var day: String?
        @Flag(help: "只列错误 / Errors only")
        var errorsOnly = false

        func run() async throws {
            try await Session.with(options) { session in
                let day = try day.map(ParsedDay.read) ?? session.engine.now.day
                let findings = DirectoryCheck(
                    session.engine.directory, on: day, calendar: session.engine.decider.calendar
                ).findings()
                    .filter { !errorsOnly || $0.severity == .error }
                let listing = Listing(
                    columns: [
                        .init("severity", "程度"), .init("row", "对象"), .init("finding", "问题"),
                    ],
                    rows: findings.map { finding in
                        [.text(finding.severity.rawValue), .text(finding.subject), .text(finding.text.zh)]
                    })
                print(listing.rendered(as: options.output, width: Terminal.width(.output)))
                if findings.contains(where: { $0.severity == .error }) { throw ExitCode(3) }
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "列出单位 / List the bodies",
            discussion: "例 / Example: nplus directory list --kind judicialOffice --output csv")

        @OptionGroup var options: SessionOptions
        @Option(help: "类别 / Kind: \(BodyKind.allCases.map(\.rawValue).joined(separator: ", "))")
        var kind: String?

        func run() async throws {
            let wanted = try kind.map { name in
                guard let kind = BodyKind(rawValue: name) else {
                    throw ValidationError("没有类别「\(name)」/ there is no kind '\(name)'")
                }
                return kind
            }
            if let remote = try options.remote {
                let found = try await remote.bodies(kind: wanted, name: nil)
                return tell(
                    found.map { body in
                        [
                            .text(body["id"]?.string), .text(body["kindTitle"]?["zh"]?.string),
                            .text(body["name"]?.string), .text(body["division"]?.string),
                            .text(body["verified"]?.flag == true ? "是" : "否"),
                        ]
                    })
            }
            try await Session.with(options) { session in
                let day = session.engine.now.day
                let bodies = session.engine.directory.bodies
                    .filter { $0.validity.contains(day) && (wanted == nil || $0.kind == wanted) }
                tell(
                    bodies.map { body in
                        [
                            .text(body.id.rawValue), .text(body.kind.title.zh), .text(body.name),
                            .text(body.division.description), .text(body.provenance.isVerified ? "是" : "否"),
                        ]
                    })
            }
        }

        private func tell(_ rows: [[Value]]) {
            let listing = Listing(
                columns: [
                    .init("id", "代码"), .init("kind", "类别"), .init("name", "名称"), .init("division", "区划"),
                    .init("verified", "已核实"),
                ], rows: rows)
            print(listing.rendered(as: options.output, width: Terminal.width(.output)))
        }
    }
}

/// Dates on the command line.
enum ParsedDay {
    static func read(_ text: String) throws -> Day {
        guard let day = Day(text) else {
            throw ValidationError("「\(text)」不是日期，例如 2023-04-17 / '\(text)' is no date, write 2023-04-17")
        }
        return day
    }

    static func instant(_ text: String) throws -> Instant {
        guard let instant = Instant(text) else {
            throw ValidationError(
                "「\(text)」不是时间，例如 2023-04-17T09:30 / '\(text)' is no time, write 2023-04-17T09:30")
        }
        return instant
    }
}
