import CaseStore
import Engine
import LegalTime
import Mediation
import Tabular

extension RegisterImport {
    private static let sideBatch = 2000

    func importSides(_ files: RegisterFiles, _ report: inout ImportReport) async throws(StoreError) {
        let bodies = bodies
        try await importSide(
            files, &report, numberColumn: "排查编号", number: \ScreeningRow.number,
            entry: { (row) throws(SideFault) in
                Screening(
                    number: row.number, day: row.day, place: row.place ?? "",
                    body: try bodies.id(row.body, on: row.day, column: "排查单位"), found: row.found,
                    prevented: row.prevented ?? 0, note: row.note ?? "", fingerprint: row.fingerprint)
            }, add: { (entries) throws(StoreError) in try await engine.store.add(entries) })
        try await importSide(
            files, &report, numberColumn: "进驻编号", number: \StationingRow.number,
            entry: { (row) throws(SideFault) in
                Stationing(
                    number: row.number, day: row.day, centre: try bodies.id(row.centre, on: row.day, column: "矛调中心"),
                    person: row.person, profession: row.profession, fingerprint: row.fingerprint)
            }, add: { (entries) throws(StoreError) in try await engine.store.add(entries) })
        let known = try await knownDisputes(files)
        try await importSide(
            files, &report, numberColumn: "接待编号", number: \ReceptionRow.number,
            entry: { (row) throws(SideFault) in
                if let number = row.registerNumber, !known.contains(number), !isRehearsal {
                    throw SideFault(column: "转入登记编号", fault: .unknownDispute)
                }
                return Reception(
                    number: row.number, day: row.day, centre: try bodies.id(row.centre, on: row.day, column: "接待中心"),
                    people: row.people, matter: row.matter, result: row.result.stored,
                    registerNumber: row.registerNumber, fingerprint: row.fingerprint)
            }, add: { (entries) throws(StoreError) in try await engine.store.add(entries) })
    }

    /// Register numbers that receptions name and that are in the store.
    private func knownDisputes(_ files: RegisterFiles) async throws(StoreError) -> Set<String> {
        var named: Set<String> = []
        for file in files.files where file.kind == .receptions {
            for read in ReadSheet<ReceptionRow>(file.sheet, asOf: today).rows {
                if let number = read.row.registerNumber { named.insert(number) }
            }
        }
        return Set(try await engine.store.registered(numbers: named.sorted()).keys)
    }

    private func importSide<Row: SheetRow, Entry: SideEntry>(
        _ files: RegisterFiles, _ report: inout ImportReport, numberColumn: String, number: (Row) -> String,
        entry: (Row) throws(SideFault) -> Entry, add: ([Entry]) async throws(StoreError) -> [SideEntryOutcome]
    ) async throws(StoreError) {
        var seen: [String: String] = [:]
        for (sheet, file) in files.files.enumerated() where file.kind == Row.kind {
            var batch: [(row: Int, entry: Entry)] = []
            func flush() async throws(StoreError) {
                if isRehearsal {
                    report.sheets[sheet].added += batch.count
                } else {
                    for ((row, _), outcome) in zip(batch, try await add(batch.map(\.entry))) {
                        switch outcome {
                        case .added: report.sheets[sheet].added += 1
                        case .present: report.sheets[sheet].present += 1
                        case .differs: report.sheets[sheet].reject(row, numberColumn, .otherContent)
                        }
                    }
                }
                batch = []
            }
            for read in ReadSheet<Row>(file.sheet, asOf: today).rows {
                if read.problems.isEmpty {
                    let place = "\(file.sheet.name) 第 \(read.number) 行"
                    if let first = seen.updateValue(place, forKey: number(read.row)) {
                        report.sheets[sheet].reject(read.number, numberColumn, .doubled(with: first, first))
                        seen[number(read.row)] = first
                    } else {
                        do throws(SideFault) {
                            batch.append((read.number, try entry(read.row)))
                        } catch {
                            report.sheets[sheet].reject(read.number, error.column, error.fault)
                        }
                    }
                } else {
                    report.sheets[sheet].reject(read.number, read.problems)
                }
                if batch.count == Self.sideBatch { try await flush() }
                progress(1)
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

extension BodyNames {
    fileprivate func id(_ name: String, on day: Day, column: String) throws(SideFault) -> BodyID {
        do throws(CellFault) {
            return try body(name, on: day).id
        } catch {
            throw SideFault(column: column, fault: error)
        }
    }
}

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

extension CellFault {
    fileprivate static let unknownDispute = CellFault(
        zh: "没有该登记编号的纠纷", en: "there is no dispute of this register number",
        remedyZh: "请核对编号,或先导入该纠纷", remedyEn: "check the number, or import the dispute first")
}
