package import LegalTime
import Mediation

extension DisputeRow {
    /// What the cells say against each other. What the law and the workflow say is asked of them when the row is carried
    /// out, so that no rule stands in two places.
    package func faults(asOf today: Day) -> [(column: String, fault: CellFault)] {
        partyFaults + sourceFaults + mediation.faults(result: result) + resultFaults + agreementFaults + limitFaults
            + confirmationFaults + chronologyFaults + Chronology.future(pastDays, asOf: today)
    }

    /// All days but the one until which performance is owed.
    private var pastDays: [(Day?, String)] {
        [
            (registered, "登记日期"), (mediation.consented, "同意日期"), (mediation.accepted, "受理日期"),
            (mediation.rightsTold, "权利义务告知日期"), (mediation.sessions.max(), "调解日期"), (mediation.ended, "终止日期"),
            (agreed, "协议日期"), (performed, "履行日期"), (visited, "回访日期"), (extendedOn, "延期日期"),
            (appraisalFrom, "鉴定开始日期"), (appraisalTo, "鉴定结束日期"), (filed, "司法确认申请日期"), (ruled, "裁定日期"),
            (sued, "起诉日期"), (closed, "结案日期"),
        ]
    }

    private var partyFaults: [(column: String, fault: CellFault)] {
        applicants.faults(role: "申请人", on: registered, sample: isSample)
            + respondents.faults(role: "被申请人", on: registered, sample: isSample)
            + others.faults(role: "其他当事人", on: registered, sample: isSample)
    }

    private var sourceFaults: [(column: String, fault: CellFault)] {
        switch (source, sender) {
        case (.entrusted, nil): [("移送单位", .neededFor("委托移送", "an entrusted dispute"))]
        case (.entrusted, _), (_, nil): []
        default: [("移送单位", .notFor("来源“非委托移送”", "this origin"))]
        }
    }

    private var resultFaults: [(column: String, fault: CellFault)] {
        var faults: [(column: String, fault: CellFault)] = []
        if result == .notAccepted {
            if refusalReason == nil { faults.append(("不予受理原因", .neededFor(result.title, "this result"))) }
        } else if refusalReason != nil {
            faults.append(("不予受理原因", .notFor("结果“\(result.title)”", "this result")))
        }
        if [.notAccepted, .failed, .withdrawn].contains(result), remedies == nil {
            faults.append(("告知渠道", .neededFor(result.title, "this result")))
        }
        return faults
    }

    private var agreementFaults: [(column: String, fault: CellFault)] {
        var faults: [(column: String, fault: CellFault)] = []
        let told: [(Any?, String, needed: Bool)] = [
            (form, "协议形式", true), (agreed, "协议日期", true), (terms, "协议内容", true), (amount, "涉及金额", false),
            (due, "履行期限", false), (performance, "履行情况", false), (performed, "履行日期", false),
            (paid, "已履行金额", false), (filed, "司法确认申请日期", false),
        ]
        for (value, column, needed) in told {
            if result == .succeeded, needed, value == nil {
                faults.append((column, .neededFor(result.title, "this result")))
            } else if result != .succeeded, value != nil {
                faults.append((column, .notFor("结果“\(result.title)”", "this result")))
            }
        }
        if performance != nil, performed == nil {
            faults.append(("履行日期", .neededFor("履行情况", "the state of performance")))
        }
        if performed != nil, performance == nil {
            faults.append(("履行情况", .neededFor("履行日期", "the day of performance")))
        }
        if paid != nil, performance != .partly { faults.append(("已履行金额", .notFor("履行情况", "the state of performance"))) }
        if let paid, let amount, paid >= amount {
            faults.append(
                (
                    "已履行金额",
                    CellFault(
                        "paid-in-full", zh: "不少于协议金额，应为已履行", en: "as much as is owed, so it is performed",
                        remedyZh: "请核对金额，或把履行情况改为已履行", remedyEn: "check the amount, or write 已履行")
                ))
        }
        if visit != nil, visited == nil { faults.append(("回访日期", .neededFor("回访结果", "the result of the visit"))) }
        if visited != nil, visit == nil { faults.append(("回访结果", .neededFor("回访日期", "the day of the visit"))) }
        return faults
    }

