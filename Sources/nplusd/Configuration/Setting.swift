import Foundation
import Workflow

/// One thing that can be set: its name in the file, its variable, and how its text is read.
struct Setting: Sendable {
    /// As in the file: `listen.port`.
    let name: String
    let variable: String
    /// Sets it from a text; says what is wrong with the text otherwise.
    let set: @Sendable (inout DaemonConfiguration, String) -> Bilingual?
    /// As it stands now, fit to be shown: without a password.
    let show: @Sendable (DaemonConfiguration) -> String

    static let all: [Setting] = [
        text("listen.host", "NPLUSD_HOST", \.host),
        number("listen.port", "NPLUSD_PORT", \.port, in: 1...65535),
        optional("tls.certificate", "NPLUSD_TLS_CERTIFICATE", \.certificate) { _ in nil },
        optional("tls.key", "NPLUSD_TLS_KEY", \.certificateKey) { _ in nil },
        optional("oidc.issuer", "NPLUSD_OIDC_ISSUER", \.signOnIssuer) { text in
            ProviderTransport.isSafe(text)
                ? nil : Bilingual(zh: "应为 https://…（本机可用 http://）", en: "has to be https://… (http:// on this machine)")
        },
        optional("oidc.client", "NPLUSD_OIDC_CLIENT", \.signOnClient) { _ in nil },
        optional("oidc.secret", "NPLUSD_OIDC_SECRET", \.signOnSecret, covered: true) { _ in nil },
        optional("oidc.redirects", "NPLUSD_OIDC_REDIRECTS", \.signOnRedirects) { text in
            text.split(separator: ",").allSatisfy { ProviderTransport.isSafe($0.trimmingCharacters(in: .whitespaces)) }
                ? nil : Bilingual(zh: "应为 https://…，多个以逗号分隔", en: "has to be https://…, with commas between")
        },
        optional("oidc.mapping", "NPLUSD_OIDC_MAPPING", \.signOnMapping) { _ in nil },
        Setting(
            name: "database.url", variable: "NPLUS_DATABASE_URL",
            set: { configuration, text in
                guard text.hasPrefix("postgresql://") || text.hasPrefix("postgres://") || text.contains("=") else {
                    return Bilingual(
                        zh: "应为 postgresql://… 或 host=… dbname=…", en: "has to be postgresql://… or host=… dbname=…")
                }
                configuration.databaseURL = text
                return nil
            },
            show: { $0.databaseURL.map(withoutPassword) ?? "（私有数据库 / private database）" }),
        number("database.connections", "NPLUSD_CONNECTIONS", \.connections, in: 1...200),
        text("data.folder", "NPLUS_DATA", \.folder),
        Setting(
            name: "district", variable: "NPLUSD_DISTRICT",
            set: { configuration, text in
                guard let code = Int32(text), (100_000...999_999).contains(code) else {
                    return Bilingual(zh: "应为六位区县代码", en: "has to be the six-digit code of a district")
                }
                configuration.district = code
                return nil
            },
            show: { $0.district.map(String.init) ?? "（库中唯一的区县 / the only one in the database）" }),
        number("limits.body", "NPLUSD_LIMITS_BODY", \.largestBody, in: 1024...104_857_600),
        number("limits.import", "NPLUSD_LIMITS_IMPORT", \.largestImport, in: 1024...268_435_456),
        number("limits.seconds", "NPLUSD_LIMITS_SECONDS", \.requestSeconds, in: 1...600),
        number("limits.concurrent", "NPLUSD_LIMITS_CONCURRENT", \.concurrentRequests, in: 1...10_000),
        number("limits.rate", "NPLUSD_LIMITS_RATE", \.requestRate, in: 1...1_000_000),
        number("limits.connections", "NPLUSD_LIMITS_CONNECTIONS", \.openConnections, in: 1...100_000),
        number("limits.idle", "NPLUSD_LIMITS_IDLE", \.idleSeconds, in: 1...3600),
        number("refresh", "NPLUSD_REFRESH", \.refreshSeconds, in: 1...86_400),
        optional("outbox.folder", "NPLUSD_OUTBOX_FOLDER", \.outboxFolder) { _ in nil },
        optional("outbox.url", "NPLUSD_OUTBOX_URL", \.outboxURL) { text in
            text.hasPrefix("https://") || text.hasPrefix("http://")
                ? nil : Bilingual(zh: "应为 https://… 或 http://…", en: "has to be https://… or http://…")
        },
        optional("outbox.secret", "NPLUSD_OUTBOX_SECRET", \.outboxSecret, covered: true) { text in
            WebhookSignature(secret: text) != nil
                ? nil
                : Bilingual(
                    zh: "应为 whsec_ 加至少 24 字节的 base64", en: "has to be whsec_ and at least 24 bytes in base64")
        },
        Setting(
            name: "log.level", variable: "NPLUSD_LOG_LEVEL",
            set: { configuration, text in
                let levels = ["trace", "debug", "info", "notice", "warning", "error", "critical"]
                guard levels.contains(text) else {
                    return Bilingual(
                        zh: "应为 \(levels.joined(separator: "、")) 之一",
                        en: "has to be one of \(levels.joined(separator: ", "))")
                }
                configuration.logLevel = text
                return nil
            },
            show: \.logLevel),
    ]

    private static func text(
        _ name: String, _ variable: String, _ path: any WritableKeyPath<DaemonConfiguration, String> & Sendable
    ) -> Setting {
        Setting(
            name: name, variable: variable,
            set: { configuration, text in
                guard !text.isEmpty else { return Bilingual(zh: "不能为空", en: "may not be empty") }
                configuration[keyPath: path] = text
                return nil
            },
            show: { $0[keyPath: path] })
    }

    /// One that may be missing.
    private static func optional(
        _ name: String, _ variable: String, _ path: any WritableKeyPath<DaemonConfiguration, String?> & Sendable,
        covered: Bool = false, fault: @escaping @Sendable (String) -> Bilingual?
    ) -> Setting {
        Setting(
            name: name, variable: variable,
            set: { configuration, text in
                guard !text.isEmpty else { return Bilingual(zh: "不能为空", en: "may not be empty") }
                configuration[keyPath: path] = text
                return fault(text)
            },
            show: { configuration in
                configuration[keyPath: path].map { covered ? "***" : $0 } ?? "（无 / none）"
            })
    }

    private static func number(
        _ name: String, _ variable: String, _ path: any WritableKeyPath<DaemonConfiguration, Int> & Sendable,
        in range: ClosedRange<Int>
    ) -> Setting {
        Setting(
            name: name, variable: variable,
            set: { configuration, text in
                guard let number = Int(text), range.contains(number) else {
                    return Bilingual(
                        zh: "应为 \(range.lowerBound) 至 \(range.upperBound) 的整数",
                        en: "has to be a whole number from \(range.lowerBound) to \(range.upperBound)")
                }
                configuration[keyPath: path] = number
                return nil
            },
            show: { String($0[keyPath: path]) })
    }

    /// A connection string with its password covered.
    private static func withoutPassword(_ url: String) -> String {
        url.replacing(#/(://[^:@/?]*:)[^@/]*@/#) { "\($0.output.1)***@" }
            .replacing(#/(password=)[^&\s]*/#) { "\($0.output.1)***" }
    }
}
