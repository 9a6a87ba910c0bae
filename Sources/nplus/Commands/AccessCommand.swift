import API
import ArgumentParser
import CaseStore
import Engine
import LegalTime
import Mediation
import Tabular
import Workflow

/// `nplus access`: who may ask the daemon.
struct AccessCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "access",
        abstract: "网络访问：账号和令牌 / Who may ask over the network: accounts and tokens",
        discussion: """
            角色和各角色的权限见 docs/api.md；密码和令牌只显示一次，库中只存其摘要。
            docs/api.md lists the roles and what each may do. A password or token is shown
            once; the database keeps its hash only.

            例 / Examples:
              nplus access account wang --title 王样例 --role clerk --body TWN-120119100
              nplus access token 统计平台 --role auditor --days 90
              nplus access list
              nplus access revoke 018bcfe5-…
            """,
        subcommands: [AddAccount.self, AddToken.self, ListAccess.self, Revoke.self, Reset.self, Disable.self])
}

/// A role, for one body where it belongs to bodies.
struct GrantOptions: ParsableArguments {
    @Option(help: "角色 / Role, such as clerk, mediator, head, coordinator, leader, auditor, administrator")
    var role: String
    @Option(help: "所在单位，代码或名称 / The body, by id or name")
    var body: String?

    func grant(_ session: Session) throws -> AccessGrant {
        let matrix = try AccessMatrix.shipped()
        guard let known = matrix.grantable.first(where: { $0.name == role || $0.title.zh == role }) else {
            let all = matrix.grantable.map { "\($0.name) \($0.title.zh)" }.joined(separator: "，")
            throw Failure(
                zh: "没有角色「\(role)」", en: "there is no role '\(role)'",
                remedy: Bilingual(
                    zh: "可用：\(all)", en: "one of \(matrix.grantable.map(\.name).joined(separator: ", "))"),
                status: .usage)
        }
        let found = try body.map {
            try BodyReference.find($0, in: session.engine.directory, on: session.engine.now.day)
        }
        guard found != nil || !matrix.needsBody(known.name) else {
            throw Failure(
                zh: "角色「\(known.title.zh)」须写明所在单位", en: "the role '\(known.name)' belongs to a body",
                remedy: Bilingual(zh: "请加 --body", en: "add --body"), status: .usage)
        }
        return AccessGrant(role: known.name, body: found)
    }
}

