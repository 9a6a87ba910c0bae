import Glibc

/// The server's three configuration files, written anew at each start.
struct Configuration {
    let layout: ClusterLayout
    let sockets: String
    let user: ServerUser
    let options: PrivateCluster.Options

    func write() throws(ClusterError) {
        if kind(of: layout.configurationFolder) == .missing {
            try makeFolder(layout.configurationFolder, mode: user.isOther ? 0o755 : 0o700)
        }
        // Readable for the server's user; nothing in them is secret.
        let mode: mode_t = user.isOther ? 0o644 : 0o600
        try writeFile(layout.configuration, settingsFile, mode: mode)
        try writeFile(layout.authentication, authenticationFile, mode: mode)
        try writeFile(layout.userMap, userMapFile, mode: mode)
        if kind(of: layout.localSettings) == .missing {
            try writeFile(
                layout.localSettings, "# Your own settings for the server, for example: work_mem = '32MB'\n", mode: mode
            )
        }
    }

    var settingsFile: String {
        var file = """
            # Written by nplus at each start of the server. Put your own settings into \(layout.localSettings).

            """
        for (name, value) in settings { file += "\(name) = \(Self.quote(value))\n" }
        file += "include_if_exists = \(Self.quote(layout.localSettings))\n"
        return file
    }

    private var settings: [(String, String)] {
        var values: [(name: String, value: String)] = [
            ("hba_file", layout.authentication),
            ("ident_file", layout.userMap),
            ("cluster_name", "nplus"),
            ("listen_addresses", ""),
            ("port", "\(SocketFolder.port)"),
            // A list of names: quoted, so that a space or a comma in the path does not divide it.
            ("unix_socket_directories", "\"" + sockets.split(separator: "\"").joined(separator: "\"\"") + "\""),
            ("unix_socket_permissions", "0700"),
            ("max_connections", "100"),
            ("shared_buffers", "256MB"),
            ("work_mem", "16MB"),
            ("maintenance_work_mem", "128MB"),
            // A year's register arrives in one import: fewer checkpoints, smaller pages in the log.
            ("max_wal_size", "2GB"),
            ("wal_compression", "on"),
            ("random_page_cost", "1.1"),
            // Short statements by the thousand: compiling each costs more than it saves.
            ("jit", "off"),
            ("fsync", options.isDurable ? "on" : "off"),
            ("full_page_writes", options.isDurable ? "on" : "off"),
            ("synchronous_commit", options.isDurable ? "on" : "off"),
            ("timezone", "UTC"),
            ("lc_messages", "C"),
            ("logging_collector", "on"),
            ("log_directory", layout.log),
            // One file a weekday, each overwritten after a week.
            ("log_filename", "server-%a.log"),
            ("log_rotation_age", "1d"),
            ("log_rotation_size", "0"),
            ("log_truncate_on_rotation", "on"),
            ("log_timezone", "Asia/Shanghai"),
            ("log_line_prefix", "%m [%p] %q%u@%d "),
            // The detail of an error quotes the row, and so would put parties' data into the log.
            ("log_error_verbosity", "terse"),
        ]
        for (name, value) in options.settings.sorted(by: { $0.key < $1.key }) {
            values.removeAll { $0.name == name }
            values.append((name, value))
        }
        return values
    }

    private var authenticationFile: String {
        """
        # Written by nplus at each start of the server.
        local all all peer map=nplus
        local replication all peer map=nplus

        """
    }

    /// Who may be the owner of the database: root, the caller and the server's user.
    private var userMapFile: String {
        let names = Set(["root", userName(geteuid()), user.name]).sorted()
        return "# Written by nplus at each start of the server.\n"
            + names.map { "nplus \"\($0)\" \(PrivateCluster.owner)\n" }.joined()
    }

    private static func quote(_ value: String) -> String {
        var quoted = "'"
        for character in value {
            if character == "'" || character == "\\" { quoted.append(character) }
            quoted.append(character)
        }
        return quoted + "'"
    }
}
