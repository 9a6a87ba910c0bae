import Glibc

/// The folder of the server's socket: in the cluster's folder, or in a short one when that does not do.
enum SocketFolder {
    static let port = 5432
    /// `sun_path` holds 108 bytes with the zero at its end.
    private static let longestPath = 107

    static func socket(in folder: String) -> String { folder + "/.s.PGSQL.\(port)" }

    /// A socket can be made there, and libpq can be told of it (to which a comma means a list of hosts).
    static func isSuitable(_ folder: String) -> Bool {
        socket(in: folder).utf8.count <= longestPath && !folder.contains(",")
    }

    /// Where the socket of this cluster goes.
    ///
    /// The short place is not `/run/user/UID`: that one vanishes when the user logs out, and the server stays.
    static func path(for layout: ClusterLayout, caller: uid_t = geteuid()) -> String {
        if isSuitable(layout.sockets) { return layout.sockets }
        let name = String(fingerprint(layout.root), radix: 36)
        return caller == 0 ? "/run/nplus-\(name)" : "/tmp/nplus-\(caller)-\(name)"
    }

    /// Makes the folder, or takes an existing one if it is a folder of the server's user that nobody else may enter.
    static func prepare(for layout: ClusterLayout, user: ServerUser) throws(ClusterError) -> String {
        let folder = path(for: layout)
        if mkdir(folder, 0o700) == 0 {
            if user.isOther, lchown(folder, user.uid, user.gid) != 0 { throw .from(errno, folder) }
        } else if errno != EEXIST {
            throw .from(errno, folder)
        }
        var about = stat()
        guard lstat(folder, &about) == 0 else { throw .from(errno, folder) }
        guard about.st_mode & S_IFMT == S_IFDIR, about.st_uid == user.uid, about.st_mode & 0o077 == 0 else {
            throw .unsafeSocketFolder(folder, user: user.name)
        }
        return folder
    }

    /// Removes the socket of a server that has ended, and the socket's own pid file.
    static func clear(_ folder: String) {
        unlink(socket(in: folder))
        unlink(socket(in: folder) + ".lock")
    }

    /// True if a server takes connections on the socket.
    static func accepts(_ folder: String) -> Bool {
        let path = Array(socket(in: folder).utf8)
        guard path.count <= longestPath else { return false }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
        let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }

    /// FNV-1a: the same short name for the same cluster in every run, which `Hasher` does not give.
    private static func fingerprint(_ text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
