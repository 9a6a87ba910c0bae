import Glibc

extension ClusterError: CustomStringConvertible {
    package var description: String { chinese + "\n" + english + details.map { "\n  " + $0 }.joined() }

    /// What the server or initdb said itself.
    private var details: [String] {
        switch self {
        case .creationFailed(let lines, _), .startFailed(let lines, _), .startTimedOut(let lines, _): lines
        default: []
        }
    }

    private var chinese: String {
        switch self {
        case .notInstalled:
            "没有找到 PostgreSQL。请安装：sudo apt-get install postgresql；或用 NPLUS_POSTGRES_BIN 指明其程序目录，"
                + "或用 NPLUS_DATABASE_URL 指明已有的数据库。"
        case .noServerProgram(let folder):
            "NPLUS_POSTGRES_BIN 所指的 \(folder) 里没有 initdb 和 postgres。请改正或取消这个环境变量。"
        case .noClientProgram(let name):
            "没有找到 PostgreSQL 的 \(name)。请安装：sudo apt-get install postgresql-client；"
                + "或用 NPLUS_POSTGRES_BIN 指明其程序目录。"
        case .otherVersion(let data, let needs, let installed):
            "\(data) 由 PostgreSQL \(needs) 建立，本机只有 \(list(installed))。数据未动。"
                + "请安装：sudo apt-get install postgresql-\(needs)；或用 pg_upgrade 升级数据。"
        case .readOnly(let path):
            "\(path) 在只读的文件系统上。请以读写方式重新挂载，或用 NPLUS_DATA 指定另一个数据目录。"
        case .forbidden(let path):
            "没有权限使用 \(path)。请用该目录的所有者运行，或用 NPLUS_DATA 指定另一个数据目录。"
        case .full(let path):
            "磁盘已满：\(path)。请腾出空间（df -h 可查看）后重新运行；已经提交的数据没有丢失。"
        case .otherOwner(let path, let owner):
            "\(path) 属于用户 \(owner)，当前用户是 \(caller)。请用 \(owner) 运行，或用 NPLUS_DATA 指定另一个数据目录。"
        case .notAFolder(let path):
            "\(path) 不是目录。请移走它，或用 NPLUS_DATA 指定另一个数据目录。"
        case .notACluster(let path):
            "\(path) 不是 PostgreSQL 的数据目录（没有 PG_VERSION）。请移走它，或用 NPLUS_DATA 指定另一个数据目录。"
        case .unreachable(let folder, let user):
            "数据库以用户 \(user) 运行，而该用户进不了 \(folder)。请执行 chmod o+x \(folder)，"
                + "或用 NPLUS_DATA 指定另一个数据目录（root 默认用 /var/lib/nplus）。"
        case .unsafeSocketFolder(let folder, let user):
            "\(folder) 不是 \(user) 独有的目录，不能放数据库的套接字。请删除它后重新运行。"
        case .busy(let path):
            "另一个程序一直在启动或停止 \(path) 里的数据库。请等它结束，或结束它后重新运行。"
        case .inUse(let path):
            "\(path) 正被看不见的进程（例如另一个容器里的数据库）使用。请先停止它，再重新运行。"
        case .namelessUser(let uid):
            "用户编号 \(uid) 在系统里没有名字，PostgreSQL 因此不能运行。请在 /etc/passwd 中添加，或换一个用户。"
        case .noServerUser:
            "PostgreSQL 不能以 root 运行，而系统里没有 postgres 或 nobody 用户。请执行 useradd --system postgres。"
        case .creationFailed(_, let data):
            "未能建立数据库 \(data)，半成品已清除，改正后重新运行即可。PostgreSQL 的说明见下。"
        case .startFailed(_, let folder):
            "数据库未能启动。其日志的最后几行见下，全文在 \(folder)。"
        case .startTimedOut(_, let folder):
            "数据库还没有准备好（可能在恢复数据），仍在运行。请稍后重新运行。日志的最后几行见下，全文在 \(folder)。"
        case .stopTimedOut(let pid, let folder):
            "数据库（进程 \(pid)）还没有停下，仍在写出数据。请稍后再试。日志在 \(folder)。"
        case .system(let path, let code):
            "系统拒绝了对 \(path) 的操作：\(String(cString: strerror(code)))。"
        }
    }

