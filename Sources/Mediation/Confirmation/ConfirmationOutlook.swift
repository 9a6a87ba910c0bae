package import LegalTime
package import Workflow

/// Whether agreements can be sent to a court for confirmation on a day: where to, until when, by whom, and what bars it.
package struct ConfirmationOutlook: Sendable {
    package let agreements: [Agreement]
    package let venue: ConfirmationVenue
    /// The last day to file; nil where no agreement is in force.
    package let lastDay: Day?
    /// A court let the limit run on.
    package let isProlonged: Bool
    /// Parties that have to apply, all of them.
    package let applicants: [Int]
    package let bars: [Bar]
    private let day: Day

    /// What a court does not confirm, with the article.
    package enum Bar: Hashable, Sendable {
        case noAgreement
        case notWritten(Int)
        /// 身份关系; 确权.
        case status(claim: Int)
        case title(claim: Int)
        /// The thirty days are over.
        case late(since: Day)
        /// Something keeps the matter from mediation, so that its agreement is not a court's to confirm either.
        case barred(MediationBar)

        package var law: String {
            switch self {
            case .noAgreement, .notWritten: "民事诉讼法 §205（2023年12月31日前为§201）；人民调解法 §33"
            case .status: "最高人民法院关于适用民事诉讼法的解释 §355第1款第3项"
            case .title: "最高人民法院关于适用民事诉讼法的解释 §355第1款第5项"
            case .late: "民事诉讼法 §205（2023年12月31日前为§201）、§86"
            case .barred: "最高人民法院关于适用民事诉讼法的解释 §355第1款第1项"
            }
        }

        package var title: Bilingual {
            switch self {
            case .noAgreement: Bilingual(zh: "没有生效的调解协议", en: "no agreement is in force")
            case .notWritten(let number):
                Bilingual(zh: "协议 \(number) 不是书面协议", en: "agreement \(number) is not in writing")
            case .status(let claim):
                Bilingual(zh: "请求 \(claim) 涉及身份关系，不予受理", en: "claim \(claim) is about personal status")
            case .title(let claim):
                Bilingual(zh: "请求 \(claim) 涉及权属确认，不予受理", en: "claim \(claim) is about title")
            case .late(let day):
                Bilingual(zh: "申请期限已于 \(day) 届满", en: "the time to file ended on \(day)")
            case .barred(let bar): Bilingual(zh: "\(bar.title.zh)，不属法院受理范围", en: bar.title.en)
            }
        }
    }

    /// - Parameters:
    ///   - numbers: The agreements meant; nil for the one in force.
    package init(
        _ dispute: Dispute, agreements numbers: [Int]? = nil, domiciles: [DivisionCode] = [], decider: Decider,
        on day: Day
    ) {
        let meant =
            numbers.map { $0.compactMap { number in dispute.agreements.first { $0.number == number } } }
            ?? dispute.agreement.map { [$0] } ?? []
        let agreements = meant.filter(\.isInForce)
        self.agreements = agreements
        self.day = day
        venue = ConfirmationVenue(
            agreements, of: dispute, domiciles: domiciles, in: decider.directory, on: day)
        isProlonged = !agreements.isEmpty && agreements.allSatisfy { $0.lateFiling != nil }
        lastDay = agreements.compactMap(\.effective).map { effective in
            Self.windowEnd(from: effective, decider.calendar)
        }.min()
        applicants = Array(Set(agreements.flatMap(\.parties))).sorted()
        var bars: [Bar] = agreements.isEmpty ? [.noAgreement] : []
        bars += agreements.filter { $0.form != .written }.map { .notWritten($0.number) }
        let claims = dispute.claims.filter { claim in agreements.contains { $0.claims.contains(claim.number) } }
        bars += claims.filter { $0.kind == .status }.map { .status(claim: $0.number) }
        bars += claims.filter { $0.kind == .title }.map { .title(claim: $0.number) }
        if let lastDay, lastDay < day, !isProlonged { bars.append(.late(since: lastDay)) }
        if let bar = dispute.triage.bar, bar != .none { bars.append(.barred(bar)) }
        self.bars = bars
    }

    /// Thirty days from the day the agreement takes effect; that day is not counted, and a last day off moves on.
    static func windowEnd(from effective: Instant, _ calendar: WorkingCalendar) -> Day {
        Deadline.compute(.days(30), from: effective, calendar: calendar).due
    }

    package var daysLeft: Int? { lastDay.map { day.distance(to: $0) } }

    /// What stands in the way of a filing at a court by some parties, each with its article and what to do.
    package func obstacles(to filing: Record.Filing, jointly: Bool, _ decider: Decider) -> [(Bilingual, law: String)] {
        var found = bars.map { ($0.title, law: $0.law) }
        if !decider.directory.isCourt(filing.court, on: day) {
            found.append(
                (
                    Bilingual(zh: "\(filing.court) 不是人民法院", en: "\(filing.court) is no court"),
                    ConfirmationVenue.Kind.organisation.law
                ))
        } else if venue.grounds(for: filing.court, in: decider.directory, on: day).isEmpty {
            found.append(
                (
                    Bilingual(
                        zh: "\(decider.directory.name(of: filing.court))没有管辖权",
                        en: "\(filing.court) is not competent"),
                    "民事诉讼法 §205（2023年12月31日前为§201）；最高人民法院关于适用民事诉讼法的解释 §352、§355第1款第2项"
                ))
        }
        let missing = applicants.filter { !(filing.applicants ?? []).contains($0) }
        if !jointly, !missing.isEmpty {
            let numbers = missing.map(String.init).joined(separator: "、")
            found.append(
                (
                    Bilingual(
                        zh: "当事人 \(numbers) 没有共同申请", en: "parties \(numbers) do not apply together with the others"),
                    "民事诉讼法 §205（2023年12月31日前为§201）；最高人民法院关于适用民事诉讼法的解释 §351"
                ))
        }
        return found
    }
}
