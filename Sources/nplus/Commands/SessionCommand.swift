import API
import ArgumentParser
import Tabular
import Workflow

/// `nplus session`: signing in to a service.
struct SessionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "session",
        abstract: "登录服务，之后各命令可通过服务办理 / Sign in to a service and work through it",
        discussion: """
            命令加 --server 地址（或设 NPLUS_SERVER）即通过服务办理，不直接用数据库：登记、办理、查看、待办、导入、
            统计（annual、period、open、paragraph）、单位名录（directory list）。看得到什么、能办什么，以您的账号为准。
            With --server URL (or NPLUS_SERVER) these go through a service instead of a database: register, act,
            show, list, import, report annual, period, open and paragraph, directory list. What you see and may do
            is what your account may.

            登录保存在 ~/.config/nplus，只有您能读；程序用 NPLUS_TOKEN 给出令牌。
            The sign-in is kept in ~/.config/nplus for you alone; programs give a token as NPLUS_TOKEN.

            例 / Examples:
              nplus session begin --server https://nplus.example --account wang
              nplus list --server https://nplus.example
              NPLUS_SERVER=https://nplus.example nplus act 230417-7K2QD accept
            """,
        subcommands: [Begin.self, Who.self, Password.self, End.self])
}

/// Which service.
struct ServerOptions: ParsableArguments {
    @Option(help: ArgumentHelp("服务地址 / The service. 默认 / Default: NPLUS_SERVER", valueName: "url"))
    var server: String?

    func remote() throws -> RemoteServer {
        guard let address = server ?? RemoteServer.usual else {
            throw ValidationError("请用 --server 写明服务地址 / name the service with --server")
        }
        return try RemoteServer(address)
    }
}

extension SessionCommand {
    struct Begin: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "begin", abstract: "登录 / Sign in",
            discussion: """
                口令在终端输入，不显示；不在终端时取标准输入的第一行。
                The password is asked for and not shown; without a terminal it is the first line of standard input.
                --oidc 在浏览器中经统一身份认证登录。
                --oidc signs in through the identity provider, in a browser.

                例 / Examples:
                  nplus session begin --server https://nplus.example --account wang
                  nplus session begin --server https://nplus.example --oidc
                """)

        @OptionGroup var service: ServerOptions
        @Option(help: "账号 / The account")
        var account: String?
        @Flag(help: "经统一身份认证 / Through the identity provider")
        var oidc = false

        func validate() throws {
            guard oidc != (account != nil) else {
                throw ValidationError("--account 与 --oidc 须写其一 / write --account or --oidc")
            }
        }

        func run() async throws {
            let remote = try service.remote()
            let reply: JSON
            if let account {
                let password = try Secrets.ask("口令 / Password: ")
                reply = try await remote.ask(
                    "POST", "/v1/session",
                    .object([("account", .string(account)), ("password", .string(password))])
                ).json
            } else {
                reply = try await throughProvider(remote)
            }
            guard let token = reply["token"]?.string, let expires = reply["expires"]?.string else {
                throw Failure(zh: "服务没有给出令牌", en: "the service gave no token")
            }
            try KeptSignIns().keep(token, expires: expires, for: remote.address)
            print("已登录，至 \(expires) / Signed in until then")
            if reply["mustChangePassword"]?.flag == true {
                print("须先更改口令：nplus session password --server \(remote.address) / change the password first")
            }
        }

        private func throughProvider(_ remote: RemoteServer) async throws -> JSON {
            let redirect = try LoopbackRedirect()
            let begun = try await remote.ask(
                "POST", "/v1/session/oidc/begin", .object([("redirect", .string(redirect.address))])
            ).json
            Terminal.write(
                "请在浏览器中打开 / Open in a browser:\n\(begun["authorize"]?.string ?? "")\n", to: .error)
            let query = APIRequest(method: "GET", path: "/", query: try redirect.query(within: 600)).parameters ?? []
            func value(_ name: String) -> String { query.first { $0.name == name }?.value ?? "" }
            guard !value("code").isEmpty else {
                throw Failure(
                    zh: "统一身份认证没有通过：\(value("error")) \(value("error_description"))",
                    en: "the identity provider refused: \(value("error")) \(value("error_description"))",
                    status: .refused)
            }
            return try await remote.ask(
                "POST", "/v1/session/oidc",
                .object([
                    ("ticket", .string(begun["ticket"]?.string ?? "")), ("code", .string(value("code"))),
                    ("state", .string(value("state"))),
                ])
            ).json
        }
    }

    struct Who: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "我是谁，能做什么 / Who I am, and what I may do",
            discussion: "例 / Example: nplus session show --server https://nplus.example")

        @OptionGroup var service: ServerOptions
        @Option(help: ArgumentHelp("输出格式 / Output: table, json, csv", valueName: "format"))
        var output: OutputFormat = .table

        func run() async throws {
            let me = try await service.remote().ask("GET", "/v1/session").json
            guard output != .json else { return print(me.text) }
            let listing = Listing(
                title: me["principal"]?.string,
                columns: [.init("role", "角色"), .init("body", "单位"), .init("acts", "可办理的身份 --as")],
                rows: (me["grants"]?.elements ?? []).map { grant in
                    [
                        .text(grant["title"]?["zh"]?.string), .text(grant["bodyName"]?.string),
                        .text(grant["acts"]?.elements.compactMap(\.string).joined(separator: " ")),
                    ]
                })
            print(listing.rendered(as: output, width: Terminal.width(.output)), terminator: "")
        }
    }

    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "password", abstract: "更改口令，并退出所有登录 / Change the password, which signs out everywhere",
            discussion: "例 / Example: nplus session password --server https://nplus.example")

        @OptionGroup var service: ServerOptions

        func run() async throws {
            let remote = try service.remote()
            let old = try Secrets.ask("原口令 / Old password: ")
            let new = try Secrets.ask("新口令，至少 10 个字 / New password, ten characters at least: ")
            _ = try await remote.ask(
                "POST", "/v1/session/password", .object([("old", .string(old)), ("new", .string(new))]))
            try KeptSignIns().forget(remote.address)
            print("口令已更改，请重新登录 / Changed; sign in again")
        }
    }

    struct End: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "end", abstract: "退出 / Sign out",
            discussion: "例 / Example: nplus session end --server https://nplus.example")

        @OptionGroup var service: ServerOptions

        func run() async throws {
            let remote = try service.remote()
            // The kept token goes whatever the service says of it.
            let ended: Result<RemoteServer.Reply, any Error>
            do {
                ended = .success(try await remote.ask("DELETE", "/v1/session"))
            } catch {
                ended = .failure(error)
            }
            try KeptSignIns().forget(remote.address)
            _ = try ended.get()
            print("已退出 / Signed out")
        }
    }
}