    private var english: String {
        switch self {
        case .notInstalled:
            "PostgreSQL was not found. Install it: sudo apt-get install postgresql; or name its folder of programs in "
                + "NPLUS_POSTGRES_BIN, or a database of yours in NPLUS_DATABASE_URL."
        case .noServerProgram(let folder):
            "NPLUS_POSTGRES_BIN names \(folder), where initdb and postgres are not. Correct or unset the variable."
        case .noClientProgram(let name):
            "PostgreSQL's \(name) was not found. Install it: sudo apt-get install postgresql-client; or name its folder of "
                + "programs in NPLUS_POSTGRES_BIN."
        case .otherVersion(let data, let needs, let installed):
            "\(data) was made by PostgreSQL \(needs); this machine has \(list(installed)). The data were not touched. "
                + "Install it: sudo apt-get install postgresql-\(needs); or convert the data with pg_upgrade."
        case .readOnly(let path):
            "\(path) is on a read-only file system. Mount it for writing, or name another data folder in NPLUS_DATA."
        case .forbidden(let path):
            "\(path) is closed to this user. Run as the owner of that folder, or name another one in NPLUS_DATA."
        case .full(let path):
            "The disk is full: \(path). Make room (df -h shows where) and run again; nothing committed was lost."
        case .otherOwner(let path, let owner):
            "\(path) belongs to \(owner), and you are \(caller). Run as \(owner), or name another data folder in "
                + "NPLUS_DATA."
        case .notAFolder(let path):
            "\(path) is not a folder. Move it away, or name another data folder in NPLUS_DATA."
        case .notACluster(let path):
            "\(path) holds no PostgreSQL data (no PG_VERSION). Move it away, or name another data folder in NPLUS_DATA."
        case .unreachable(let folder, let user):
            "The database runs as \(user), who cannot pass through \(folder). Run chmod o+x \(folder), or name another "
                + "data folder in NPLUS_DATA (root's default is /var/lib/nplus)."
        case .unsafeSocketFolder(let folder, let user):
            "\(folder) is not a folder of \(user) alone, so it cannot hold the database's socket. Remove it and run again."
        case .busy(let path):
            "Another program keeps starting or stopping the database in \(path). Wait for it or end it, and run again."
        case .inUse(let path):
            "\(path) is in use by processes not seen from here (say a database in another container). Stop them first."
        case .namelessUser(let uid):
            "User number \(uid) has no name on this system, so PostgreSQL cannot run. Add it to /etc/passwd, or run as "
                + "another user."
        case .noServerUser:
            "PostgreSQL does not run as root, and there is no user postgres or nobody. Run useradd --system postgres."
        case .creationFailed(_, let data):
            "The database \(data) could not be made. What was begun is removed; correct the cause and run again. "
                + "PostgreSQL says:"
        case .startFailed(_, let folder):
            "The database did not start. The last lines of its log follow; the whole log is in \(folder)."
        case .startTimedOut(_, let folder):
            "The database is not ready yet (it may be recovering data) and goes on. Run again later. The last lines of "
                + "its log follow; the whole log is in \(folder)."
        case .stopTimedOut(let pid, let folder):
            "The database (process \(pid)) has not stopped yet; it is writing data out. Try again later. Its log is in "
                + "\(folder)."
        case .system(let path, let code):
            "The system refused to work on \(path): \(String(cString: strerror(code)))."
        }
    }

    private var caller: String { userName(geteuid()) }

    private func list(_ majors: [Int]) -> String {
        "PostgreSQL " + majors.map(String.init).joined(separator: ", ")
    }
}
