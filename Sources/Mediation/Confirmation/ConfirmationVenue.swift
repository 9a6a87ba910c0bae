package import LegalTime
package import Workflow

/// The courts that may confirm agreements, each on its ground (民事诉讼法 Art 205, interpretation Art 352).
///
/// An agreement that was reached before mediators a court invited goes to that court. Any other goes to the basic court of a party's
/// domicile, of the subject's place or of a mediating body's place; of a joint mediation, to that of any of its bodies. A tribunal is a
/// part of its basic court. That an intermediate court is competent, because the dispute would belong there, is for the parties to say.
///
/// **Read in this order**: this file, ``ConfirmationOutlook`` (whether, until when and by whom an agreement can be sent there).
package struct ConfirmationVenue: Hashable, Sendable {
    package let grounds: [Ground]

    package struct Ground: Hashable, Sendable {
        package let kind: Kind
        /// The district whose basic court it is.
        package let district: DivisionCode
        /// The mediating body, or the court that invited the mediators.
        package let body: BodyID?
        /// The courts and tribunals of the district that are in the directory, the court first.
        package let courts: [BodyID]
    }

    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case inviting, organisation, subject, domicile

        package var title: Bilingual {
            switch self {
            case .inviting: Bilingual(zh: "作出邀请的人民法院", en: "the court that invited the mediators")
            case .organisation: Bilingual(zh: "调解组织所在地", en: "place of the mediating body")
            case .subject: Bilingual(zh: "标的物（纠纷发生）所在地", en: "place of the subject")
            case .domicile: Bilingual(zh: "当事人住所地", en: "domicile of a party")
            }
        }

        package var law: String {
            let article = "民事诉讼法 §205（2023年12月31日前为§201）"
            return switch self {
            case .inviting: article + "第1项"
            case .organisation, .subject, .domicile: article + "第2项"
            }
        }
    }

    /// - Parameters:
    ///   - agreements: What is to be confirmed together.
    ///   - domiciles: Divisions in which the parties live or have their seats, as far as they were told. Who lives where is personal
    ///     data, so the history does not have it.
    package init(
        _ agreements: [Agreement], of dispute: Dispute, domiciles: [DivisionCode] = [], in directory: Directory,
        on day: Day
    ) {
        let bodies = agreements.compactMap(\.proceeding).flatMap { dispute.proceedings[$0 - 1].bodies }
        let inviting = bodies.filter { directory.isCourt($0, on: day) }
        var grounds: [Ground] = []
        func add(_ kind: Kind, _ place: DivisionCode?, _ body: BodyID? = nil) {
            guard let district = place?.district else { return }
            let courts = kind == .inviting ? body.map { [$0] } ?? [] : directory.courts(of: district, on: day)
            let ground = Ground(kind: kind, district: district, body: body, courts: courts)
            if !grounds.contains(ground) { grounds.append(ground) }
        }
        for court in inviting {
            guard let found = directory.body(court, on: day) else { continue }
            add(.inviting, found.division, court)
            if let parent = found.parent, directory.isCourt(parent, on: day) { add(.inviting, found.division, parent) }
        }
        let others = bodies.filter { !inviting.contains($0) }
        if inviting.isEmpty || !others.isEmpty {
            for body in others { add(.organisation, directory.body(body, on: day)?.division, body) }
            add(.subject, DivisionCode(dispute.place))
            for domicile in domiciles { add(.domicile, domicile) }
        }
        self.grounds = grounds
    }

    /// Why a court is competent; empty where it is not.
    package func grounds(for court: BodyID, in directory: Directory, on day: Day) -> [Ground] {
        guard directory.isCourt(court, on: day), let seat = directory.body(court, on: day)?.division.district else {
            return []
        }
        return grounds.filter { $0.kind == .inviting ? $0.courts.contains(court) : $0.district == seat }
    }
}

extension Directory {
    /// The courts and tribunals of a district on a day, the court first.
    package func courts(of district: DivisionCode, on day: Day) -> [BodyID] {
        (bodies(of: .court, on: day) + bodies(of: .tribunal, on: day))
            .filter { $0.division.district == district }.map(\.id)
    }
}
