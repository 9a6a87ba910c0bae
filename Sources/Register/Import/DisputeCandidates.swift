import LegalTime
import Mediation
import Tabular

/// A row of the sheet of disputes with its rows of the sheet of referrals, all of which can be read.
struct DisputeCandidate {
    let place: RowPlace
    let row: DisputeRow
    /// In the order in which they happened.
    let referrals: [(place: RowPlace, row: ReferralRow)]

    /// Where the cells of an origin stand.
    func place(of sheet: CellOrigin.Sheet) -> RowPlace {
        switch sheet {
        case .disputes: place
        case .referral(let index): referrals[index].place
        }
    }

    /// The dossier numbers that the rows bring, with their cells.
    var dossiers: [(number: String, origin: CellOrigin)] {
        var dossiers = referrals.enumerated().compactMap { index, referral in
            referral.row.earlier.dossier.map {
                ($0.description, CellOrigin(sheet: .referral(index), column: "移出前卷宗编号"))
            }
        }
        if let own = row.mediation.dossier {
            dossiers.append((own.description, DisputePlanBuilder.disputes("卷宗编号")))
        }
        return dossiers
    }
}

/// Reads the sheets of disputes and referrals and puts together what belongs together.
struct DisputeCandidates {
    private(set) var candidates: [DisputeCandidate] = []
    private typealias Referral = (place: RowPlace, read: ReadRow<ReferralRow>)

    /// What cannot be read goes into the report.
    init(_ files: RegisterFiles, asOf today: Day, _ report: inout ImportReport) {
        var referrals: [String: [Referral]] = [:]
        for (sheet, file) in files.files.enumerated() where file.kind == .referrals {
            for read in ReadSheet<ReferralRow>(file.sheet, asOf: today).rows {
                let place = RowPlace(sheet: sheet, row: read.number)
                if !read.problems.isEmpty { report.reject(place, read.problems) }
                referrals[read.row.registerNumber, default: []].append((place, read))
            }
        }
        var seen: [String: RowPlace] = [:]
        for (sheet, file) in files.files.enumerated() where file.kind == .disputes {
            for read in ReadSheet<DisputeRow>(file.sheet, asOf: today).rows {
                let place = RowPlace(sheet: sheet, row: read.number)
                if !read.row.number.isEmpty, let first = seen[read.row.number] {
                    report.reject(place, read.problems)
                    report.reject(place, "登记编号", .doubled(with: first, report))
                    continue
                }
                seen[read.row.number] = place
                let own = read.row.number.isEmpty ? nil : referrals.removeValue(forKey: read.row.number)
                add(read, place, own ?? [], &report)
            }
        }
        for orphan in referrals.values.flatMap(\.self) where orphan.read.problems.isEmpty {
            report.reject(orphan.place, "登记编号", .withoutDispute)
        }
    }

    private mutating func add(
        _ read: ReadRow<DisputeRow>, _ place: RowPlace, _ referrals: [Referral], _ report: inout ImportReport
    ) {
        // Sheets are kept in the order of events; a stable sort puts right what is not.
        let ordered = referrals.enumerated()
            .sorted { ($0.element.read.row.day, $0.offset) < ($1.element.read.row.day, $1.offset) }.map(\.element)
        if !read.problems.isEmpty { report.reject(place, read.problems) }
        for referral in ordered where !referral.read.problems.isEmpty {
            report.reject(place, "流转次数", .badReferral(at: referral.place, report))
        }
        if let told = read.row.referrals, told != ordered.count {
            report.reject(place, "流转次数", .referralCount(told: told, found: ordered.count))
        }
        if report.isRejected(place) {
            for referral in ordered where referral.read.problems.isEmpty {
                report.reject(referral.place, "登记编号", .disputeRefused(at: place, report))
            }
        } else {
            candidates.append(
                DisputeCandidate(
                    place: place, row: read.row, referrals: ordered.map { ($0.place, $0.read.row) }))
        }
    }
}
