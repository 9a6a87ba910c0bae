import Glibc

/// Where the parts of a cluster are inside the data folder.
///
/// The folder itself, its locks and its configuration belong to the caller; only `data`, `log` and `run` belong to the
/// server's user. So a root caller never writes where an unprivileged user could have laid a link.
struct ClusterLayout: Sendable {
    let folder: String

    init(folder: String) {
        self.folder = absolutePath(folder)
    }

    var root: String { folder + "/postgres" }
    var data: String { root + "/data" }
    /// A cluster in the making; it becomes `data` by a rename when it is whole.
    var unfinishedData: String { root + "/data.new" }
    var log: String { root + "/log" }
    var sockets: String { root + "/run" }
    var configurationFolder: String { root + "/conf" }
    var configuration: String { configurationFolder + "/postgresql.conf" }
    var authentication: String { configurationFolder + "/pg_hba.conf" }
    var userMap: String { configurationFolder + "/pg_ident.conf" }
    /// Settings of the administrator, read last and never touched by the program.
    var localSettings: String { root + "/local.conf" }
    /// Held by whoever starts or stops the server, and by the initdb it runs.
    var startLock: String { root + "/start.lock" }
    /// Held by every process of the server for as long as it lives.
    var serverLock: String { root + "/server.lock" }
    var pidFile: String { data + "/postmaster.pid" }
    /// What the server says before its log files are open.
    var startupLog: String { root + "/startup.log" }

    var exists: Bool { kind(of: root) == .folder }

    /// Makes the folder if it is missing and checks that this user may work in it.
    func prepare() throws(ClusterError) {
        var path = ""
        for part in root.split(separator: "/") {
            path += "/" + part
            if kind(of: path) == .missing { try makeFolder(path, mode: geteuid() == 0 ? 0o755 : 0o700) }
        }
        guard kind(of: root) == .folder else { throw .notAFolder(root) }
        try checkOwner()
        guard access(root, W_OK | X_OK) == 0 else { throw .from(errno, root) }
    }

    func checkOwner() throws(ClusterError) {
        var about = stat()
        guard stat(root, &about) == 0 else { throw .from(errno, root) }
        guard about.st_uid == geteuid() else { throw .otherOwner(path: root, owner: userName(about.st_uid)) }
    }

    /// The major version that made the data, or nil if there is no data yet.
    func dataVersion() throws(ClusterError) -> Int? {
        switch kind(of: data) {
        case .missing: return nil
        case .folder: break
        case .other: throw .notAFolder(data)
        }
        guard let text = readFile(data + "/PG_VERSION"), let major = Int(text.prefix { $0.isNumber }) else {
            throw access(data, R_OK | X_OK) == 0 ? .notACluster(data) : .from(errno, data)
        }
        return major
    }

    /// Makes a folder that the server's user owns and nobody else may enter.
    func makeServerFolder(_ path: String, for user: ServerUser) throws(ClusterError) {
        if kind(of: path) == .missing { try makeFolder(path, mode: 0o700) }
        guard user.isOther else { return }
        guard lchown(path, user.uid, user.gid) == 0 else { throw .from(errno, path) }
    }
}

extension PrivateCluster {
    /// The data folder of this program: `NPLUS_DATA`; else `/var/lib/nplus` for root, whose home folder is closed to the
    /// user that the server runs as; else `nplus` in `XDG_DATA_HOME` or in `~/.local/share`.
    package static func defaultFolder(environment: [String: String] = ProcessEnvironment.current) -> String {
        if let folder = environment["NPLUS_DATA"], !folder.isEmpty { return folder }
        if geteuid() == 0 { return "/var/lib/nplus" }
        if let share = environment["XDG_DATA_HOME"], share.hasPrefix("/") { return share + "/nplus" }
        let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? homeFolder(geteuid())
        return home + "/.local/share/nplus"
    }
}
