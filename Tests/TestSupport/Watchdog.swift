import Foundation

/// A shell that outlives this process by a moment: it ends the test server and removes its folder.
///
/// It waits for the end of a pipe whose other end is open here and nowhere else. The kernel closes that end whichever way
/// this process goes: normally, by a trap, by a signal, by kill -9.
enum Watchdog {
    private static let script = """
        trap '' INT HUP TERM
        read -r line
        pid=$(head -n 1 "$1/postgres/data/postmaster.pid" 2>/dev/null)
        if [ -n "$pid" ] && [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = postgres ]; then
            kill -QUIT "$pid"
            tries=0
            while [ -e "$1/postgres/data/postmaster.pid" ] && [ "$tries" -lt 100 ]; do
                sleep 0.1
                tries=$((tries + 1))
            done
        fi
        rm -rf -- "$1"
        """

    /// Begins to watch over the folder of a cluster. Call it before the server is started.
    static func watch(_ folder: String) throws {
        let pipe = Pipe()
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/sh")
        shell.arguments = ["-c", script, "sh", folder]
        shell.standardInput = pipe
        shell.standardOutput = FileHandle.nullDevice
        shell.standardError = FileHandle.nullDevice
        try shell.run()
        // Never closed by us: the end of the process closes it.
        _ = Unmanaged.passRetained(pipe)
    }
}
