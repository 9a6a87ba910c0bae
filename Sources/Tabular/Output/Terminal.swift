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
}
