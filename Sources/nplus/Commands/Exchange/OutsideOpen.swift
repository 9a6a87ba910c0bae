import ArgumentParser
import CaseStore
import Engine
import Exchange
import LegalTime
import Mediation
import Tabular
import Workflow

extension ExchangeCommand {
    struct OutsideHeld: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "held",
            abstract: "待人工判断的事项：可能已登记，或类型待定 / Items that wait for a person: likely on file, or of an open type",
            discussion: "例 / Example: nplus exchange outside held hotline")

        @OptionGroup var options: SessionOptions
        @OptionGroup var files: MappingFiles
        @Argument(help: "系统，默认全部 / The system. Default: all")
        var system: String?

        func run() async throws {
            try await ExchangeCommand.withOutside(options, files) { session, exchange in
                var rows: [[Value]] = []
                for id in try await ExchangeCommand.systems(system, exchange) {
                    for item in try await session.store.outsideItems(of: id, states: [.held]) {
                        rows.append([
                            .text(id), .text(item.number), .text(item.received.minute),
                            .text(item.faults.map { FaultText($0).zh }.joined(separator: "；")),
                        ])
                    }
                }
                let listing = Listing(
                    columns: [
                        .init("system", "系统"), .init("number", "编号"), .init("received", "收到"), .init("reason", "原因"),
                    ], rows: rows,
                    notes: [
                        rows.isEmpty
                            ? "没有待判断的事项 / nothing waits"
                            : "是同一件的：nplus exchange outside take 系统 编号 --same 一案一码；另一件的：--new / the same: --same CODE; another: --new"
                    ])
                print(listing.rendered(as: options.output, width: Terminal.width(.output)), terminator: "")
                if !rows.isEmpty { throw ExitCode(3) }
            }
        }
    }

    /// The systems that are meant: one, which has to be entered, or all.
    static func systems(_ named: String?, _ exchange: OutsideExchange) async throws -> [String] {
        if let named { return [try await exchange.system(named).id] }
        return try await exchange.systems().map(\.id)
    }

    struct OutsideTake: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "take",
            abstract: "办理待判断的事项：另行登记，或挂到已登记的纠纷 / Take a held item in, as a new dispute or another door of one",
            discussion: """
                例 / Examples:
                  nplus exchange outside take hotline 20260301-0017 --same 260302-7K2QD
                  nplus exchange outside take courtPlatform 2026-17 --new --type 消费
                """)

        @OptionGroup var options: SessionOptions
        @OptionGroup var files: MappingFiles
        @Argument(help: "系统 / The system")
        var system: String
        @Argument(help: "对方编号 / Its number there")
        var number: String
        @Flag(help: "另行登记 / Register it by itself")
        var new = false
        @Option(help: "是这件纠纷的又一来源 / It is another door of this dispute")
        var same: String?
        @Option(help: "纠纷类型，对照表未定的 / Type, where the mapping leaves it open")
        var type: String?
        @Option(name: .customLong("as"), help: "身份 / Role")
        var role: String = "clerk"

        func validate() throws {
            guard new != (same != nil) else {
                throw ValidationError("请写明 --new 或 --same 之一 / give one of --new and --same")
            }
        }

        func run() async throws {
            let role = try Actor.role(role)
            let type = try type.map { text in
                guard let type = DisputeType(text) else {
                    throw ValidationError("没有纠纷类型「\(text)」 / unknown type '\(text)'")
                }
                return type
            }
            try await ExchangeCommand.withOutside(options, files) { session, exchange in
                var decision = OutsideDecision.new(type: type)
                var body = try await exchange.system(system).receiver
                if let same {
                    let dispute = try await CaseReference.find(same, in: session).dispute
                    decision = .same(dispute.id)
                    body = dispute.custody.body
                }
                let taken = try await exchange.take(
                    number, of: system, as: decision, actor: Actor(role: role, name: Account.name, body: body))
                let word = taken.item.state == .attached ? "已挂到 attached to" : "已登记 registered"
                print("\(word) \(taken.code?.description ?? "")")
            }
        }
    }

    struct OutsideRefused: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "refused",
            abstract: "拒收和未送达的清单，列明字段和原因 / What was refused or not sent, with field and reason",
            discussion: """
                收到而拒收的由对方更正后重发；发出而退回、或对照表缺项未发的，改正后 retry。
                What came in is corrected and sent again by the other side; what went out and was refused, or could not
                be written, is sent anew with retry.

                例 / Example: nplus exchange outside refused courtPlatform --output csv
                """)

        @OptionGroup var options: SessionOptions
        @OptionGroup var files: MappingFiles
        @Argument(help: "系统，默认全部 / The system. Default: all")
        var system: String?

        func run() async throws {
            try await ExchangeCommand.withOutside(options, files) { session, exchange in
                var rows: [[Value]] = []
                for id in try await ExchangeCommand.systems(system, exchange) {
                    rows += try await incoming(id, session.store) + outgoing(id, session.store)
                }
                let listing = Listing(
                    columns: [
                        .init("system", "系统"), .init("direction", "方向"), .init("number", "编号"),
                        .init("at", "时间"), .init("field", "字段"), .init("code", "代码"), .init("reason", "原因"),
                        .init("remedy", "处理"),
                    ], rows: rows,
                    notes: rows.isEmpty ? ["没有拒收或未送达的 / nothing was refused"] : [])
                print(listing.rendered(as: options.output, width: Terminal.width(.output)), terminator: "")
                if !rows.isEmpty { throw ExitCode(3) }
            }
        }

        private func incoming(_ id: String, _ store: CaseStore) async throws -> [[Value]] {
            let items = try await store.outsideItems(of: id)
            // An attempt that was put right since is settled; one with other content than the one taken is not.
            let taken = Set(items.filter { $0.state != .refused }.map(\.number))
            let open = items.filter { item in
                item.state == .refused
                    && (!taken.contains(item.number) || item.faults.contains { $0.code == "changed" })
            }
            return open.flatMap { item in
                rows(id, "收到", "\(item.number)（第 \(item.line) 行）", item.received, item.faults)
            }
        }

        private func outgoing(_ id: String, _ store: CaseStore) async throws -> [[Value]] {
            try await store.outsideMessages(to: id, states: [.refused, .unmapped]).flatMap { message in
                rows(
                    id, message.state == .unmapped ? "未发" : "退回", String(message.sequence), message.at,
                    message.draft.faults)
            }
        }

        private func rows(
            _ id: String, _ direction: String, _ number: String, _ at: Instant, _ faults: [OutsideFault]
        ) -> [[Value]] {
            faults.map { fault in
                [
                    .text(id), .text(direction), .text(number), .text(at.minute), .text(fault.field),
                    .text(fault.code), .text(fault.reason.zh), .text(fault.remedy?.zh),
                ]
            }
        }
    }

    struct OutsideRetry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "retry",
            abstract: "对照表改正后重发一条 / Send a report anew after the mapping was corrected",
            discussion: "例 / Example: nplus exchange outside retry courtPlatform 12")

        @OptionGroup var options: SessionOptions
        @OptionGroup var files: MappingFiles
        @Argument(help: "系统 / The system")
        var system: String
        @Argument(help: "序号，见 refused / Its number, see refused")
        var sequence: Int64

        func run() async throws {
            try await ExchangeCommand.withOutside(options, files) { _, exchange in
                let number = try await exchange.retry(sequence, to: system)
                print("已改写为第 \(number) 条，下次导出时送出 / is \(number) now, in the next file")
            }
        }
    }
}
