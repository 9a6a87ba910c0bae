import ArgumentParser
import CaseStore
import Engine
import Exchange
import Foundation
import LegalTime
import Mediation
import Tabular
import Workflow

/// `nplus exchange`: joint mediations with other installations, through signed files.
struct ExchangeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exchange",
        abstract: "与外部往来：联合调解的区县、外部系统，以签名文件 / Other districts and outside systems, through signed files",
        discussion: """
            两地各装一套，互不联网；每地一对密钥，先当面核对并登记对方公钥。
            Two installations without a network between them. Each has a key pair; the public keys are compared
            face to face and entered once.

            例 / Examples:
              nplus exchange key --new jizhou.key
              nplus exchange partner 130229 --body PTN-130229 --key nplus-ed25519:AAAA…
              nplus exchange invite 260302-7K2QD 130229 --task 共同调解并签署协议
              nplus exchange export 130229 to-yutian.json --key jizhou.key
              nplus exchange import from-yutian.json
              nplus exchange status
              nplus exchange mapping check
              nplus exchange outside import from-court.json
            """,
        subcommands: [
            Key.self, Partner.self, Invite.self, Export.self, Import.self, Status.self, Help.self, Answer.self,
            Sign.self,
            Leave.self, Mapping.self, Outside.self,
        ])

    /// Runs a body over the exchange of a database.
    static func with(
        _ options: SessionOptions, _ body: (Session, Exchange) async throws -> Void
    ) async throws {
        try await Session.with(options) { session in
            do {
                try await body(session, Exchange(session.engine))
            } catch let error as ExchangeError {
                throw Failure(zh: error.message.zh, en: error.message.en, remedy: error.remedy, status: error.status)
            }
        }
    }

    static func district(_ text: String) throws -> DistrictCode {
        guard let code = DivisionCode(text), code.level == .district, let number = Int32(code.description) else {
            throw ValidationError("「\(text)」不是六位区县代码 / '\(text)' is no six-digit code of a district")
        }
        return DistrictCode(rawValue: number)
    }
}

extension ExchangeError {
    var status: ExitStatus {
        switch self {
        case .store, .engine(.store), .engine(.busy): .failed
        default: .refused
        }
    }
}

