import Glibc

/// A file written beside its target and renamed over it when complete.
struct ReplacementFile: ~Copyable {
    private let path: String
    private let temporaryPath: String
    private let descriptor: Int32
    private var isCommitted = false

    init(path: String) throws(FileBytes.Failure) {
        // The same folder, for a rename is atomic only within one file system.
        let temporaryPath = "\(path).\(String(UInt64.random(in: .min ... .max), radix: 36))"
        let descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw .last() }
        self.path = path
        self.temporaryPath = temporaryPath
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
        if !isCommitted { unlink(temporaryPath) }
    }

    func write(_ bytes: [UInt8]) throws(FileBytes.Failure) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
            }
            if count >= 0 {
                written += count
            } else if errno != EINTR {
                throw .last()
            }
        }
    }

    mutating func commit() throws(FileBytes.Failure) {
        guard fsync(descriptor) == 0, rename(temporaryPath, path) == 0 else { throw .last() }
        isCommitted = true
    }
}
