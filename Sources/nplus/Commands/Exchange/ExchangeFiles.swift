import ArgumentParser
import CaseStore
import Engine
import Exchange
import Foundation
import LegalTime
import Mediation
import Tabular
import Workflow

extension ExchangeCommand {
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract: "写出给对方的签名文件：待送消息和回执 / Write a signed file: what waits for the partner, and receipts",
            discussion: """
                对方未回执的消息每次都在内，所以文件丢失、重复或乱序都不要紧。
                Whatever the partner has not acknowledged is in every file, so one that is lost, doubled or late does
                no harm.

                例 / Example: nplus exchange export 130229 to-yutian.json --key jizhou.key
                """)

        @OptionGroup var options: SessionOptions
        @Argument(help: "区县代码 / Six-digit code of the district")
        var partner: String
        @Argument(help: "文件 / The file to write", completion: .file())
        var path: String
        @Option(help: "本地密钥文件 / Our key file", completion: .file())
        var key: String

        func run() async throws {
            let district = try ExchangeCommand.district(partner)
            let key = try Key.read(key)
            try await ExchangeCommand.with(options) { _, exchange in
                let package = try await exchange.export(to: district, key: key)
                try Data(package.bytes).write(to: URL(filePath: path), options: .atomic)
                print("已写出 → \(path)（密钥指纹 \(package.key)） / written, signed with \(package.key)")
            }
        }
    }

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import",
            abstract: "读入对方的签名文件 / Bring in a signed file of a partner",
            discussion: """
                签名、收件区县、编号逐一核对；有误的整份拒收，重复的不再办理。
                Signature, addressee and numbers are checked; a file that fails is refused whole, and what came before
                is not done again.

                例 / Example: nplus exchange import from-yutian.json
                """)

        @OptionGroup var options: SessionOptions
        @Argument(help: "文件 / The file", completion: .file())
        var path: String

        func run() async throws {
            guard let data = FileManager.default.contents(atPath: path) else {
                throw Failure(zh: "不能读取文件「\(path)」", en: "the file '\(path)' cannot be read")
            }
            try await ExchangeCommand.with(options) { _, exchange in
                let answer = try await exchange.bringIn([UInt8](data))
                let rows: [[Value]] =
                    answer.taken.map { [.text($0.kind.title.zh), .text("已办理"), .missing] }
                    + answer.refused.map {
                        [.text($0.message.kind.title.zh), .text("未办理"), .text($0.refusal.message.zh)]
                    }
                    + answer.refusedByPartner.map {
                        [.text("我方第 \($0.sequence) 条"), .text("对方未办理"), .text($0.refusal.message.zh)]
                    }
                let listing = Listing(
                    columns: [.init("message", "消息"), .init("state", "结果"), .init("reason", "原因")], rows: rows,
                    notes: [
                        "来自 \(answer.from.name)：新 \(answer.taken.count) 条，重复 \(answer.repeated) 条，未办理 \(answer.refused.count) 条；对方已收到我方第 \(answer.acknowledged) 条 / new \(answer.taken.count), repeated \(answer.repeated), refused \(answer.refused.count)"
                    ])
                print(listing.rendered(as: options.output, width: Terminal.width(.output)), terminator: "")
                if !answer.refused.isEmpty || !answer.refusedByPartner.isEmpty { throw ExitCode(3) }
            }
        }
    }

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "status",
            abstract: "往来状况：待送、回执、拒收及原因；牵头和协办件数 / What waits, what was refused and why; led and helped",
            discussion: "例 / Example: nplus exchange status --output json")

        @OptionGroup var options: SessionOptions

        func run() async throws {
            try await ExchangeCommand.with(options) { session, exchange in
                var rows: [[Value]] = []
                for partner in try await exchange.partners() {
                    for direction in [ExchangeRow.Direction.out, .in] {
                        for row in try await session.store.exchanged(direction, partner.district) {
                            rows.append([
                                .text(partner.name), .text(direction == .out ? "发出" : "收到"),
                                .integer(Int(row.sequence)), .text(row.kind.title.zh), .text(row.at.minute),
                                .text(row.state.title.zh), .text(row.refusal?.message.zh),
                            ])
                        }
                    }
                }
                let led = Set(try await session.store.jointPartners().filter { $0.theirNumber != nil }.map(\.about))
                let helped = try await exchange.assistances().filter(\.counts)
                let listing = Listing(
                    columns: [
                        .init("partner", "区县"), .init("direction", "方向"), .init("number", "序号", .right),
                        .init("message", "消息"), .init("at", "时间"), .init("state", "状态"), .init("reason", "原因"),
                    ], rows: rows,
                    notes: [
                        "联合调解：牵头 \(led.count) 件（计为纠纷），协办 \(helped.count) 件（只计协办） / led \(led.count), counted as disputes; helped \(helped.count), counted as help"
                    ])
                print(listing.rendered(as: options.output, width: Terminal.width(.output)), terminator: "")
            }
        }
    }
}

extension ExchangeRow.State {
    fileprivate var title: Bilingual {
        switch self {
        case .waiting: Bilingual(zh: "待回执", en: "waiting")
        case .taken: Bilingual(zh: "已办理", en: "taken")
        case .refused: Bilingual(zh: "未办理", en: "refused")
        }
    }
}
