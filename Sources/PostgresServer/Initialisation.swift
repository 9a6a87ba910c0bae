import Glibc

/// The making of a new cluster: all of it beside its final place, then one rename.
///
/// A making that was cut off (kill, power, full disk) leaves only `data.new`, which the next one throws away.
struct Initialisation {
    let layout: ClusterLayout
    let installation: Installation
    let user: ServerUser
    let isDurable: Bool

    /// - Parameter lock: kept by initdb as well, so that a second program waits even if this one is killed meanwhile.
    func run(holding lock: borrowing FileLock) throws(ClusterError) {
        try discard()
        try layout.makeServerFolder(layout.unfinishedData, for: user)
        do {
            var initdb = [
                installation.program("initdb"), "--pgdata=\(layout.unfinishedData)",
                "--username=\(PrivateCluster.owner)", "--auth-local=peer", "--auth-host=reject", "--encoding=UTF8",
                "--locale=C.UTF-8", "--data-checksums", "--no-instructions",
            ]
            if !isDurable { initdb.append("--no-sync") }
            try step(initdb, input: "", lock)
            let single = [installation.program("postgres"), "--single", "-D", layout.unfinishedData]
            try step(
                single + (isDurable ? [] : ["-F"]) + ["template1"],
                input: "create database \(PrivateCluster.database)\n", lock)
        } catch {
            try? discard()
            throw error
        }
        guard rename(layout.unfinishedData, layout.data) == 0 else { throw .from(errno, layout.data) }
        if isDurable { syncFolder(layout.root) }
    }

    private func step(_ command: [String], input: String, _ lock: borrowing FileLock) throws(ClusterError) {
        let outcome = try Spawn.run(user.command(command), input: input, keeping: lock)
        // Single-user mode ends with success even when a statement failed; it then prints an ERROR line.
        guard !outcome.succeeded || outcome.lines.contains(where: { $0.contains("ERROR:") }) else { return }
        if outcome.output.contains("No space left on device") || isFull(layout.root) { throw .full(layout.root) }
        throw .creationFailed(outcome.lines.suffix(10), data: layout.data)
    }

    private func discard() throws(ClusterError) {
        guard kind(of: layout.unfinishedData) != .missing else { return }
        _ = try Spawn.run(["/bin/rm", "-rf", "--", layout.unfinishedData])
    }
}
