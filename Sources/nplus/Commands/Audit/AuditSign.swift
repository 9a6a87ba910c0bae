import ArgumentParser
import CaseStore
import Engine
import LegalTime
import PostgresServer
import Tabular

/// `nplus audit sign`: signs the root of each day that is over.
struct AuditSign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign",
        abstract: "为已过去的每一天签名 / Sign the root of every day that is over",
        discussion: """
            密钥不存在时自动生成，请另行备份。每日运行一次。
            The key is made where there is none; keep a copy elsewhere. Run it daily.

            例 / Example: nplus audit sign --key /srv/keys/audit.key
            """)

    @OptionGroup var options: SessionOptions
    @Option(
        help: ArgumentHelp("签名密钥文件 / File of the signing key. 默认在数据目录 / Default: in the data folder", valueName: "path")
    )
    var key: String?

    func run() async throws {
        let path = key ?? options.database.cluster.folder + "/audit-ed25519.key"
        let file = try SigningKeyFile(path: path).open()
        if file.isNew {
            Terminal.write("已生成签名密钥 / made the signing key \(path)\n", to: .error)
        }
        try await Session.with(options) { session in
            let roots: [AuditRoot]
            do {
                roots = try await session.engine.signRoots(with: file.key)
            } catch let error as EngineError {
                throw Failure(error)
            }
            let listing = Listing(
                columns: [.init("day", "日期"), .init("events", "事件数", .right), .init("root", "根"), .init("key", "密钥")],
                rows: roots.map {
                    [.text($0.day.description), .integer($0.events), .text($0.root.hexadecimal), .text($0.key)]
                },
                notes: ["公钥 / public key: \(file.key.verifying.bytes.hexadecimal)"])
            print(listing.rendered(as: options.output, width: nil), terminator: "")
        }
    }
}
