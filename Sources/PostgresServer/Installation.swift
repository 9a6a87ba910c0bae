import Glibc

/// An installed PostgreSQL server.
struct Installation: Sendable, Equatable {
    let folder: String
    let major: Int

    static let usualPlaces = ["/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/local/pgsql/bin"]

    func program(_ name: String) -> String { folder + "/" + name }

    /// Every server found, the newest first.
    ///
    /// `NPLUS_POSTGRES_BIN` names the only one to use. Otherwise they are looked for where Debian puts them (not on
    /// `PATH`), where the packages for Red Hat's and openEuler's line put them, and on `PATH`.
    static func all(
        environment: [String: String], places: [String] = usualPlaces
    ) throws(ClusterError) -> [Installation] {
        if let named = environment["NPLUS_POSTGRES_BIN"], !named.isEmpty {
            let folder = absolutePath(named)
            guard let installation = try at(folder) else { throw .noServerProgram(folder) }
            return [installation]
        }
        let folders = places.flatMap(matches) + (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        var found: [Installation] = []
        for folder in folders where folder.hasPrefix("/") {
            if let installation = try at(folder), !found.contains(installation) { found.append(installation) }
        }
        guard !found.isEmpty else { throw .notInstalled }
        // A stable order: of two with the same version the first in the list above.
        return found.enumerated()
            .sorted { ($1.element.major, $0.offset) < ($0.element.major, $1.offset) }
            .map(\.element)
    }

    /// The installation in a folder of programs, or nil if it has no server.
    private static func at(_ folder: String) throws(ClusterError) -> Installation? {
        guard access(folder + "/initdb", X_OK) == 0, access(folder + "/postgres", X_OK) == 0 else { return nil }
        // "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"
        let words = try Spawn.run([folder + "/postgres", "--version"]).output.split(separator: " ")
        guard words.count > 2, let major = Int(words[2].prefix { $0.isNumber }) else { return nil }
        return Installation(folder: folder, major: major)
    }

    /// The path of one of PostgreSQL's programs for clients, such as `pg_dump`: the one of `NPLUS_POSTGRES_BIN` where that is
    /// set, else of the newest version found, which works with every older server.
    static func clientProgram(
        _ name: String, environment: [String: String], places: [String] = usualPlaces
    ) throws(ClusterError) -> String {
        var folders: [String] = []
        if let named = environment["NPLUS_POSTGRES_BIN"], !named.isEmpty {
            folders = [absolutePath(named)]
        } else {
            // The version is the only number in these paths.
            folders = places.flatMap(matches).sorted { number(in: $1) < number(in: $0) }
            folders += (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        }
        for folder in folders where access(folder + "/" + name, X_OK) == 0 { return folder + "/" + name }
        throw .noClientProgram(name)
    }

    private static func number(in path: String) -> Int {
        Int(path.filter(\.isNumber)) ?? 0
    }

    private static func matches(_ pattern: String) -> [String] {
        var result = glob_t()
        defer { globfree(&result) }
        guard glob(pattern, 0, nil, &result) == 0 else { return [] }
        return (0..<Int(result.gl_pathc)).compactMap { result.gl_pathv[$0].map { String(cString: $0) } }
    }
}
