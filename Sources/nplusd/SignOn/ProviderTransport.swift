import API
import Foundation
import FoundationNetworking

/// Asks the identity provider over HTTPS.
struct ProviderTransport: SignOnTransport {
    struct Failed: Error {
        let status: Int
    }

    /// What is answered with more than this is no answer to be kept.
    private static let largest = 1_048_576

    func ask(_ address: String, form: [(name: String, value: String)]?) async throws -> [UInt8] {
        // The provider's document names further addresses: they are held to the same.
        guard Self.isSafe(address), let url = URL(string: address) else { throw Failed(status: 0) }
        var request = URLRequest(url: url)
        request.setValue("application/json", forHTTPHeaderField: "accept")
        if let form {
            request.httpMethod = "POST"
            request.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "content-type")
            let pairs = form.map { "\(PercentCode.encoded($0.name))=\(PercentCode.encoded($0.value))" }
            request.httpBody = Data(pairs.joined(separator: "&").utf8)
        }
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = 10
        configuration.timeoutIntervalForResource = 15
        configuration.httpCookieStorage = nil
        let session = URLSession(configuration: configuration)
        defer { session.finishTasksAndInvalidate() }
        let (data, response) = try await session.data(for: request)
        let status = (response as? HTTPURLResponse)?.statusCode ?? 0
        guard (200..<300).contains(status), data.count <= Self.largest else { throw Failed(status: status) }
        return Array(data)
    }

    /// Over the network only what nobody can read on the way.
    static func isSafe(_ address: String) -> Bool {
        guard let url = URL(string: address), let host = url.host(), !host.isEmpty, url.fragment == nil else {
            return false
        }
        return url.scheme == "https" || url.scheme == "http" && ["127.0.0.1", "localhost", "::1"].contains(host)
    }
}
