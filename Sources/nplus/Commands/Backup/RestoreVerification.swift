import CaseStore
import Engine
import Mediation
import Postgres
import Workflow

/// What a restored database has to stand up to before anybody works in it.
struct RestoreVerification {
    let place: DatabasePlace

    typealias Tell = (_ zh: String, _ en: String) -> Void

    /// Compares rows, heads and roots with what the backup says.
    func compare(with expected: DatabaseContent, _ tell: Tell) async throws {
        let found = try await Session.withOwner(place) { client in
            try await client.withConnection { try await DatabaseContent.read(on: $0) }
        }
        try refuse(found.differences(from: expected))
        tell(
            "\(found.tables.count) 个表的行数、事件链头和 \(found.roots) 个签名根与备份所记相同",
            "rows of \(found.tables.count) tables, heads of the chains and \(found.roots) signed roots are those of the backup"
        )
    }

    /// Brings an older schema up to that of this program.
    func migrate(_ tell: Tell) async throws {
        let applied = try await Session.withOwner(place) { client in try await Migrator(client: client).migrate() }
        if applied.isEmpty {
            tell("数据库结构已是最新", "the schema is up to date")
        } else {
            let names = applied.joined(separator: ", ")
            tell("数据库结构已升级：\(names)", "the schema was brought up to date: \(names)")
        }
    }

    /// Verifies every chain and signed day of a district, and compares what is stored with the events.
    func verify(_ district: DistrictCode, _ tell: Tell) async throws {
        try await Session.with(place, district: district.rawValue) { session in
            try await verify(session, tell)
        }
    }

    private func verify(_ session: Session, _ tell: Tell) async throws {
        let district = session.store.district
        let report = try await session.engine.audit(trusting: nil)
        try refuse(report.faults.map(\.message))
        tell(
            "区县 \(district)：\(report.events) 条事件的链和 \(report.roots.count) 个签名根全部有效",
            "district \(district): the chains of \(report.events) events and \(report.roots.count) signed roots are whole"
        )
        var faults: [Bilingual] = []
        let count = try await session.store.forEachPage { ids in
            faults += try await self.faults(of: ids, session)
        }
        let rebuilt = try await session.engine.rebuild(repairs: false)
        for difference in rebuilt.differences {
            faults.append(
                Bilingual(
                    zh: "\(difference.id)：表 \(difference.table) 与事件不符",
                    en: "\(difference.id): the table \(difference.table) differs from the events"))
        }
        for sum in rebuilt.sums {
            faults.append(Bilingual(zh: "统计合计与明细不符：\(sum)", en: "a sum of the figures differs: \(sum)"))
        }
        try refuse(faults)
        tell("区县 \(district)：\(count) 件纠纷与其事件相符", "district \(district): \(count) disputes agree with their events")
    }

    private func faults(of ids: [CaseID], _ session: Session) async throws -> [Bilingual] {
        let found = try await session.store.faults(of: ids)
        var faults: [Bilingual] = []
        for id in ids {
            for fault in found[id] ?? [] {
                faults.append(Bilingual(zh: "\(id)：\(fault.title.zh)", en: "\(id): \(fault.title.en)"))
            }
        }
        return faults
    }

    private func refuse(_ faults: [Bilingual]) throws {
        guard !faults.isEmpty else { return }
        for fault in faults.prefix(20) { print("✘ \(fault.zh)\n  \(fault.en)") }
        throw Failure(
            zh: "已写入，但有 \(faults.count) 处不符", en: "written, but \(faults.count) things differ",
            remedy: Bilingual(
                zh: "不要在这个库里办理；请保留它和备份备查，并改用另一份备份",
                en: "do no work in this database; keep it and the backup to be looked into, and take another backup"))
    }
}
