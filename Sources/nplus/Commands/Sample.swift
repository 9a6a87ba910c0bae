import ArgumentParser
import Foundation
import Mediation
import Register
import Tabular

/// `nplus sample`: a made-up year.
struct SampleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample",
        abstract: "生成样例登记簿（合成数据）/ Make up a year's register",
        discussion: """
            同样的参数、名录和种子得到同样的文件，每一行都标明“样例”。不需要数据库。名录中没有调解员的调委会，其样例调解员
            写入名录文件夹的 mediators-committees.csv。
            The same parameters, directory and seed give the same files, every row marked as made up. Needs no
            database. Mediators for committees without any go into mediators-committees.csv of the directory.

            例 / Example:
              nplus sample --parameters deploy/jizhou/sample-parameters.csv --directory deploy/jizhou \\
                --seed 2023 --out deploy/jizhou/sample
            """)

    @Option(help: "参数文件 / The file of parameters")
    var parameters: String
    @Option(help: "名录文件夹 / The folder of the directory")
    var directory: String
    @Option(help: "随机种子 / The seed")
    var seed: UInt64 = 2023
    @Option(help: "写入的文件夹 / Where to write")
    var out: String

    func run() throws {
        let reading = DirectoryFolder.read(directory)
        for problem in reading.problems { Terminal.write("\(problem)\n", to: .error) }
        let year = try SampleYear(
            parameters: SampleParameters(try Sheet.read(path: parameters)), directory: reading.directory, seed: seed)
        try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
        for (kind, header, rows) in year.sheets {
            try write("\(out)/\(kind.fileName)", header, rows)
            print("\(kind.title)：\(rows.count)")
        }
        // The rows name these mediators, so the directory has to know them before the rows are imported.
        let roster = "\(directory)/mediators-committees.csv"
        let sheet = DirectorySheets.mediators(year.mediators)
        try write(roster, sheet.header, sheet.rows)
        print("样例调解员 / Made-up mediators：\(year.mediators.count) → \(roster)")
        print("种子 / Seed：\(seed)")
    }

    /// A file that says the same already is left alone, so that a folder that cannot be written to is no hindrance.
    private func write(_ path: String, _ header: [String], _ rows: [[String]]) throws {
        if let old = try? Sheet.read(path: path), old.header == header, old.rows.map(\.cells) == rows { return }
        var writer = try SheetWriter(path: path, header: header, options: .init(lineEnding: "\n"))
        for row in rows { try writer.append(row) }
        try writer.commit()
    }
}
