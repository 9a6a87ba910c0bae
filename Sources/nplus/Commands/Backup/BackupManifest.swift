import CaseStore
import Mediation
import Tabular

/// What a backup says of itself: `manifest.json` beside the dump.
struct BackupManifest {
    static let dumpName = "database.dump"
    static let name = "manifest.json"

    /// The version of the program that made it.
    let program: String
    /// When, in Shanghai, ISO 8601 with the offset.
    let taken: String
    /// Of the dump, in bytes.
    let size: Int
    /// SHA-256 of the dump, hexadecimal.
    let digest: String
    let content: DatabaseContent

    var json: JSON {
        .object([
            ("format", .number("1")), ("program", .string(program)), ("taken", .string(taken)),
            (
                "dump",
                .object([
                    ("file", .string(Self.dumpName)), ("bytes", .number(String(size))), ("sha256", .string(digest)),
                ])
            ),
            ("migrations", .array(content.migrations.map { .string($0) })),
            ("tables", .object(content.tables.map { ($0.name, .number(String($0.rows))) })),
            ("districts", .array(content.histories.map(Self.json))),
        ])
    }

    private static func json(_ history: DatabaseContent.History) -> JSON {
        .object([
            ("district", .number(String(history.district.rawValue))), ("disputes", .number(String(history.disputes))),
            ("events", .number(String(history.events))), ("heads", .string(history.heads)),
            ("roots", .array(history.roots.map(json))),
        ])
    }

    private static func json(_ root: DatabaseContent.Root) -> JSON {
        .object([
            ("day", .string(root.day)), ("events", .number(String(root.events))), ("root", .string(root.root)),
            ("previous", .string(root.previous)), ("algorithm", .string(root.algorithm)), ("key", .string(root.key)),
            ("signature", .string(root.signature)),
        ])
    }
}

extension BackupManifest {
    /// Nil where it is no manifest of this form.
    init?(_ json: JSON) {
        guard json["format"]?.integer == 1, let program = json["program"]?.string, let taken = json["taken"]?.string,
            let size = json["dump"]?["bytes"]?.integer, let digest = json["dump"]?["sha256"]?.string,
            let migrations = json["migrations"], let tables = json["tables"], let districts = json["districts"]
        else { return nil }
        let histories = districts.elements.compactMap(Self.history)
        guard histories.count == districts.elements.count else { return nil }
        self.init(
            program: program, taken: taken, size: size, digest: digest,
            content: DatabaseContent(
                migrations: migrations.elements.compactMap(\.string),
                tables: tables.members.map { .init(name: $0.key, rows: $0.value.integer ?? -1) },
                histories: histories))
    }

    private static func history(_ json: JSON) -> DatabaseContent.History? {
        guard let district = json["district"]?.integer, let disputes = json["disputes"]?.integer,
            let events = json["events"]?.integer, let heads = json["heads"]?.string,
            let code = Int32(exactly: district)
        else { return nil }
        let roots = (json["roots"]?.elements ?? []).compactMap(root)
        return DatabaseContent.History(
            district: DistrictCode(rawValue: code), disputes: disputes, events: events, heads: heads, roots: roots)
    }

    private static func root(_ json: JSON) -> DatabaseContent.Root? {
        guard let day = json["day"]?.string, let events = json["events"]?.integer, let root = json["root"]?.string,
            let previous = json["previous"]?.string, let algorithm = json["algorithm"]?.string,
            let key = json["key"]?.string, let signature = json["signature"]?.string
        else { return nil }
        return DatabaseContent.Root(
            day: day, events: events, root: root, previous: previous, algorithm: algorithm, key: key,
            signature: signature)
    }
}
