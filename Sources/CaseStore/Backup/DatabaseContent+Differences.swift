package import Workflow

extension DatabaseContent {
    /// What this content, read from a database, lacks or has otherwise than the one that it should be.
    package func differences(from expected: DatabaseContent) -> [Bilingual] {
        var found: [Bilingual] = []
        if migrations != expected.migrations {
            let (here, there) = (migrations.last ?? "—", expected.migrations.last ?? "—")
            found.append(
                Bilingual(
                    zh: "数据库结构为 \(here)，备份所记为 \(there)", en: "the schema is at \(here), the backup says \(there)"))
        }
        found += Self.differences(
            Dictionary(uniqueKeysWithValues: tables.map { ($0.name, $0.rows) }),
            Dictionary(uniqueKeysWithValues: expected.tables.map { ($0.name, $0.rows) }))
        for history in expected.histories {
            guard let restored = histories.first(where: { $0.district == history.district }) else {
                found.append(Bilingual(zh: "没有区县 \(history.district)", en: "district \(history.district) is missing"))
                continue
            }
            if restored.heads != history.heads || restored.events != history.events {
                found.append(
                    Bilingual(
                        zh: "区县 \(history.district) 的事件链头与备份所记不同",
                        en: "the heads of the chains of district \(history.district) are not those of the backup"))
            }
            if restored.roots != history.roots {
                found.append(
                    Bilingual(
                        zh: "区县 \(history.district) 的每日签名根与备份所记不同",
                        en: "the signed roots of district \(history.district) are not those of the backup"))
            }
        }
        return found
    }

    private static func differences(_ found: [String: Int], _ expected: [String: Int]) -> [Bilingual] {
        Set(found.keys).union(expected.keys).sorted().compactMap { name in
            guard found[name] != expected[name] else { return nil }
            let (here, there) = (found[name].map(String.init) ?? "—", expected[name].map(String.init) ?? "—")
            return Bilingual(
                zh: "表 \(name) 有 \(here) 行，备份所记为 \(there) 行",
                en: "the table \(name) has \(here) rows, the backup says \(there)")
        }
    }
}
