#if Daemon
    import CaseStore
    import Engine
    import Foundation
    import FoundationNetworking
    import Mediation

    /// Sends messages to one address: a POST each, signed, in a CloudEvents envelope.
    ///
    /// Any answer of the 200s means that the receiver has it for good. 410 means that it will never take it; everything else is
    /// tried again.
    final class Webhook: Delivery {
        private let address: URL
        private let signature: WebhookSignature
        private let session: URLSession

        init(address: URL, signature: WebhookSignature) {
            self.address = address
            self.signature = signature
            let configuration = URLSessionConfiguration.ephemeral
            configuration.timeoutIntervalForRequest = 15
            configuration.timeoutIntervalForResource = 30
            configuration.httpCookieStorage = nil
            session = URLSession(configuration: configuration)
        }

        deinit {
            session.invalidateAndCancel()
        }

        func deliver(_ message: OutboxMessage, of district: DistrictCode) async throws(DeliveryFailure) {
            let content: String
            do {
                content = try CloudEvent(message, of: district).json
            } catch {
                throw DeliveryFailure(error.message, isFinal: true)
            }
            var request = URLRequest(url: address)
            request.httpMethod = "POST"
            request.httpBody = Data(content.utf8)
            request.setValue("application/cloudevents+json; charset=utf-8", forHTTPHeaderField: "content-type")
            let seconds = Int64(Date().timeIntervalSince1970)
            for (name, value) in signature.headers(id: message.id.description, seconds: seconds, content: content) {
                request.setValue(value, forHTTPHeaderField: name)
            }
            let response: URLResponse
            do {
                (_, response) = try await session.data(for: request)
            } catch {
                throw DeliveryFailure("\(address.host() ?? ""): \(error.localizedDescription)")
            }
            guard let status = (response as? HTTPURLResponse)?.statusCode, (200..<300).contains(status) else {
                let status = (response as? HTTPURLResponse)?.statusCode
                throw DeliveryFailure("HTTP \(status.map(String.init) ?? "?")", isFinal: status == 410)
            }
        }
    }

    extension DaemonConfiguration {
        /// The way out that is set; nil where there is none.
        var delivery: (any Delivery)? {
            if let outboxFolder { return SpoolFolder(outboxFolder) }
            guard let address = outboxURL.flatMap(URL.init(string:)),
                let signature = outboxSecret.flatMap(WebhookSignature.init(secret:))
            else { return nil }
            return Webhook(address: address, signature: signature)
        }
    }
#endif
