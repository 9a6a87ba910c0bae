package import Workflow

/// What holds between the figures of any report, whatever was mediated: a part is no more than its whole.
package enum FigureTheorem {
    /// Two figures of which the first cannot exceed the second.
    package struct Finding: Hashable, Sendable {
        package let title: Bilingual
        package let part: Int
        package let whole: Int

        package var holds: Bool { part >= 0 && part <= whole }
    }

    /// Of any period: successes and conclusions, forms and successes, and every rate between zero and one.
    package static func inPeriod(_ row: FigureTable.Row) -> [Finding] {
        let succeeded = row[.succeeded].count ?? 0
        var findings = [
            Finding(
                title: Bilingual(zh: "成功不多于审结", en: "succeeded, of concluded"), part: succeeded,
                whole: row[.concluded].count ?? 0),
            Finding(
                title: Bilingual(zh: "书面与口头成功合计不多于成功", en: "written and oral, of succeeded"),
                part: (row[.written].count ?? 0) + (row[.oral].count ?? 0), whole: succeeded),
        ]
        for indicator in Indicator.allCases {
            guard case .rate(let part, let whole) = row[indicator] else { continue }
            findings.append(
                Finding(
                    title: Bilingual(
                        zh: "\(indicator.title.zh)在零与一之间", en: "\(indicator.title.en) lies between 0 and 1"),
                    part: part, whole: whole))
        }
        return findings
    }

    /// Of everything from the beginning to some day: what was performed and confirmed by then was agreed by then.
    package static func overall(_ row: FigureTable.Row) -> [Finding] {
        [
            Finding(
                title: Bilingual(zh: "履行累计不多于成功累计", en: "performed, of succeeded, from the beginning"),
                part: row[.performed].count ?? 0, whole: row[.succeeded].count ?? 0),
            Finding(
                title: Bilingual(zh: "司法确认累计不多于书面成功累计", en: "confirmed, of written successes, from the beginning"),
                part: row[.confirmed].count ?? 0, whole: row[.written].count ?? 0),
        ]
    }
}
