import LegalTime
package import Mediation

/// A year's register made up from parameters and a seed: whatever it says happened to nobody.
///
/// The same parameters, directory and seed give the same rows, byte for byte. Every row obeys the law and the workflow
/// files, so an import takes them all; only totals and shares follow the parameters.
package struct SampleYear: Sendable {
    package let seed: UInt64
    package let year: Int
    package var disputes: [DisputeRow] = []
    package var referrals: [ReferralRow] = []
    package var screenings: [ScreeningRow] = []
    package var stationings: [StationingRow] = []
    package var receptions: [ReceptionRow] = []
    /// Mediators made up for committees of which the directory names none.
    package var mediators: [Mediator] = []

    package init(
        parameters: SampleParameters, directory: Directory, seed: UInt64
    ) throws(SampleParameterError) {
        self.seed = seed
        year = try parameters.count("年度", "年份")
        guard let first = Day(year: year, month: 1, day: 1), let last = Day(year: year, month: 12, day: 31) else {
            throw SampleParameterError(sheet: parameters.name, row: nil, zh: "年份不合理", en: "the year is not plausible")
        }
        let territory = try SampleTerritory(directory, parameters: parameters, on: first)
        let roster = SampleRoster(directory, on: first)
        var disputes = try SampleDisputes(parameters, territory, roster, seed: seed, from: first, to: last)
        try disputes.generate()
        self.disputes = disputes.rows
        referrals = disputes.referrals
        mediators = roster.madeUp
        screenings = try SampleScreenings(parameters, territory, seed: seed, from: first).rows()
        let centres = try SampleCentres(parameters, territory, seed: seed, from: first, to: last)
        stationings = try centres.stationings()
        receptions = try centres.receptions(for: self.disputes, year: year)
    }

    /// The sheets by file name, as header and rows of cells.
    package var sheets: [(kind: SheetKind, header: [String], rows: [[String]])] {
        [
            (.disputes, DisputeRow.header, disputes.map(\.cells)),
            (.referrals, ReferralRow.header, referrals.map(\.cells)),
            (.screenings, ScreeningRow.header, screenings.map(\.cells)),
            (.stationings, StationingRow.header, stationings.map(\.cells)),
            (.receptions, ReceptionRow.header, receptions.map(\.cells)),
        ]
    }
}
