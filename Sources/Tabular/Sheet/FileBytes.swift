import Glibc

/// Whole files, read without Foundation.
enum FileBytes {
    /// The operating system's reason why a call failed.
    struct Failure: Error {
        var reason: String

        /// From `errno`, which must still be that of the failed call.
        static func last() -> Failure { Failure(reason: String(cString: strerror(errno))) }
    }

    /// The last component of a path.
    static func name(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    static func read(_ path: String) throws(Failure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last() }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .last() }
        // The size is a hint only: pipes and /proc files say 0.
        var bytes = [UInt8](repeating: 0, count: max(Int(status.st_size) + 1, 4096))
        var filled = 0
        while true {
            let count = bytes.withUnsafeMutableBytes { buffer in
                Glibc.read(descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw .last()
            }
            if count == 0 { break }
            filled += count
            if filled == bytes.count { bytes.append(contentsOf: repeatElement(0, count: filled)) }
        }
        bytes.removeSubrange(filled...)
        return bytes
    }
}