    private var limitFaults: [(column: String, fault: CellFault)] {
        var faults: [(column: String, fault: CellFault)] = []
        if extendedOn != nil || extendedBy != nil || extensionBasis != nil {
            if extendedOn == nil { faults.append(("延期日期", .neededFor("延期", "an extension"))) }
            if extendedBy == nil { faults.append(("延期天数", .neededFor("延期", "an extension"))) }
            if extensionBasis == nil { faults.append(("延期依据", .neededFor("延期", "an extension"))) }
        }
        if appraisalTo != nil, appraisalFrom == nil {
            faults.append(("鉴定开始日期", .neededFor("鉴定结束日期", "the end of the appraisal")))
        }
        if appraisalFrom != nil, appraisalTo == nil, result != .ongoing {
            faults.append(("鉴定结束日期", .neededFor("调解已结束", "an ended mediation")))
        }
        return faults
    }

    private var confirmationFaults: [(column: String, fault: CellFault)] {
        var faults: [(column: String, fault: CellFault)] = []
        if filed != nil, court == nil { faults.append(("确认法院", .neededFor("司法确认申请", "the request"))) }
        let told: [(Any?, String)] = [(court, "确认法院"), (ruled, "裁定日期"), (ruling, "确认结果"), (rulingNumber, "裁定文号")]
        for (value, _) in told where value != nil && filed == nil {
            faults.append(("司法确认申请日期", .neededFor("司法确认", "judicial confirmation")))
            break
        }
        if ruling != nil, ruled == nil { faults.append(("裁定日期", .neededFor("确认结果", "the result"))) }
        if ruled != nil, ruling == nil { faults.append(("确认结果", .neededFor("裁定日期", "the day of the ruling"))) }
        if ruling == .confirmed || ruling == .dismissed, rulingNumber == nil {
            faults.append(("裁定文号", .neededFor("确认结果", "the result")))
        }
        return faults
    }

    /// The days of the row in the order in which such things happen, along each of its threads.
    private var chronologyFaults: [(column: String, fault: CellFault)] {
        let start: [(Day?, String)] = [(registered, "登记日期"), (mediation.consented, "同意日期")]
        let talks: [(Day?, String)] =
            [(mediation.accepted, "受理日期")] + mediation.sessions.map { ($0, "调解日期") } + [(agreed, "协议日期")]
        let end: (Day?, String) = agreed == nil ? (mediation.ended, "终止日期") : (agreed, "协议日期")
        let threads: [[(Day?, String)]] = [
            start,
            [(registered, "登记日期"), (mediation.ended, "终止日期"), (closed, "结案日期")],
            talks + [(performed, "履行日期"), (closed, "结案日期")],
            [(agreed, "协议日期"), (due, "履行期限")],
            [(agreed, "协议日期"), (visited, "回访日期")],
            [(agreed, "协议日期"), (filed, "司法确认申请日期"), (ruled, "裁定日期"), (closed, "结案日期")],
            [(mediation.accepted, "受理日期"), (extendedOn, "延期日期"), end],
            [(mediation.accepted, "受理日期"), (appraisalFrom, "鉴定开始日期"), (appraisalTo, "鉴定结束日期"), end],
            [(registered, "登记日期"), (sued, "起诉日期")],
        ]
        var faults: [(column: String, fault: CellFault)] = []
        for thread in threads {
            var chronology = Chronology()
            for (day, column) in thread { chronology.next(day, column) }
            for found in chronology.faults where !faults.contains(where: { $0 == found }) { faults.append(found) }
        }
        return faults
    }
}
