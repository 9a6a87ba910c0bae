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
    /// `nplus exchange outside`: matters of outside systems in, receipts and results out.
    struct Outside: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "outside",
            abstract:
                "外部系统：法院平台、司法行政、信访、110、12345、网格 / Outside systems: court, justice, petitions, police, hotline, grid",
            discussion: """
                对方（或旁边的转换程序）以签名文件送来事项，每件按编号只登记一次；办理结果自动排队送回来源系统，不必再录。
                A signed file brings matters in, each registered once under its number; how they go is queued for the
                system they came from by itself.

                例 / Examples:
                  nplus exchange outside system courtPlatform --receiver CTR-120119 --key nplus-ed25519:AAAA…
                  nplus exchange outside import from-court.json
                  nplus exchange outside held
                  nplus exchange outside take courtPlatform 2026-17 --same 260302-7K2QD
                  nplus exchange outside export courtPlatform to-court.json --key jizhou.key
                  nplus exchange outside refused
                """,
            subcommands: [
                OutsideSystemCommand.self, OutsideImport.self, OutsideHeld.self, OutsideTake.self, OutsideExport.self,
                OutsideRefused.self, OutsideRetry.self, OutsidePack.self,
            ])
    }

    /// Runs a body over the exchange with outside systems.
    static func withOutside(
        _ options: SessionOptions, _ files: MappingFiles, _ body: (Session, OutsideExchange) async throws -> Void
    ) async throws {
        let library = try files.library()
        try await Session.with(options) { session in
            do {
                try await body(session, OutsideExchange(session.engine, library: library))
            } catch let error as ExchangeError {
                throw Failure(zh: error.message.zh, en: error.message.en, remedy: error.remedy, status: error.status)
            }
        }
    }

    struct OutsideSystemCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "system",
            abstract: "登记外部系统及其公钥，或列出往来件数 / Enter a system and its public key, or list them with counts",
            discussion: """
                例 / Examples:
                  nplus exchange outside system hotline --receiver CTR-120119 --key nplus-ed25519:AAAA…
                  nplus exchange outside system
                """)

        @OptionGroup var options: SessionOptions
        @OptionGroup var files: MappingFiles
        @Argument(help: "系统 / The system")
        var system: String?
        @Option(help: "未写明接收单位的事项由谁接收 / The body that receives what names no other")
        var receiver: String?
        @Option(help: "对方公钥 / Its public key")
        var key: String?

        func run() async throws {
            try await ExchangeCommand.withOutside(options, files) { session, exchange in
                if let system { try await enter(system, session, exchange) }
                var rows: [[Value]] = []
                for system in try await exchange.systems() {
                    let items = try await session.store.outsideItems(of: system.id)
                    let messages = try await session.store.outsideMessages(to: system.id)
                    func count(_ states: OutsideItem.State...) -> Value {
                        .integer(items.count { states.contains($0.state) })
                    }
                    rows.append([
                        .text(system.id), .text(session.engine.directory.name(of: system.receiver)),
                        .text(ExchangePublicKey(bytes: system.publicKey).fingerprint), count(.registered, .attached),
                        count(.held), count(.refused), .integer(messages.count { $0.state == .waiting }),
                        .integer(messages.count { [.refused, .unmapped].contains($0.state) }),
                    ])
                }
                let listing = Listing(
                    columns: [
                        .init("system", "系统"), .init("receiver", "接收单位"), .init("key", "公钥指纹"),
                        .init("taken", "已登记", .right), .init("held", "待判断", .right), .init("refused", "拒收", .right),
                        .init("waiting", "待送达", .right), .init("open", "未送达", .right),
                    ], rows: rows)
                print(listing.rendered(as: options.output, width: Terminal.width(.output)), terminator: "")
            }
        }

        private func enter(_ system: String, _ session: Session, _ exchange: OutsideExchange) async throws {
            _ = try MappingTry.find(system, in: exchange.library, on: session.engine.now.day)
            guard let receiver, let key else {
                throw ValidationError("请写明 --receiver 和 --key / give --receiver and --key")
            }
            guard let key = ExchangePublicKey(key) else {
                throw ValidationError("公钥无效，形如 nplus-ed25519:… / this is no public key")
            }
            let body = try BodyReference.find(receiver, in: session.engine.directory, on: session.engine.now.day)
            try await session.store.save(
                OutsideSystem(id: system, receiver: body, algorithm: ExchangeKey.algorithm, publicKey: key.bytes))
        }
    }

    struct OutsideImport: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import",
            abstract: "读入外部系统的签名文件 / Bring in a signed file of an outside system",
            discussion: """
                签名、收件区县逐一核对，有误的整份拒收；各事项分别办理，有误的列明行、字段和原因，不影响其他事项。
                重复、乱序、迟到的不会办两次。有待判断或拒收的，退出码为 3。
                A file that fails is refused whole. Items go in one by one; a bad one is listed with line, field and
                reason and keeps no other out. Doubled, reordered and late ones do nothing twice. Exits with 3 where
                something is held or refused.

                例 / Example: nplus exchange outside import from-court.json
                """)

        @OptionGroup var options: SessionOptions
        @OptionGroup var files: MappingFiles
        @Argument(help: "文件 / The file", completion: .file())
        var path: String

        func run() async throws {
            guard let data = FileManager.default.contents(atPath: path) else {
                throw Failure(zh: "不能读取文件「\(path)」", en: "the file '\(path)' cannot be read")
            }
            try await ExchangeCommand.withOutside(options, files) { _, exchange in
                let answer = try await exchange.bringIn([UInt8](data))
                var rows: [[Value]] = answer.registered.map {
                    [.integer($0.item.line), .text($0.item.number), .text("已登记"), .text($0.code.description), .missing]
                }
                for (items, state) in [(answer.held, "待判断"), (answer.refused, "拒收")] {
                    rows += items.map { item in
                        [
                            .integer(item.line), .text(item.number), .text(state), .missing,
                            .text(item.faults.map { FaultText($0).zh }.joined(separator: "；")),
                        ]
                    }
                }
                let listing = Listing(
                    columns: [
                        .init("line", "行", .right), .init("number", "编号"), .init("state", "结果"), .init("code", "一案一码"),
                        .init("reason", "原因"),
                    ], rows: rows,
                    notes: [
                        "新登记 \(answer.registered.count) 件，待判断 \(answer.held.count) 件，拒收 \(answer.refused.count) 件，重复 \(answer.repeated) 件 / registered \(answer.registered.count), held \(answer.held.count), refused \(answer.refused.count), repeated \(answer.repeated)",
                        "对方已收 \(answer.taken.count) 条，退回 \(answer.refusedThere.count) 条，无效回执 \(answer.idle) 条 / taken there \(answer.taken.count), refused there \(answer.refusedThere.count), idle \(answer.idle)",
                    ])
                print(listing.rendered(as: options.output, width: Terminal.width(.output)), terminator: "")
                let isUnfinished =
                    !answer.held.isEmpty || !answer.refused.isEmpty || !answer.refusedThere.isEmpty
                if isUnfinished { throw ExitCode(3) }
            }
        }
    }

    struct OutsideExport: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract: "写出给外部系统的签名文件：回执和办理结果 / Write a signed file for a system: receipts and results",
            discussion: """
                对方未答复的每次都在内，文件丢失不要紧。
                What it has not answered is in every file, so a lost one does no harm.

                例 / Example: nplus exchange outside export courtPlatform to-court.json --key jizhou.key
                """)

        @OptionGroup var options: SessionOptions
        @OptionGroup var files: MappingFiles
        @Argument(help: "系统 / The system")
        var system: String
        @Argument(help: "文件 / The file to write", completion: .file())
        var path: String
        @Option(help: "本地密钥文件 / Our key file", completion: .file())
        var key: String

        func run() async throws {
            let key = try Key.read(key)
            try await ExchangeCommand.withOutside(options, files) { session, exchange in
                let package = try await exchange.export(to: system, key: key)
                try Data(package.bytes).write(to: URL(filePath: path), options: .atomic)
                let open = try await session.store.outsideMessages(to: system, states: [.unmapped])
                print("已写出 → \(path)（密钥指纹 \(package.key)） / written, signed with \(package.key)")
                if !open.isEmpty {
                    print(
                        "有 \(open.count) 条因对照表缺项未写入，见 nplus exchange outside refused / \(open.count) could not be written, see refused"
                    )
                }
            }
        }
    }
}
