import ArgumentParser
import CaseStore
import Engine
import Foundation
import LegalTime
import Mediation
import Register
import Tabular
import Workflow

extension DirectoryCommand {
    struct Pairings: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "pairings",
            abstract: "司法所与人民法庭的对接，按日期 / Which tribunal each judicial office works with, on a day",
            discussion: """
                对接只是默认去向，不限制依法有管辖权的法院。
                A pairing is a default and limits no court that is competent by law.

                例 / Examples:
                  nplus directory pairings
                  nplus directory pairings --day 2023-06-30 --output csv
                """)

        @OptionGroup var options: SessionOptions
        @Option(help: "何日 / The day. 默认今天 / Default: today")
        var day: String?

        func run() async throws {
            try await Session.with(options) { session in
                let day = try day.map(ParsedDay.read) ?? session.engine.now.day
                let pairings = session.engine.directory.pairings(on: day)
                let tribunals = Set(pairings.compactMap { $0.tribunal?.id })
                let listing = Listing(
                    columns: [
                        .init("office", "司法所"), .init("officeName", "名称"), .init("tribunal", "法庭"),
                        .init("tribunalName", "名称"), .init("named", "写明"), .init("verified", "已核实"),
                    ],
                    rows: pairings.map { office, tribunal in
                        [
                            .text(office.id.rawValue), .text(office.name), .text(tribunal?.id.rawValue),
                            .text(tribunal?.name), .flag(office.pairedTribunal != nil),
                            .flag(office.provenance.isVerified),
                        ]
                    },
                    notes: [
                        "\(day)：\(pairings.count) 个司法所，对接 \(tribunals.count) 个法庭（法院） / \(pairings.count) offices, \(tribunals.count) tribunals or courts"
                    ])
                print(listing.rendered(as: options.output, width: Terminal.width(.output)), terminator: "")
            }
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract: "导出名录，可原样载回 / Write the directory to files that load back as they are",
            discussion: """
                路径以 .yaml 结尾时写成一个文件，否则在文件夹中每类一个 CSV。
                A path that ends in .yaml gives one file, any other a folder with one CSV for each kind.

                例 / Examples:
                  nplus directory export directory
                  nplus directory export directory.yaml
                """)

        @OptionGroup var options: SessionOptions
        @Argument(help: "文件夹或 YAML 文件 / The folder, or a YAML file")
        var path: String

        func run() async throws {
            try await Session.with(options) { session in
                let sheets = DirectorySheets(session.engine.directory)
                if path.hasSuffix(".yaml") || path.hasSuffix(".yml") {
                    try Data(sheets.yaml.utf8).write(to: URL(filePath: path), options: .atomic)
                } else {
                    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
                    for file in sheets.files {
                        var writer = try SheetWriter(
                            path: "\(path)/\(file.word).csv", header: file.header, options: .init(lineEnding: "\n"))
                        for row in file.rows { try writer.append(row) }
                        try writer.commit()
                    }
                }
                let rows = sheets.files.reduce(0) { $0 + $1.rows.count }
                print("已写出 \(rows) 行 → \(path) / \(rows) rows written")
            }
        }
    }
}
