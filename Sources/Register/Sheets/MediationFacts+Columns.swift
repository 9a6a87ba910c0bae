import LegalTime
import Mediation

extension MediationFacts {
    /// The columns of a mediation, for a row that holds one.
    static func columns<Row>(
        _ path: any WritableKeyPath<Row, MediationFacts> & Sendable, prefix: String = ""
    ) -> [SheetColumn<Row>] {
        columns(prefix).map { SheetColumn($0, of: path) }
    }

    private static func columns(_ prefix: String) -> [SheetColumn<MediationFacts>] {
        [
            SheetColumn(
                prefix + "同意日期", \.consented, .day, zh: "各方当事人同意调解之日", en: "the day every party had agreed"),
            SheetColumn(prefix + "受理日期", \.accepted, .day, zh: "登记受理之日", en: "the day of acceptance"),
            SheetColumn(
                prefix + "卷宗编号", \.dossier, .dossierNumber, aliases: prefix.isEmpty ? ["卷号", "协议编号"] : [],
                zh: "如 （2023）渔阳人调字第12号；留空由系统编号", en: "such as (2023)渔阳人调字第12号; blank to be given one"),
            SheetColumn(
                prefix + "权利义务告知日期", \.rightsTold, .day, aliases: [prefix + "告知日期"], zh: "首次调解前告知之日",
                en: "the day rights and duties were told, before the first session"),
            SheetColumn(
                list: prefix + "调解员", \.mediators, .list(of: .text(most: 30)), aliases: [prefix + "调解员姓名"],
                zh: "首席调解员在前，多人用顿号分开", en: "the chief mediator first; several separated by 、"),
            SheetColumn(
                list: prefix + "调解日期", \.sessions, .list(of: .day), zh: "每次调解的日期，用顿号分开",
                en: "the day of each session, separated by 、"),
            SheetColumn(
                prefix + "终止日期", \.ended, .day, zh: "未达成协议而结束之日", en: "the day it ended without an agreement"),
        ]
    }

    /// What is wrong with the dates of a mediation, and what its result needs.
    func faults(result: MediationResult, prefix: String = "") -> [(column: String, fault: CellFault)] {
        var faults: [(String, CellFault)] = []
        func need(_ value: Any?, _ column: String) {
            if value == nil { faults.append((prefix + column, .neededFor(result.title, "this result"))) }
        }
        func forbid(_ value: Any?, _ column: String) {
            if value != nil { faults.append((prefix + column, .notFor("结果“\(result.title)”", "this result"))) }
        }
        switch result {
        case .succeeded:
            need(consented, "同意日期")
            need(accepted, "受理日期")
            need(rightsTold, "权利义务告知日期")
            need(mediators.first, "调解员")
            need(sessions.first, "调解日期")
            forbid(ended, "终止日期")
        case .failed:
            need(consented, "同意日期")
            need(accepted, "受理日期")
            need(ended, "终止日期")
        case .withdrawn:
            need(ended, "终止日期")
        case .declined, .notAccepted:
            need(ended, "终止日期")
            forbid(accepted, "受理日期")
            forbid(dossier, "卷宗编号")
            forbid(sessions.first, "调解日期")
        case .ongoing:
            forbid(ended, "终止日期")
        case .notOpened:
            forbid(consented, "同意日期")
            forbid(accepted, "受理日期")
            forbid(sessions.first, "调解日期")
            forbid(ended, "终止日期")
        }
        if accepted != nil { need(consented, "同意日期") }
        if dossier != nil || rightsTold != nil || !mediators.isEmpty { need(accepted, "受理日期") }
        if !sessions.isEmpty {
            need(rightsTold, "权利义务告知日期")
            need(mediators.first, "调解员")
        }
        return faults + order(prefix)
    }

    /// The days must stand in the order in which such things happen.
    private func order(_ prefix: String) -> [(column: String, fault: CellFault)] {
        var chronology = Chronology()
        chronology.next(consented, prefix + "同意日期")
        chronology.next(accepted, prefix + "受理日期")
        chronology.next(rightsTold, prefix + "权利义务告知日期")
        for session in sessions { chronology.next(session, prefix + "调解日期") }
        chronology.next(ended, prefix + "终止日期")
        return chronology.faults
    }
}
