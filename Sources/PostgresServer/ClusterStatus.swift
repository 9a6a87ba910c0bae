/// What a private cluster is doing.
package enum ClusterStatus: Sendable, Equatable {
    /// There is no cluster in the folder yet.
    case absent
    case stopped
    case starting(pid: Int32)
    case stopping(pid: Int32)
    case running(pid: Int32, ConnectionURL)
    /// It runs, but its socket is gone (removed, or its folder was): a start repairs it.
    case unreachable(pid: Int32)
}

/// A step of a start that takes a person's time.
package enum StartNote: Sendable, Equatable, CustomStringConvertible {
    case creating(String)
    case starting
    case recovering

    package var description: String {
        switch self {
        case .creating(let folder): "正在建立数据库 / Creating the database: \(folder)"
        case .starting: "正在启动数据库 / Starting the database"
        case .recovering: "数据库正在恢复上次未写完的数据 / The database is recovering what was not written out"
        }
    }
}
