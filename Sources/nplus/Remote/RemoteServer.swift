import API
import Foundation
import FoundationNetworking
import PostgresServer
import Tabular
import Workflow

/// A service (`nplusd`) that commands work through instead of a database of their own: what they ask goes over HTTP, what is
/// answered is told as if it came from here.
///
/// **Read in this order**: this file (asking), ``KeptSignIns`` (as whom), then a file for each matter: `RemoteServer+Cases`,
/// `+Reports`, `+Import`.
struct RemoteServer {
    /// Without a slash at the end.
    let address: String
    private let token: String?

    /// What `NPLUS_SERVER` names.
    static var usual: String? {
        guard let address = ProcessEnvironment.current["NPLUS_SERVER"], !address.isEmpty else { return nil }
        return address
    }

    /// - Parameter address: Such as `https://nplus.example`. Over plain HTTP only this machine is spoken to: a password or a
    ///   token would be read on the way.
    init(_ address: String) throws {
        let trimmed = address.hasSuffix("/") ? String(address.dropLast()) : address
        guard let url = URL(string: trimmed), let scheme = url.scheme, let host = url.host(),
            ["http", "https"].contains(scheme), url.query() == nil
        else {
            throw Failure(
                zh: "「\(address)」不是服务地址", en: "'\(address)' is no address of a service",
                remedy: Bilingual(
                    zh: "写作 https://主机 或 http://127.0.0.1:8421", en: "write https://HOST or http://127.0.0.1:8421"),
                status: .usage)
        }
        guard scheme == "https" || ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host) else {
            throw Failure(
                zh: "不以明文 HTTP 连接其他机器：口令会被看到",
                en: "other machines are not spoken to over plain HTTP: a password would be seen",
                remedy: Bilingual(zh: "请用 https://", en: "use https://"), status: .usage)
        }
        self.address = trimmed
        let given = ProcessEnvironment.current["NPLUS_TOKEN"].flatMap { $0.isEmpty ? nil : $0 }
        token = try given ?? KeptSignIns().token(for: trimmed)
    }

    struct Reply {
        let json: JSON
        /// The revision of the dispute that was answered with.
        let tag: String?
        let bytes: [UInt8]
    }

    /// Asks, and answers with what came back.
    ///
    /// - Parameters:
    ///   - path: Percent-encoded.
    ///   - query: In order; not encoded.
    /// - Throws: A ``Failure`` with what the service said.
    func ask(
        _ method: String, _ path: String, query: [(name: String, value: String?)] = [], _ content: JSON? = nil,
        fields: [String: String] = [:]
    ) async throws -> Reply {
        let pairs = query.compactMap { name, value in value.map { "\(name)=\(PercentCode.encoded($0))" } }
        let text = address + path + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
        guard let url = URL(string: text) else {
            throw Failure(zh: "地址「\(text)」有误", en: "the address '\(text)' is broken", status: .usage)
        }
        var request = URLRequest(url: url)
        request.httpMethod = method
        for (name, value) in fields { request.setValue(value, forHTTPHeaderField: name) }
        if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "authorization") }
        if let content {
            request.setValue("application/json", forHTTPHeaderField: "content-type")
            request.httpBody = Data(content.line.utf8)
        }
        let (data, response) = try await send(request)
        let bytes = Array(data)
        let type = response.value(forHTTPHeaderField: "content-type") ?? ""
        let json: JSON = type.contains("json") ? (try? JSON(reading: bytes)) ?? .null : .null
        guard (200..<300).contains(response.statusCode) else {
            throw failure(response.statusCode, json)
        }
        return Reply(json: json, tag: response.value(forHTTPHeaderField: "etag"), bytes: bytes)
    }

    private func send(_ request: URLRequest) async throws -> (Data, HTTPURLResponse) {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = 120
        configuration.httpCookieStorage = nil
        // What a redirection leads to is another server, which is not to get the token.
        let session = URLSession(configuration: configuration, delegate: NoRedirection(), delegateQueue: nil)
        defer { session.finishTasksAndInvalidate() }
        let data: Data
        let response: URLResponse
        do {
            (data, response) = try await session.data(for: request)
        } catch {
            throw Failure(
                zh: "无法连接服务 \(address)：\(error.localizedDescription)",
                en: "the service \(address) cannot be reached: \(error.localizedDescription)",
                remedy: Bilingual(zh: "请确认地址无误、nplusd 在运行", en: "check the address, and that nplusd runs"))
        }
        guard let response = response as? HTTPURLResponse else {
            throw Failure(zh: "\(address) 的答复不是 HTTP", en: "\(address) does not answer in HTTP")
        }
        return (data, response)
    }

    private func failure(_ status: Int, _ problem: JSON) -> Failure {
        guard let code = problem["code"]?.string, let message = Bilingual(problem["message"]) else {
            return Failure(
                zh: "\(address) 答复 HTTP \(status)", en: "\(address) answered HTTP \(status)",
                remedy: Bilingual(zh: "请确认这是 nplusd 的地址", en: "see that this is the address of nplusd"))
        }
        let kind = ProblemKind(rawValue: code)
        var remedy = Bilingual(problem["remedy"])
        switch kind {
        case .unauthenticated?:
            remedy = Bilingual(
                zh: "请先登录：nplus session begin --server \(address) --account 账号",
                en: "sign in first: nplus session begin --server \(address) --account NAME")
        case .passwordExpired?:
            remedy = Bilingual(
                zh: "请先更改：nplus session password --server \(address)",
                en: "change it first: nplus session password --server \(address)")
        default: break
        }
        return Failure(zh: message.zh, en: message.en, remedy: remedy, status: Self.status(of: kind))
    }

    /// As the same refusal ends a command that works on a database.
    private static func status(of kind: ProblemKind?) -> ExitStatus {
        switch kind {
        case .refused?, .stale?, .keyReused?, .dispute?, .party?, .figure?, .forbidden?: .refused
        case .content?, .parameter?, .malformed?, .keyMissing?, .revisionMissing?: .usage
        default: .failed
        }
    }
}

private final class NoRedirection: NSObject, URLSessionTaskDelegate {
    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }
}

extension Bilingual {
    /// A text in both languages, as the service writes one.
    init?(_ json: JSON?) {
        guard let zh = json?["zh"]?.string, let en = json?["en"]?.string else { return nil }
        self.init(zh: zh, en: en)
    }
}
