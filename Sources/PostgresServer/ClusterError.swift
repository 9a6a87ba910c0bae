import Glibc

/// Why a private cluster could not be started, stopped or looked at. Its description says what happened and what to do,
/// in Chinese and below it in English.
package enum ClusterError: Error, Sendable, Equatable {
    /// No PostgreSQL server was found on this machine.
    case notInstalled
    /// `NPLUS_POSTGRES_BIN` names a folder without initdb and postgres.
    case noServerProgram(String)
    /// One of PostgreSQL's programs, by name, was not found on this machine.
    case noClientProgram(String)
    /// The data were made by a major version that is not installed.
    case otherVersion(data: String, needs: Int, installed: [Int])
    /// The place is on a file system mounted read-only.
    case readOnly(String)
    /// This user may not write or read there.
    case forbidden(String)
    /// There is no room left on the disk.
    case full(String)
    /// The folder belongs to another user.
    case otherOwner(path: String, owner: String)
    /// A file stands where a folder is needed.
    case notAFolder(String)
    /// The folder `data` holds something else than a cluster.
    case notACluster(String)
    /// The unprivileged user of the server cannot pass through a folder above the data.
    case unreachable(String, user: String)
    /// A folder in a public place is not safely ours.
    case unsafeSocketFolder(String, user: String)
    /// Another program has been starting or stopping the server for too long.
    case busy(String)
    /// Processes that cannot be found from here work on the data.
    case inUse(String)
    /// The user's number has no name in the system, which PostgreSQL demands.
    case namelessUser(UInt32)
    /// Root finds no unprivileged user to run the server as.
    case noServerUser
    /// initdb failed; its last lines.
    case creationFailed([String], data: String)
    /// The server ended while starting; the last lines of its log.
    case startFailed([String], folder: String)
    /// The server did not become ready in time. It was left running.
    case startTimedOut([String], folder: String)
    /// The server did not end in time.
    case stopTimedOut(pid: Int32, folder: String)
    /// Any other refusal of the operating system.
    case system(path: String, code: Int32)

    static func from(_ code: Int32, _ path: String) -> ClusterError {
        switch code {
        case ENOSPC, EDQUOT: .full(path)
        case EROFS: .readOnly(path)
        case EACCES, EPERM: .forbidden(path)
        case ENOTDIR: .notAFolder(path)
        default: .system(path: path, code: code)
        }
    }
}
