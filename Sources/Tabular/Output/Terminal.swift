import Glibc

/// What can be known of the terminal that a descriptor leads to.
package enum Terminal {
    /// The descriptors of the two output streams.
    package enum Stream: Int32, Sendable {
        case output = 1
        case error = 2
    }

    package static func isTerminal(_ stream: Stream) -> Bool {
        isatty(stream.rawValue) == 1
    }

    /// Columns of the terminal; nil if the stream goes to a file or a pipe, where nothing should be cut.
    package static func width(_ stream: Stream) -> Int? {
        guard isTerminal(stream) else { return nil }
        var size = winsize()
        guard ioctl(stream.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Writes text at once, without the buffer of `print`; what that still holds goes first, so that where both streams
    /// lead to one file all stands there in the order it was said.
    package static func write(_ text: String, to stream: Stream) {
        fflush(nil)
        let bytes = Array(text.utf8)
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(stream.rawValue, $0.baseAddress, $0.count) }
            if count < 0 && errno != EINTR { return }
            written += max(count, 0)
        }
    }
}