extension AccessCommand {
    struct AddAccount: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "account", abstract: "新建账号，显示初始密码 / Add an account; shows its first password",
            discussion: "例 / Example: nplus access account wang --role clerk --body TWN-120119100")

        @OptionGroup var options: SessionOptions
        @Argument(help: "账号名 / Name of the account")
        var name: String
        @Option(help: "姓名或称呼 / Who it is. 默认账号名 / Default: the name")
        var title: String?
        @OptionGroup var grant: GrantOptions

        func run() async throws {
            try await Session.with(options) { session in
                let password = FirstPassword.make()
                let row = AccountRow(
                    name: name, title: title ?? name, password: PasswordHash(of: password).text, mustChange: true,
                    grants: [try grant.grant(session)])
                guard try await session.store.add(row, by: Account.name, at: session.engine.now) else {
                    throw Failure(
                        zh: "账号「\(name)」已存在", en: "there is an account '\(name)' already",
                        remedy: Bilingual(
                            zh: "重设密码用 nplus access reset", en: "nplus access reset sets another password"),
                        status: .refused)
                }
                print(
                    "账号 / Account: \(name)\n初始密码 / First password: \(password)\n首次登录须更改 / To be changed at the first sign-in"
                )
            }
        }
    }

    struct Reset: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reset", abstract: "重设密码，解除锁定 / Set another password, which unlocks the account",
            discussion: "例 / Example: nplus access reset wang")

        @OptionGroup var options: SessionOptions
        @Argument(help: "账号名 / Name of the account")
        var name: String

        func run() async throws {
            try await Session.with(options) { session in
                let password = FirstPassword.make()
                let hash = PasswordHash(of: password)
                guard
                    try await session.store.setPassword(
                        of: name, to: hash.text, mustChange: true, at: session.engine.now)
                else { throw unknownAccount(name) }
                print("新密码 / New password: \(password)\n首次登录须更改 / To be changed at the first sign-in")
            }
        }
    }

    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "disable", abstract: "停用账号，立即生效 / Close an account, at once",
            discussion: "例 / Example: nplus access disable wang")

        @OptionGroup var options: SessionOptions
        @Argument(help: "账号名 / Name of the account")
        var name: String

        func run() async throws {
            try await Session.with(options) { session in
                guard try await session.store.disable(account: name, at: session.engine.now) else {
                    throw unknownAccount(name)
                }
                print("账号已停用 / Closed: \(name)")
            }
        }
    }

    struct AddToken: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "token", abstract: "为程序发放令牌 / Give a token to a program",
            discussion: "例 / Example: nplus access token 统计平台 --role auditor --days 90")

        @OptionGroup var options: SessionOptions
        @Argument(help: "用途 / What it is for")
        var label: String
        @OptionGroup var grant: GrantOptions
        @Option(help: "有效天数 / How many days it is good for")
        var days: Int = 90

        func validate() throws {
            guard (1...730).contains(days) else {
                throw ValidationError("--days 应为 1 至 730 / --days has to be 1 to 730")
            }
        }

        func run() async throws {
            try await Session.with(options) { session in
                let secret = Secret()
                let now = session.engine.now
                let row = TokenRow(
                    id: session.engine.freshID(), label: label, account: nil, grants: [try grant.grant(session)],
                    created: now, expires: now.adding(seconds: days * 86_400))
                try await session.store.add(row, hash: secret.hash, by: Account.name)
                print("令牌 / Token: \(secret.text)\n标识 / Id: \(row.id)\n有效至 / Good until: \(row.expires)")
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "revoke", abstract: "撤销令牌，立即生效 / Revoke a token, at once",
            discussion: "例 / Example: nplus access revoke 018bcfe5-6800-7000-8000-000000000000")

        @OptionGroup var options: SessionOptions
        @Argument(help: "令牌的标识，见 nplus access list / Id of the token, see nplus access list")
        var id: String

        func run() async throws {
            // Read outside: inside the closure the optimiser of Swift 6.3.1 crashes over it.
            guard let token = CaseID(id) else { throw unknown }
            try await Session.with(options) { session in
                let isRevoked = try await session.store.revoke(token: token, at: session.engine.now)
                guard isRevoked else { throw unknown }
                print("令牌已撤销 / Revoked: \(id)")
            }
        }

        private var unknown: Failure {
            Failure(
                zh: "没有有效的令牌「\(id)」", en: "there is no valid token '\(id)'",
                remedy: Bilingual(zh: "可用 nplus access list 查看", en: "nplus access list shows them"),
                status: .refused)
        }
    }

    struct ListAccess: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "账号和令牌 / Accounts and tokens",
            discussion: "例 / Example: nplus access list --output json")

        @OptionGroup var options: SessionOptions

        func run() async throws {
            try await Session.with(options) { session in
                let (accounts, tokens) = (try await session.store.accounts(), try await session.store.tokens())
                let now = session.engine.now
                let listing = Listing(
                    columns: [
                        .init("kind", "种类"), .init("name", "名称"), .init("id", "标识"), .init("grants", "角色"),
                        .init("state", "状态"), .init("expires", "有效至"),
                    ],
                    rows: accounts.map { account in
                        let isLocked = account.lockedUntil.map { $0 > now } ?? false
                        return [
                            .text("账号"), .text(account.name), .missing, .text(words(account.grants)),
                            .text(account.disabled != nil ? "停用" : isLocked ? "锁定" : "有效"), .missing,
                        ]
                    }
                        + tokens.map { token in
                            [
                                .text("令牌"), .text(token.label), .text(token.id.description),
                                .text(words(token.grants)),
                                .text(token.revoked != nil ? "已撤销" : token.expires <= now ? "已过期" : "有效"),
                                .text(token.expires.description),
                            ]
                        })
                print(listing.rendered(as: options.output, width: Terminal.width(.output)), terminator: "")
            }
        }

        private func words(_ grants: [AccessGrant]) -> String {
            grants.map { $0.role + ($0.body.map { "@\($0)" } ?? "") }.joined(separator: " ")
        }
    }
}

private func unknownAccount(_ name: String) -> Failure {
    Failure(
        zh: "没有账号「\(name)」，或已停用", en: "there is no account '\(name)', or it is closed",
        remedy: Bilingual(zh: "可用 nplus access list 查看", en: "nplus access list shows them"), status: .refused)
}

/// A password to begin with, easy to read aloud: four groups of four, without letters that look alike.
private enum FirstPassword {
    static func make() -> String {
        let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
        var generator = SystemRandomNumberGenerator()
        return (0..<4).map { _ in
            String((0..<4).map { _ in letters[Int.random(in: letters.indices, using: &generator)] })
        }.joined(separator: "-")
    }
}
