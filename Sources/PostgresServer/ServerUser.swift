import Glibc

/// The system user that the server runs as: the caller, or for root an unprivileged one (PostgreSQL refuses root).
struct ServerUser: Sendable {
    let name: String
    let uid: uid_t
    let gid: gid_t
    /// True if the caller is root and has to become this user for the server's programs.
    let isOther: Bool

    /// The user for a cluster whose data are, or will be, in the folder. Data that exist keep their owner.
    static func forData(_ data: String) throws(ClusterError) -> ServerUser {
        let caller = geteuid()
        guard caller == 0 else {
            guard let entry = getpwuid(caller) else { throw .namelessUser(caller) }
            return ServerUser(entry.pointee, isOther: false)
        }
        var about = stat()
        if stat(data, &about) == 0, about.st_uid != 0 {
            guard let entry = getpwuid(about.st_uid) else { throw .namelessUser(about.st_uid) }
            return ServerUser(entry.pointee, isOther: true)
        }
        for name in ["postgres", "nobody"] {
            if let entry = getpwnam(name), entry.pointee.pw_uid != 0 {
                return ServerUser(entry.pointee, isOther: true)
            }
        }
        throw .noServerUser
    }

    private init(_ entry: passwd, isOther: Bool) {
        name = String(cString: entry.pw_name)
        uid = entry.pw_uid
        gid = entry.pw_gid
        self.isOther = isOther
    }

    /// The command as this user. setpriv becomes the program in place: the child's pid is the server's.
    func command(_ arguments: [String]) -> [String] {
        guard isOther else { return arguments }
        return ["/usr/bin/setpriv", "--reuid=\(uid)", "--regid=\(gid)", "--init-groups", "--"] + arguments
    }

    /// Checks that this user can pass through every folder down to the path.
    func checkReach(_ path: String) throws(ClusterError) {
        guard isOther, try !canEnter(path) else { return }
        var folder = ""
        for part in path.split(separator: "/") {
            folder += "/" + part
            guard try canEnter(folder) else { throw .unreachable(folder, user: name) }
        }
    }

    private func canEnter(_ folder: String) throws(ClusterError) -> Bool {
        try Spawn.run(command(["/usr/bin/test", "-x", folder])).succeeded
    }
}

/// The name of a user, or the number of one that has none.
func userName(_ uid: uid_t) -> String {
    guard let entry = getpwuid(uid) else { return "uid \(uid)" }
    return String(cString: entry.pointee.pw_name)
}

func ownerName(of path: String) -> String {
    var about = stat()
    return stat(path, &about) == 0 ? userName(about.st_uid) : "?"
}

func homeFolder(_ uid: uid_t) -> String {
    guard let entry = getpwuid(uid) else { return "/" }
    return String(cString: entry.pointee.pw_dir)
}
