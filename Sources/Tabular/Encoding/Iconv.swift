import Glibc

/// A conversion of the C library between UTF-8 and another encoding.
struct Iconv: ~Copyable {
    /// The bytes converted before the first that could not be, and the offset of that one in the input.
    struct Conversion {
        var bytes: [UInt8]
        var failedAt: Int?
    }

    private let handle: iconv_t

    /// - Returns: nil if the C library has no tables for one of the two encodings.
    init?(from source: String, to target: String) {
        guard let handle = iconv_open(target, source), handle != Self.invalid else { return nil }
        self.handle = handle
    }

    deinit {
        iconv_close(handle)
    }

    /// `iconv_open` answers (iconv_t) -1, not a null pointer, when it fails.
    private static var invalid: iconv_t? { iconv_t(bitPattern: -1) }

    func convert(_ input: UnsafeBufferPointer<UInt8>) -> Conversion {
        guard let base = input.baseAddress, !input.isEmpty else { return Conversion(bytes: [], failedAt: nil) }
        // Two bytes of GB 18030 become three of UTF-8, one byte of text at most four: twice the input and
        // some slack is enough for real text; E2BIG below grows it for the rest.
        var output = [UInt8](repeating: 0, count: input.count * 2 + 16)
        var written = 0
        // iconv takes a non-const pointer for historical reasons and does not write through it (POSIX.1-2008).
        var source: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(mutating: UnsafeRawPointer(base))
            .assumingMemoryBound(to: CChar.self)
        var sourceLeft = input.count
        while sourceLeft > 0 {
            var failure: Int32 = 0
            output.withUnsafeMutableBytes { buffer in
                var target = buffer.baseAddress?.advanced(by: written).assumingMemoryBound(to: CChar.self)
                var targetLeft = buffer.count - written
                if iconv(handle, &source, &sourceLeft, &target, &targetLeft) == -1 { failure = errno }
                written = buffer.count - targetLeft
            }
            if failure == E2BIG {
                output.append(contentsOf: repeatElement(0, count: output.count))
            } else if failure != 0 {
                // EILSEQ: no such character. EINVAL: the input ends inside one.
                _ = iconv(handle, nil, nil, nil, nil)
                return Conversion(bytes: Array(output[..<written]), failedAt: input.count - sourceLeft)
            }
        }
        output.removeSubrange(written...)
        return Conversion(bytes: output, failedAt: nil)
    }
}