extension ExchangeCommand {
    struct Key: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "key",
            abstract: "密钥：新建，或显示公钥及指纹 / Make a key pair, or show the public key and its fingerprint",
            discussion: """
                私钥文件只有本用户可读，不要复制到别处；公钥和指纹交给对方。
                The file with the secret key is readable by its user alone and goes nowhere; the public key and its
                fingerprint go to the partner.

                例 / Examples:
                  nplus exchange key --new jizhou.key
                  nplus exchange key jizhou.key
                """)

        @Flag(help: "新建密钥文件 / Make a new file; one that exists is never replaced")
        var new = false
        @Argument(help: "密钥文件 / The key file", completion: .file())
        var path: String

        func run() throws {
            if new {
                let file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
                guard file >= 0 else {
                    throw Failure(
                        zh: "不能新建密钥文件「\(path)」：\(String(cString: strerror(errno)))",
                        en: "the key file '\(path)' cannot be made: \(String(cString: strerror(errno)))",
                        status: .refused)
                }
                let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
                try handle.write(contentsOf: Data((ExchangeKey().text + "\n").utf8))
                try handle.synchronize()
            }
            let key = try Self.read(path).verifying
            print("公钥 / Public key：\(key.text)\n指纹 / Fingerprint：\(key.fingerprint)")
        }

        static func read(_ path: String) throws -> ExchangeKey {
            guard let data = FileManager.default.contents(atPath: path) else {
                throw Failure(
                    zh: "不能读取密钥文件「\(path)」", en: "the key file '\(path)' cannot be read",
                    remedy: Bilingual(zh: "请先执行 nplus exchange key --new", en: "make one with nplus exchange key --new")
                )
            }
            guard let text = String(bytes: data, encoding: .utf8), let key = ExchangeKey(text) else {
                throw Failure(zh: "「\(path)」不是密钥文件", en: "'\(path)' is no key file", status: .refused)
            }
            return key
        }
    }

    struct Partner: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "partner",
            abstract: "登记协作区县及其公钥，或列出 / Enter a partner district and its public key, or list them",
            discussion: """
                例 / Examples:
                  nplus exchange partner 130229 --body PTN-130229 --key nplus-ed25519:AAAA…
                  nplus exchange partner
                """)

        @OptionGroup var options: SessionOptions
        @Argument(help: "区县代码 / Six-digit code of the district")
        var partner: String?
        @Option(help: "名录中代表对方的单位 / The body that stands for it in the directory")
        var body: String?
        @Option(help: "对方公钥 / Its public key")
        var key: String?

        func run() async throws {
            try await ExchangeCommand.with(options) { session, exchange in
                if let partner {
                    guard let body, let key else {
                        throw ValidationError("请写明 --body 和 --key / give --body and --key")
                    }
                    guard let key = ExchangePublicKey(key) else {
                        throw ValidationError("公钥无效，形如 nplus-ed25519:… / this is no public key")
                    }
                    let id = try BodyReference.find(body, in: session.engine.directory, on: session.engine.now.day)
                    try await session.store.save(
                        ExchangePartner(
                            district: try ExchangeCommand.district(partner),
                            name: session.engine.directory.name(of: id),
                            body: id, algorithm: ExchangeKey.algorithm, publicKey: key.bytes))
                }
                let listing = Listing(
                    columns: [
                        .init("district", "区县"), .init("name", "名称"), .init("body", "名录单位"), .init("key", "公钥指纹"),
                    ],
                    rows: try await exchange.partners().map {
                        [
                            .text($0.district.description), .text($0.name), .text($0.body.rawValue),
                            .text(ExchangePublicKey(bytes: $0.publicKey).fingerprint),
                        ]
                    })
                print(listing.rendered(as: options.output, width: Terminal.width(.output)), terminator: "")
            }
        }
    }

    struct Invite: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "invite",
            abstract: "邀请协作区县参加联合调解 / Ask a partner district into a joint mediation",
            discussion: """
                不移交当事人姓名、证件和电话；对方只在期限内可以查阅。
                No names, identity numbers or telephones are handed over; the partner sees the rest for a time.

                例 / Example: nplus exchange invite 260302-7K2QD 130229 --task 共同调解并签署协议 --until 2026-06-30
                """)

        @OptionGroup var options: SessionOptions
        @OptionGroup var reference: CaseReference
        @Argument(help: "区县代码 / Six-digit code of the district")
        var partner: String
        @Option(help: "请对方做什么 / What it is asked to do")
        var task: String
        @Option(help: "查阅期限，默认 90 天 / Last day on which it may see what is handed over. Default: in 90 days")
        var until: String?
        @Option(name: .customLong("as"), help: "身份 / Role: clerk, head, coordinator")
        var role: String = "clerk"

        func run() async throws {
            let role = try Actor.role(role)
            let district = try ExchangeCommand.district(partner)
            try await ExchangeCommand.with(options) { session, exchange in
                let dispute = try await reference.find(in: session).dispute
                let last = try until.map(ParsedDay.read) ?? session.engine.now.day.adding(days: 90)
                let body = dispute.openProceeding?.body ?? dispute.custody.body
                let joint = try await exchange.invite(
                    district, to: dispute, task: task, sightUntil: last,
                    actor: Actor(role: role, name: Account.name, body: body))
                print(
                    "已邀请 \(session.engine.directory.name(of: joint.body))，查阅至 \(last)；请导出：nplus exchange export \(district) 文件 --key 密钥\ninvited; now: nplus exchange export \(district) FILE --key KEY"
                )
            }
        }
    }
}
