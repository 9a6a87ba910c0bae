#if Daemon
    import Foundation
    import Logging
    import NIOCore
    import NIOSSL
    import ServiceLifecycle
    import Synchronization

    /// The certificate that the daemon shows where it speaks TLS itself, read anew when its file changes: a renewed one is in use
    /// without a restart, for every connection that is opened from then on.
    final class ServerCertificate: Sendable {
        private let chainFile: String
        private let keyFile: String
        private let current: Mutex<(pair: Pair, stamp: [Date])>

        private struct Pair {
            let chain: [NIOSSLCertificateSource]
            let key: NIOSSLPrivateKeySource
        }

        /// - Throws: where the files cannot be read, or the key is not the certificate's.
        init(chain: String, key: String) throws {
            chainFile = chain
            keyFile = key
            current = Mutex((try Self.read(chain, key), Self.stamp([chain, key])))
            do {
                _ = try NIOSSLContext(configuration: configuration())
            } catch {
                throw StartFailure(
                    zh: "私钥 \(key) 与证书 \(chain) 不相配", en: "the key \(key) does not belong to the certificate \(chain)")
            }
        }

        /// TLS 1.2 and 1.3, for connections that are opened from now on.
        func configuration() -> TLSConfiguration {
            let pair = current.withLock { $0.pair }
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: pair.chain, privateKey: pair.key)
            configuration.minimumTLSVersion = .tlsv12
            configuration.applicationProtocols = ["http/1.1"]
            configuration.sslContextCallback = { [self] _, promise in
                var override = NIOSSLContextConfigurationOverride()
                let pair = current.withLock { $0.pair }
                override.certificateChain = pair.chain
                override.privateKey = pair.key
                promise.succeed(override)
            }
            return configuration
        }

        /// Looks whether the files changed. A pair that cannot be read, or does not fit together, leaves the old one in use.
        ///
        /// - Returns: Whether there is a new one.
        func renew() throws -> Bool {
            let stamp = Self.stamp([chainFile, keyFile])
            guard stamp != current.withLock({ $0.stamp }) else { return false }
            let pair = try Self.read(chainFile, keyFile)
            _ = try NIOSSLContext(
                configuration: .makeServerConfiguration(certificateChain: pair.chain, privateKey: pair.key))
            current.withLock { $0 = (pair, stamp) }
            return true
        }

        private static func read(_ chain: String, _ key: String) throws -> Pair {
            let certificates: [NIOSSLCertificate]
            do {
                certificates = try NIOSSLCertificate.fromPEMFile(chain)
            } catch {
                throw StartFailure(
                    zh: "证书 \(chain) 无法读取（PEM，服务器证书在前）",
                    en: "the certificate \(chain) cannot be read (PEM, the server's own first)")
            }
            do {
                return Pair(
                    chain: certificates.map { .certificate($0) },
                    key: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
            } catch {
                throw StartFailure(
                    zh: "私钥 \(key) 无法读取（PEM，不加密）", en: "the key \(key) cannot be read (PEM, not encrypted)")
            }
        }

        private static func stamp(_ files: [String]) -> [Date] {
            files.map { file in
                (try? FileManager.default.attributesOfItem(atPath: file)[.modificationDate] as? Date) ?? .distantPast
            }
        }
    }

    /// Looks after the certificate while the daemon runs.
    struct CertificateKeeper: Service {
        let certificate: ServerCertificate
        let every: Duration
        let logger: Logger

        func run() async throws {
            await cancelWhenGracefulShutdown {
                var isWell = true
                while !Task.isCancelled {
                    do {
                        if try certificate.renew() { logger.notice("the certificate is renewed") }
                        isWell = true
                    } catch {
                        // Told once: it stays wrong until somebody mends the file.
                        if isWell { logger.error("the new certificate is not taken: \(error)") }
                        isWell = false
                    }
                    try? await Task.sleep(for: every)
                }
            }
        }
    }
#endif
