import CaseStore
import Engine
import LegalTime
import Mediation
import Tabular

extension RegisterImport {
    private static let sideBatch = 2000

    /// - Parameter disputes: The register numbers that came in now, for a rehearsal, in which the store does not know them.
    func importSides(
        _ files: RegisterFiles, _ disputes: Set<String>, _ report: inout ImportReport
    ) async throws(Halt) {
        let (bodies, recorded) = (bodies, engine.now)
        func entry(_ row: some SideRow, _ name: String, _ column: String, kind: BodyKind? = nil) throws(SideFault)
            -> SideEntryHead
        {
            do throws(CellFault) {
                let body = try bodies.body(name, on: row.day, kinds: kind.map { [$0] })
                return SideEntryHead(
                    number: row.number, day: row.day, body: body.id,
                    home: engine.directory.home(of: body.id, on: row.day),
                    recorded: recorded, isSynthetic: row.nature == .sample, fingerprint: row.fingerprint)
            } catch {
                throw SideFault(column: column, fault: error)
            }
        }
        try await importSide(
            files, &report, numberColumn: "排查编号",
            entry: { (row: ScreeningRow) throws(SideFault) in
                Screening(
                    head: try entry(row, row.body, "排查单位"), place: row.place ?? "", found: row.found,
                    prevented: row.prevented ?? 0, note: row.note ?? "")
            }, add: { (entries) throws(StoreError) in try await engine.store.add(entries) })
        try await importSide(
            files, &report, numberColumn: "进驻编号",
            entry: { (row: StationingRow) throws(SideFault) in
                Stationing(
                    head: try entry(row, row.centre, "矛调中心", kind: .centre), person: row.person,
                    profession: row.profession)
            }, add: { (entries) throws(StoreError) in try await engine.store.add(entries) })
        let known = disputes.union(try await knownDisputes(files))
        try await importSide(
            files, &report, numberColumn: "接待编号",
            entry: { (row: ReceptionRow) throws(SideFault) in
                if let number = row.registerNumber, !known.contains(number) {
                    throw SideFault(column: "转入登记编号", fault: .unknownDispute)
                }
                return Reception(
                    head: try entry(row, row.centre, "接待中心", kind: .centre), people: row.people, matter: row.matter,
                    result: row.result.stored, registerNumber: row.registerNumber)
            }, add: { (entries) throws(StoreError) in try await engine.store.add(entries) })
    }

    /// Register numbers that receptions name and that are in the store.
    private func knownDisputes(_ files: RegisterFiles) async throws(Halt) -> Set<String> {
        var named: Set<String> = []
        for file in files.files where file.kind == .receptions {
            for read in ReadSheet<ReceptionRow>(file.sheet, asOf: today).rows {
                if let number = read.row.registerNumber { named.insert(number) }
            }
        }
        return Set(try await registered(named.sorted()).keys)
    }

    private func importSide<Row: SideRow, Entry: SideEntry>(
        _ files: RegisterFiles, _ report: inout ImportReport, numberColumn: String,
        entry: (Row) throws(SideFault) -> Entry, add: ([Entry]) async throws(StoreError) -> [SideEntryOutcome]
    ) async throws(Halt) {
        var seen: [String: RowPlace] = [:]
        for (sheet, file) in files.files.enumerated() where file.kind == Row.kind {
            var batch: [(place: RowPlace, entry: Entry)] = []
            func flush() async throws(Halt) {
                try goOn()
                let entries = batch.map(\.entry)
                let outcomes =
                    isRehearsal
                    ? entries.map { _ in .added }
                    : try await asking { () async throws(StoreError) in try await add(entries) }
                for ((place, _), outcome) in zip(batch, outcomes) {
                    switch outcome {
                    case .added: report.sheets[sheet].added += 1
                    case .present: report.sheets[sheet].present += 1
                    case .differs: report.reject(place, numberColumn, .otherContent)
                    }
                }
                progress(batch.count)
                batch = []
            }
            for read in ReadSheet<Row>(file.sheet, asOf: today).rows {
                let place = RowPlace(sheet: sheet, row: read.number)
                if !read.problems.isEmpty { report.reject(place, read.problems) }
                if !read.row.number.isEmpty {
                    if let first = seen[read.row.number] {
                        report.reject(place, numberColumn, .doubled(with: first, report))
                    } else {
                        seen[read.row.number] = place
                    }
                }
                if !report.isRejected(place) {
                    do throws(SideFault) {
                        batch.append((place, try entry(read.row)))
                    } catch {
                        report.reject(place, error.column, error.fault)
                    }
                }
                if report.isRejected(place) { progress(1) }
                if batch.count == Self.sideBatch { try await flush() }
            }
            try await flush()
        }
    }
}

/// What is wrong with a cell of a side sheet.
private struct SideFault: Error {
    let column: String
    let fault: CellFault
}

/// A row of a register that stands beside the disputes.
private protocol SideRow: SheetRow {
    var nature: DataNature? { get }
    var number: String { get }
    var day: Day { get }
}

extension ScreeningRow: SideRow {}
extension StationingRow: SideRow {}
extension ReceptionRow: SideRow {}

extension SheetRow {
    fileprivate var fingerprint: [UInt8] {
        HashAlgorithm.sha256.digest(Array(cells.joined(separator: "\u{1F}").utf8))
    }
}

extension ReceptionRow.Result {
    fileprivate var stored: Reception.Result {
        switch self {
        case .resolved: .resolved
        case .transferred: .transferred
        case .answered: .answered
        }
    }
}
