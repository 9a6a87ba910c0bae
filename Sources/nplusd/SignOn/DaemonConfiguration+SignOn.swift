import API
import Foundation
import Workflow

extension DaemonConfiguration {
    /// Signing in through an identity provider, as it is set; nil where it is not.
    ///
    /// - Throws: A ``StartFailure`` where the mapping cannot be read, with its line.
    func signOn() throws -> SignOn? {
        guard let signOnIssuer, let signOnClient, let signOnMapping else { return nil }
        guard let text = try? String(contentsOfFile: signOnMapping, encoding: .utf8) else {
            throw StartFailure(
                zh: "无法读取 \(signOnMapping)（oidc.mapping）", en: "\(signOnMapping) (oidc.mapping) cannot be read")
        }
        let mapping: ClaimMapping
        do {
            mapping = try ClaimMapping(reading: text, matrix: try AccessMatrix.shipped())
        } catch let error as DataTreeError {
            throw StartFailure(
                zh: "\(signOnMapping):\(error.line)：\(error.message.zh)",
                en: "\(signOnMapping):\(error.line): \(error.message.en)")
        }
        let redirects = (signOnRedirects ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        return SignOn(
            SignOnSettings(
                issuer: signOnIssuer, client: signOnClient, secret: signOnSecret, redirects: redirects,
                mapping: mapping),
            ProviderTransport())
    }
}
