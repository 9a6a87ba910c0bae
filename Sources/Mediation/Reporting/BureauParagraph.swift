package import LegalTime
import Workflow

/// The paragraph on mediation of a bureau's yearly account, written from the figures, each with a footnote that says what it
/// counts and how to open its cases.
package struct BureauParagraph: Sendable {
    /// The sentences with their marks.
    package let text: String
    package let footnotes: [String]

    /// - Parameters:
    ///   - place: Name of the district.
    ///   - figures: Of the period, not narrowed.
    ///   - recorded: The instant up to which records are in, to be told with each figure.
    package init(place: String, figures: FigureTable, recorded: Instant) {
        var notes = Notes(figures: figures, recorded: recorded)
        let mark = figures.isSynthetic ? "【\(FigureTable.syntheticMark)】" : ""
        let network =
            "\(mark)\(figures.query.period.title.zh)，\(place)\(notes.cite(.judicialOffices, "个"))司法所与"
            + "\(notes.cite(.tribunals, "个"))人民法庭衔接联动；"
        let screening =
            "全年共开展矛盾纠纷排查\(notes.cite(.screenings, "次"))，"
            + "登记并参与化解矛盾纠纷\(notes.cite(.registered, "件"))；"
        let bodies =
            "新设品牌调解室\(notes.cite(.newBrandRooms, "个"))、行业性专业性调解组织\(notes.cite(.newIndustryBodies, "个"))；"
            + "\(notes.cite(.administrativeUnits, "个"))行政单位设有行政调解组织，"
            + "配备行政调解员\(notes.cite(.administrativeMediators, "人"))；"
        let centres =
            "进驻三级中心\(notes.cite(.stationed, "人次"))，接待来访\(notes.cite(.receptions, "人次"))，"
            + "在中心化解\(notes.cite(.centreResolved, "件"))。"
        let rates =
            "调解组织办结案件的成功率，按受理计为\(notes.cite(.successOfAccepted, ""))，"
            + "按办结计为\(notes.cite(.successOfConcluded, ""))。"
        text = network + screening + bodies + centres + rates
        footnotes = notes.lines
    }

    /// The paragraph with its footnotes below.
    package var whole: String { ([text, ""] + footnotes).joined(separator: "\n") }

    private struct Notes {
        let figures: FigureTable
        let recorded: Instant
        private(set) var lines: [String] = []

        init(figures: FigureTable, recorded: Instant) {
            self.figures = figures
            self.recorded = recorded
        }

        /// The figure with its unit and the mark of its footnote. Without data the unit would be out of place.
        mutating func cite(_ indicator: Indicator, _ unit: String) -> String {
            let value = figures[indicator]
            let number = lines.count + 1
            let shown = value == .noData ? "（\(value.text)）" : value.text + unit
            var line =
                "[\(number)] \(indicator.title.zh) \(value.text)\(value == .noData ? "" : unit)：\(indicator.definition.text.zh)"
            line += "口径第\(indicator.version)版，统计至\(figures.query.period.last)，数据录至\(recorded.day) \(recorded.time)。"
            if let reference = figures.reference(indicator) { line += "\n    nplus report open \(reference)" }
            lines.append(line)
            return "\(shown)[\(number)]"
        }
    }
}
