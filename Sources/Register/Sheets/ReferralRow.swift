package import LegalTime
package import Mediation

/// One step of a dispute from body to body (流转), in the order in which they happened.
///
/// A mediation that failed before the step is told in the same row, as a letter of referral tells it.
package struct ReferralRow: SheetRow {
    package var nature: DataNature?
    package var registerNumber = ""
    package var day = Day(number: 0)
    package var from = ""
    package var to = ""
    package var manner = Manner.offer(.transfer)
    package var reason = ""
    package var answered: Day?
    package var answer: Answer?
    package var answerReason: String?
    package var earlierResult: MediationResult?
    package var earlier = MediationFacts()
    package var note: String?

    package init() {}

    package enum Manner: Hashable, Sendable {
        case offer(ReferralManner)
        /// 指定: the coordinator decides who takes it.
        case assigned
    }

    package enum Answer: Hashable, Sendable {
        case accepted, declined, recalled, noneInTime
    }

    package static let kind = SheetKind.referrals

    package static let columns: [SheetColumn<ReferralRow>] =
        [
            .nature(\.nature),
            SheetColumn(
                required: "登记编号", \.registerNumber, .number, aliases: ["纠纷登记编号"], zh: "纠纷登记表中的登记编号",
                en: "the register number in the sheet of disputes"),
            SheetColumn(
                required: "移出日期", \.day, .day, aliases: ["移送日期", "流转日期"], zh: "发出移送函当日",
                en: "the day the letter of referral was sent"),
            SheetColumn(
                required: "移出单位", \.from, .text(most: 60), zh: "名录中的单位名称", en: "a body of the directory"),
            SheetColumn(
                required: "移入单位", \.to, .text(most: 60), aliases: ["接收单位"], zh: "名录中的单位名称",
                en: "a body of the directory"),
            SheetColumn(
                required: "流转方式", \.manner,
                .choice([
                    (.offer(.transfer), ["移送"]), (.offer(.commission), ["委派"]), (.offer(.entrust), ["委托"]),
                    (.offer(.handOver), ["移交"]), (.offer(.escalate), ["上报"]), (.assigned, ["指定", "指定承办"]),
                ]), aliases: ["方式"], zh: "移送、委派、委托、移交、上报；协调员裁量的写“指定”",
                en: "how it was offered; 指定 where the coordinator decided"),
            SheetColumn(
                required: "流转原因", \.reason, .text(most: 300), aliases: ["移送原因", "原因"], zh: "为何移送",
                en: "why it was referred"),
            SheetColumn("答复日期", \.answered, .day, zh: "接收或退回当日", en: "the day of the answer"),
            SheetColumn(
                "答复", \.answer,
                .choice([
                    (.accepted, ["接收", "已接收"]), (.declined, ["退回"]), (.recalled, ["撤回移送"]),
                    (.noneInTime, ["逾期未答复"]),
                ]), aliases: ["答复结果"], zh: "接收、退回、撤回移送或逾期未答复；尚未答复的留空",
                en: "accepted, declined, recalled or no answer in time; blank while it is open"),
            SheetColumn("退回原因", \.answerReason, .text(most: 300), zh: "退回的必填", en: "needed where it was declined"),
            SheetColumn(
                "移出前调解结果", \.earlierResult,
                .choice([
                    (.failed, ["不成功", "调解不成", "调解失败"]), (.declined, ["当事人不同意", "不同意调解"]),
                    (.withdrawn, ["撤回", "当事人撤回"]), (.notAccepted, ["不予受理"]),
                ]), zh: "移出前已调解过的填写，未调解的留空", en: "the result of a mediation before the referral, if any"),
        ] + MediationFacts.columns(\.earlier, prefix: "移出前") + [
            SheetColumn("备注", \.note, .text(most: 500), zh: "可不填", en: "may be left blank")
        ]

    package func faults(asOf today: Day) -> [(column: String, fault: CellFault)] {
        var faults = Chronology.future([(day, "移出日期"), (answered, "答复日期")], asOf: today)
        if from == to {
            faults.append(
                (
                    "移入单位",
                    CellFault(
                        "same-body", zh: "移入单位与移出单位相同", en: "both bodies are the same", remedyZh: "请核对单位",
                        remedyEn: "check the bodies")
                ))
        }
        switch (manner, answer) {
        case (.offer, .some) where answered == nil:
            faults.append(("答复日期", .neededFor("答复", "the answer")))
        case (.offer, nil) where answered != nil:
            faults.append(("答复", .neededFor("答复日期", "the day of the answer")))
        case (.assigned, .some):
            faults.append(("答复", .notFor("指定承办的流转", "an assignment")))
        default: break
        }
        if answer == .declined, answerReason == nil { faults.append(("退回原因", .neededFor("退回", "a declined referral"))) }
        if let answered, answered < day { faults.append(("答复日期", .before("移出日期"))) }
        if let earlierResult {
            faults += earlier.faults(result: earlierResult, prefix: "移出前")
            if let ended = earlier.ended, ended > day { faults.append(("移出日期", .before("移出前终止日期"))) }
        } else if earlier != MediationFacts() {
            faults.append(("移出前调解结果", .neededFor("移出前的调解", "the mediation before the referral")))
        }
        return faults
    }
}
