/// HMAC (RFC 2104, GB/T 15852.2) of a text under a secret key: equal texts give equal bytes, and without the key nothing can be
/// tried out.
package struct KeyedHash: Sendable {
    private let inner: [UInt8]
    private let outer: [UInt8]
    private let algorithm: HashAlgorithm
    private static let block = 64

    package init(key: [UInt8], algorithm: HashAlgorithm = .sha256) {
        let short = key.count > Self.block ? algorithm.digest(key) : key
        let padded = short + [UInt8](repeating: 0, count: Self.block - short.count)
        inner = padded.map { $0 ^ 0x36 }
        outer = padded.map { $0 ^ 0x5C }
        self.algorithm = algorithm
    }

    package func callAsFunction(_ text: String) -> [UInt8] {
        algorithm.digest(outer + algorithm.digest(inner + Array(text.utf8)))
    }
}
