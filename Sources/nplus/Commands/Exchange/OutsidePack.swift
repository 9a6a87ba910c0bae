import ArgumentParser
import CaseStore
import Engine
import Exchange
import FoundationEssentials
import LegalTime
import Mediation
import Tabular

extension ExchangeCommand {
    /// `nplus exchange outside pack`: the adapter's side, beside the outside system and without a database.
    struct OutsidePack: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "pack",
            abstract: "在外部系统一侧，把导出的事项签名成文件 / Beside an outside system: sign what it exported",
            discussion: """
                事项为 CSV（表头即字段名）或 JSON 数组；不需要数据库。对收到的办理结果的答复用 --answers，
                CSV 表头为 sequence,taken,field,reason。
                Items are CSV, whose header names the fields, or a JSON array; no database is needed. Answers to
                what was reported come with --answers, a CSV of sequence, taken, field, reason.

                例 / Examples:
                  nplus exchange key --new hotline.key
                  nplus exchange outside pack hotline orders.csv from-hotline.json --to 120119 --key hotline.key
                """)

        @Argument(help: "系统 / The system, such as hotline")
        var system: String
        @Argument(help: "事项，CSV 或 JSON / Items, CSV or JSON", completion: .file())
        var items: String
        @Argument(help: "文件 / The file to write", completion: .file())
        var path: String
        @Option(help: "收件区县代码 / The district that receives, six digits")
        var to: String
        @Option(help: "外部系统的密钥文件 / The outside system's key file", completion: .file())
        var key: String
        @Option(help: "对办理结果的答复，CSV / Answers to reports, CSV", completion: .file())
        var answers: String?

        func run() throws {
            let key = try Key.read(key)
            let district = try ExchangeCommand.district(to)
            let rows = try read(items)
            let replies = try answers.map { try read($0).map(Self.answer) } ?? []
            let body = JSON.object([
                ("format", .string(OutsidePackage.format)), ("version", .number(String(OutsidePackage.version))),
                ("from", .string(system)), ("to", .string(district.description)),
                ("made", .string(Environment.live.now().description)), ("items", .array(rows)),
                ("answers", .array(replies)),
            ])
            let signed = SignedText(body.line, purpose: OutsidePackage.purpose, key: key)
            guard FileManager.default.createFile(atPath: path, contents: Data(signed.bytes)) else {
                throw Failure(zh: "无法写入 \(path)", en: "\(path) cannot be written")
            }
            print(
                "已签名 \(rows.count) 件事项、\(replies.count) 条答复 / \(rows.count) items and \(replies.count) answers signed")
        }

        private func read(_ path: String) throws -> [JSON] {
            if path.lowercased().hasSuffix(".csv") {
                do {
                    let sheet = try Sheet.read(path: path)
                    return sheet.rows.map { row in
                        .object(
                            zip(sheet.header, row.cells).filter { !$0.1.isEmpty }.map { ($0.0, .string($0.1)) })
                    }
                } catch {
                    throw Failure(zh: error.zh, en: error.en)
                }
            }
            guard let data = FileManager.default.contents(atPath: path) else {
                throw Failure(zh: "无法读取 \(path)", en: "\(path) cannot be read")
            }
            guard case .array(let rows)? = try? JSON(reading: Array(data)) else {
                throw Failure(
                    zh: "\(path) 不是 JSON 数组（CSV 文件名须以 .csv 结尾）",
                    en: "\(path) is no JSON array (a sheet's name has to end in .csv)")
            }
            return rows
        }

        /// An answer from a sheet holds texts only.
        private static func answer(_ row: JSON) -> JSON {
            .object(
                row.members.map { name, value in
                    switch (name, value.string) {
                    case ("sequence", let text?): (name, Int(text) == nil ? value : .number(text))
                    case ("taken", let text?): (name, .bool(["true", "yes", "1", "是"].contains(text.lowercased())))
                    default: (name, value)
                    }
                })
        }
    }
}
