import Workflow

extension Indicator {
    /// Title, unit, version and meaning.
    package var definition: Definition {
        switch self {
        case .registered:
            Definition(
                title: Bilingual(zh: "登记纠纷", en: "Registered"), unit: .dispute, version: 1,
                text: Bilingual(
                    zh: "期内登记的矛盾纠纷，以登记日计。一件纠纷无论经几个组织、几次调解，只计一件。排查线索未登记的不计。",
                    en: "Disputes registered in the period, by the day of registration. A dispute counts once, "
                        + "however many bodies and proceedings it goes through. Leads that were not registered are "
                        + "left out."))
        case .accepted:
            Definition(
                title: Bilingual(zh: "受理", en: "Accepted"), unit: .proceeding, version: 1,
                text: Bilingual(
                    zh: "期内调解组织受理的调解案件，以受理日计。同一纠纷重新调解的，另计一件。不予受理、当事人拒绝的不计，见“未受理”。司法确认不是调解案件，不计。",
                    en: "Proceedings that a body accepted in the period, by the day of acceptance. A second "
                        + "mediation of the same dispute counts again. Those turned away are left out (see "
                        + "turnedAway), and so is judicial confirmation, which is no mediation."))
        case .concluded:
            Definition(
                title: Bilingual(zh: "办结", en: "Concluded"), unit: .proceeding, version: 1,
                text: Bilingual(
                    zh: "期内终结的已受理调解案件，以终结日计：调解成功、调解不成、撤回三者之和。未受理的不计。",
                    en: "Accepted proceedings that came to their end in the period, by the day of the end: the sum "
                        + "of succeeded, failed and withdrawn. Those never accepted are left out."))
        case .succeeded:
            Definition(
                title: Bilingual(zh: "调解成功", en: "Succeeded"), unit: .proceeding, version: 1,
                text: Bilingual(
                    zh: "期内达成协议的调解案件，以协议生效日计：书面协议为当事人、调解员签名并加盖印章之日，口头协议为达成之日。以法院文书结案的计入；"
                        + "只就部分请求达成协议的也计入，按结果可以分出。",
                    en: "Proceedings that ended in an agreement, by the day it took effect: a written one with the "
                        + "last signature and the seal, an oral one when it was reached. Settlements in a court paper "
                        + "are included; so is an agreement on a part of the claims, which a split by outcome sets apart."
                ))
        case .failed:
            Definition(
                title: Bilingual(zh: "调解不成", en: "Failed"), unit: .proceeding, version: 1,
                text: Bilingual(
                    zh: "期内未达成协议而终结的已受理调解案件，以终结日计。当事人撤回的另计，见“撤回”。按结果可再分。",
                    en: "Accepted proceedings that ended without agreement in the period, by the day of the end. "
                        + "Those withdrawn are counted apart (see withdrawn). Can be split by outcome."))
        case .withdrawn:
            Definition(
                title: Bilingual(zh: "撤回", en: "Withdrawn"), unit: .proceeding, version: 1,
                text: Bilingual(
                    zh: "受理后因当事人退出调解而于期内终结的调解案件，以终结日计。受理前撤回的计入“未受理”。",
                    en: "Accepted proceedings that ended in the period because a party left, by the day of the end. "
                        + "Those withdrawn before acceptance count as turned away."))
        case .turnedAway:
            Definition(
                title: Bilingual(zh: "未受理", en: "Turned away"), unit: .proceeding, version: 1,
                text: Bilingual(
                    zh: "期内未经受理即告终结的申请：不予受理、当事人拒绝、受理前撤回，以终结日计。不在受理、办结之内。",
                    en: "Requests that ended in the period before acceptance: not accepted, declined by a party, or "
                        + "withdrawn, by that day. Not part of accepted or concluded."))
        case .successOfAccepted:
            Definition(
                title: Bilingual(zh: "成功率（按受理）", en: "Success of accepted"), unit: .rate, version: 1,
                text: Bilingual(
                    zh: "调解成功除以期内应办案件。应办案件为期初在办与期内受理之和，尚未办结的留在分母。",
                    en: "Succeeded divided by all accepted proceedings in hand in the period: those open at its "
                        + "start and those accepted in it. The unfinished stay in the denominator."))
        case .successOfConcluded:
            Definition(
                title: Bilingual(zh: "成功率（按办结）", en: "Success of concluded"), unit: .rate, version: 1,
                text: Bilingual(
                    zh: "调解成功除以期内办结。撤回、不成的均在分母，尚未办结的不计。",
                    en: "Succeeded divided by concluded. Failed and withdrawn stay in the denominator; the "
                        + "unfinished are left out."))
        case .written:
            Definition(
                title: Bilingual(zh: "书面协议", en: "Written agreements"), unit: .proceeding, version: 1,
                text: Bilingual(
                    zh: "调解成功中订立书面调解协议的，以协议生效日计。以法院文书结案而无调解协议的不计。",
                    en: "Successes with a written mediation agreement, by the day it took effect. Settlements in a "
                        + "court paper alone are left out."))
        case .oral:
            Definition(
                title: Bilingual(zh: "口头协议", en: "Oral agreements"), unit: .proceeding, version: 1,
                text: Bilingual(
                    zh: "调解成功中达成口头协议并登记的，以协议达成日计。",
                    en: "Successes with an oral agreement on record, by the day it was reached."))
        case .performed:
            Definition(
                title: Bilingual(zh: "已履行", en: "Performed"), unit: .proceeding, version: 1,
                text: Bilingual(
                    zh: "协议约定的全部义务于期内履行完毕的调解案件，以最后一项履行之日计，协议可在期前生效。部分履行的不计；协议无给付义务的，生效之日即计。",
                    en: "Proceedings whose agreement was wholly performed in the period, by the day of the last "
                        + "performance; the agreement may be older. Performance in part is left out; an agreement that "
                        + "demands nothing counts on the day it takes effect."))
        case .performanceRate:
            Definition(
                title: Bilingual(zh: "履行率", en: "Performance rate"), unit: .rate, version: 1,
                text: Bilingual(
                    zh: "期内生效的协议中，截至期末全部履行的所占比率。分母为期内调解成功；期前生效的协议不计。",
                    en: "Of the agreements that took effect in the period, the part wholly performed by its end. The "
                        + "denominator is succeeded; older agreements are left out."))
        case .confirmed:
            Definition(
                title: Bilingual(zh: "司法确认", en: "Confirmed"), unit: .proceeding, version: 1,
                text: Bilingual(
                    zh: "期内经人民法院裁定有效的调解协议所属案件，以裁定送达登记日计，记入原调解组织。驳回、撤回、不予受理的不计。",
                    en: "Proceedings whose agreement a court confirmed in the period, by the day the ruling was "
                        + "recorded, counted under the mediating body. Requests dismissed, withdrawn or not accepted "
                        + "are left out."))
        case .amount:
            Definition(
                title: Bilingual(zh: "协议金额", en: "Amount"), unit: .yuan, version: 1,
                text: Bilingual(
                    zh: "期内调解成功案件生效协议所载金钱给付之和，单位元，精确到分。非金钱给付不折算。",
                    en: "The money owed under the agreements of the period's successes, in yuan and fen. What is "
                        + "owed in kind is not valued."))
        case .meanDays:
            Definition(
                title: Bilingual(zh: "平均用时", en: "Mean days"), unit: .days, version: 1,
                text: Bilingual(
                    zh: "期内办结案件自受理日至终结日的天数平均值，当日办结为 0 天。",
                    en: "Mean of the days from acceptance to the end over the proceedings concluded in the period; "
                        + "an end on the same day is 0."))
        case .medianDays:
            Definition(
                title: Bilingual(zh: "用时中位数", en: "Median days"), unit: .days, version: 1,
                text: Bilingual(
                    zh: "期内办结案件自受理日至终结日的天数中位数；件数为双数时取较小者。",
                    en: "Median of the days from acceptance to the end over the proceedings concluded in the period; "
                        + "the lower one of an even number."))
        case .overdue:
            Definition(
                title: Bilingual(zh: "超期", en: "Overdue"), unit: .proceeding, version: 1,
                text: Bilingual(
                    zh: "期内首次有办理期限届满的调解案件，以届满之日计；一件只计一次，其后延期或成功的仍计。",
                    en: "Proceedings in which a time limit ran out for the first time in the period, by that day; "
                        + "once a proceeding, also when it was extended or succeeded later."))
        case .openAtStart:
            Definition(
                title: Bilingual(zh: "期初在办", en: "Open at start"), unit: .proceeding, version: 1,
                text: Bilingual(
                    zh: "期初前已受理、尚未办结的调解案件。期初在办＋受理－办结＝期末在办。",
                    en: "Proceedings accepted before the period and not concluded before it. Open at start + "
                        + "accepted − concluded = open at end."))
        case .openAtEnd:
            Definition(
                title: Bilingual(zh: "期末在办", en: "Open at end"), unit: .proceeding, version: 1,
                text: Bilingual(
                    zh: "截至期末已受理、尚未办结的调解案件。",
                    en: "Proceedings accepted by the end of the period and not concluded by then."))
        case .referred:
            Definition(
                title: Bilingual(zh: "流转", en: "Referred"), unit: .referral, version: 1,
                text: Bilingual(
                    zh: "期内移送、委派、委托、移交及协调员指定的次数，以移送日计，记入移出组织。往返移送被转协调员裁量的，只计其后的指定。",
                    en: "Offers of custody to another body in the period and assignments by the coordinator, by that "
                        + "day, counted under the sending body. An offer that would go back and forth and went to the "
                        + "coordinator counts only when he assigns."))
        case .closed:
            Definition(
                title: Bilingual(zh: "结案", en: "Closed"), unit: .closing, version: 1,
                text: Bilingual(
                    zh: "期内纠纷结案的次数，以结案日计，记入结案时的承办组织。重新办理后再次结案的，另计一次。",
                    en: "Closings of disputes in the period, by that day, counted under the body that holds the "
                        + "dispute. A dispute closed again after it was reopened counts again."))
        case .screenings:
            Definition(
                title: Bilingual(zh: "排查", en: "Screenings"), unit: .screening, version: 1,
                text: Bilingual(
                    zh: "期内报送的矛盾纠纷排查，每份报表一次，以排查日计，零报告计入。没有任何报表为“无数据”。",
                    en: "Inspection returns of the period, by the day of the inspection, nil returns included. No "
                        + "return at all is no data."))
        case .screeningsWithFindings:
            Definition(
                title: Bilingual(zh: "排查发现纠纷", en: "Screenings with findings"), unit: .screening, version: 1,
                text: Bilingual(
                    zh: "期内发现一件以上纠纷的排查次数，以排查日计。",
                    en: "Inspections of the period that found something, by the day of the inspection."))
        case .prevented:
            Definition(
                title: Bilingual(zh: "预防纠纷", en: "Prevented"), unit: .matter, version: 1,
                text: Bilingual(
                    zh: "期内排查中在苗头阶段即化解的件数，以排查日计。已登记为纠纷的不计。",
                    en: "Matters settled during inspections before they became disputes, by the day of the "
                        + "inspection. Registered disputes are left out."))
        case .stationed:
            Definition(
                title: Bilingual(zh: "进驻中心", en: "Stationed"), unit: .personTime, version: 1,
                text: Bilingual(
                    zh: "期内律师、调解员等进驻三级中心的人次，一人一日为一人次。",
                    en: "Persons on duty in the centres, one person on one day being one person-time."))
        case .receptions:
            Definition(
                title: Bilingual(zh: "中心接待", en: "Receptions"), unit: .personTime, version: 1,
                text: Bilingual(
                    zh: "期内三级中心接待来访的人次，以接待日计，一批来访按人数计。",
                    en: "Visitors received in the centres, by the day; a group counts by its heads."))
        case .centreResolved:
            Definition(
                title: Bilingual(zh: "中心化解", en: "Resolved in the centres"), unit: .matter, version: 1,
                text: Bilingual(
                    zh: "期内三级中心接待中当场化解的事项，以接待日计。转办、答复的不计；转为纠纷登记的，其调解另计，两者不相加。",
                    en: "Matters resolved at a reception in the centres, by the day of the reception. Those "
                        + "transferred or only answered are left out; a dispute registered from a reception is counted "
                        + "apart, and the two are not to be added."))
        case .judicialOffices:
            Definition(
                title: Bilingual(zh: "司法所", en: "Judicial offices"), unit: .body, version: 1,
                text: Bilingual(
                    zh: "期末在册的司法所。", en: "Judicial offices in the directory on the last day of the period."))
        case .tribunals:
            Definition(
                title: Bilingual(zh: "人民法庭", en: "People's tribunals"), unit: .body, version: 1,
                text: Bilingual(
                    zh: "期末在册的人民法庭。法院本部不计。",
                    en: "People's tribunals in the directory on the last day of the period, the court itself left out.")
            )
        case .administrativeUnits:
            Definition(
                title: Bilingual(zh: "行政调解组织", en: "Administrative units"), unit: .body, version: 1,
                text: Bilingual(
                    zh: "期末在册、设有行政调解组织的行政单位。",
                    en: "Administrative units with a mediation organisation in the directory on the last day of the "
                        + "period."))
        case .administrativeMediators:
            Definition(
                title: Bilingual(zh: "行政调解员", en: "Administrative mediators"), unit: .person, version: 1,
                text: Bilingual(
                    zh: "期末在册的行政单位调解员，一人只计一次。",
                    en: "Mediators on the lists of administrative units on the last day of the period; a person "
                        + "counts once."))
        case .newBrandRooms:
            Definition(
                title: Bilingual(zh: "新建品牌调解室", en: "New brand rooms"), unit: .body, version: 1,
                text: Bilingual(
                    zh: "期内启用的品牌调解室，以名录启用日计。更名的不计；启用日不明的不计。",
                    en: "Brand rooms that began in the period, by the directory. A new name is no new room; rooms "
                        + "without a first day are left out."))
        case .newIndustryBodies:
            Definition(
                title: Bilingual(zh: "新建行专调解组织", en: "New industry bodies"), unit: .body, version: 1,
                text: Bilingual(
                    zh: "期内启用的行业性、专业性调解组织，以名录启用日计。更名的不计；启用日不明的不计。",
                    en: "Industry and professional committees that began in the period, by the directory. A new name "
                        + "is no new committee; those without a first day are left out."))
        }
    }
}
