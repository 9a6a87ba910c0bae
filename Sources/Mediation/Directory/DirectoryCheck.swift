package import LegalTime
import Workflow

/// Looks a directory through for what would send a dispute to the wrong place, to two places or to none.
package struct DirectoryCheck {
    let directory: Directory
    let day: Day
    private let calendar: WorkingCalendar

    /// - Parameters:
    ///   - day: The day on which the directory must serve; references are checked on every day.
    ///   - calendar: Counts the working days in which a new body must be filed.
    package init(_ directory: Directory, on day: Day, calendar: WorkingCalendar = .weekendsOnly) {
        self.directory = directory
        self.day = day
        self.calendar = calendar
    }

    /// All findings, errors first, otherwise in the order of the rows.
    package func findings() -> [DirectoryFinding] {
        let parts = [
            homeDistrict(), references(), versions(), names(), coverage(), towns(), pairings(), rooms(), subjects(),
            advisers(), rosters(), trainings(), conflicts(), terms(), filings(), provenance(),
        ]
        let all = parts.flatMap(\.self)
        return DirectoryFinding.Severity.allCases.flatMap { severity in all.filter { $0.severity == severity } }
    }
}

// MARK: - References

extension DirectoryCheck {
    private func homeDistrict() -> [DirectoryFinding] {
        guard directory.homeDistrict == nil else { return [] }
        return [
            DirectoryFinding(
                .error, .noHomeDistrict, "-", zh: "区划中没有“本区”。请在区划表中加上本区一行。",
                en: "no division is the home district. Add its row to the divisions.")
        ]
    }

    private func references() -> [DirectoryFinding] {
        var findings: [DirectoryFinding] = []
        func expect(_ code: DivisionCode?, of subject: String) {
            guard let code, !directory.isKnown(code) else { return }
            findings.append(
                DirectoryFinding(
                    .error, .unknownDivision, subject, zh: "\(subject) 引用的区划 \(code) 不存在。请补上该区划或改正代码。",
                    en: "\(subject) refers to division \(code), which is not there. Add it or correct the code."))
        }
        func expect(_ id: BodyID?, of subject: String) {
            guard let id, !directory.isKnown(id) else { return }
            findings.append(
                DirectoryFinding(
                    .error, .unknownBody, subject, zh: "\(subject) 引用的组织 \(id) 不存在。请补上该组织或改正编号。",
                    en: "\(subject) refers to body \(id), which is not there. Add it or correct the id."))
        }
        for division in directory.divisions {
            expect(division.successor, of: division.code.description)
            if division.kind != .homeDistrict, division.code.parent != nil {
                expect(division.code.parent, of: division.code.description)
            }
            if isEndless(division.code, { code in directory.divisions.first { $0.code == code }?.successor }) {
                findings.append(endless(division.code.description))
            }
        }
        for body in directory.bodies {
            expect(body.division, of: body.id.description)
            for id in [body.parent, body.guidingOffice, body.pairedTribunal, body.successor] {
                expect(id, of: body.id.description)
            }
            if isEndless(body.id, { id in directory.bodies.first { $0.id == id && $0.successor != nil }?.successor }) {
                findings.append(endless(body.id.description))
            }
        }
        for row in directory.coverage {
            expect(row.body, of: "\(row.body)→\(row.division)")
            expect(row.division, of: "\(row.body)→\(row.division)")
        }
        for mediator in directory.mediators { expect(mediator.body, of: mediator.id) }
        for adviser in directory.advisers { expect(adviser.division, of: adviser.id) }
        return findings
    }

    private func isEndless<ID: Hashable>(_ start: ID, _ successor: (ID) -> ID?) -> Bool {
        var seen: Set<ID> = [start]
        var next = successor(start)
        while let current = next {
            if current == start { return true }
            guard seen.insert(current).inserted else { return false }
            next = successor(current)
        }
        return false
    }

    private func endless(_ subject: String) -> DirectoryFinding {
        DirectoryFinding(
            .error, .endlessSuccession, subject, zh: "\(subject) 的继任关系绕回自身。请改正继任代码。",
            en: "the successors of \(subject) lead back to itself. Correct the successor.")
    }
}

// MARK: - Versions and names

extension DirectoryCheck {
    private func versions() -> [DirectoryFinding] {
        func overlapping(_ subject: String) -> DirectoryFinding {
            DirectoryFinding(
                .error, .overlappingVersions, subject, zh: "\(subject) 有多行的有效期重叠。请让前一行在后一行启用前停用。",
                en: "several rows of \(subject) are in force at once. End one before the next begins.")
        }
        let divisions = clashes(directory.divisions, by: \.code, during: \.validity).map { overlapping($0.description) }
        return divisions + clashes(directory.bodies, by: \.id, during: \.validity).map { overlapping($0.description) }
    }

    private func names() -> [DirectoryFinding] {
        let shared = clashes(directory.bodies, by: \.name, during: \.validity, unless: { $0.id == $1.id }).map { name in
            DirectoryFinding(
                .warning, .sharedName, name, zh: "“\(name)”是多个组织的名称，按名称登记时无法区分。请改名或使用编号。",
                en: "\"\(name)\" is the name of several bodies, so it does not tell them apart. Rename one or use ids.")
        }
        let numbering = directory.bodies.filter(\.kind.isPeoplesCommittee)
        let sharedShort = clashes(
            numbering.filter { !$0.shortName.isEmpty }, by: \.shortName, during: \.validity, unless: { $0.id == $1.id }
        ).map { name in
            DirectoryFinding(
                .error, .sharedShortName, name, zh: "简称“\(name)”被多个调委会使用，案号会重复。请改用不同简称。",
                en: "several committees number their cases by \"\(name)\", so numbers would repeat. Choose others.")
        }
        let missing = numbering.filter { $0.shortName.isEmpty && $0.validity.contains(day) }.map { body in
            DirectoryFinding(
                .error, .missingShortName, body.id.description, zh: "\(body.name)没有简称，无法编案号。请补上简称。",
                en: "\(body.id) has no short name to number its cases by. Add one.")
        }
        return shared + sharedShort + missing
    }

    /// The keys under which two rows are in force on the same day.
    private func clashes<Row, Key: Hashable>(
        _ rows: [Row], by key: (Row) -> Key, during validity: (Row) -> Validity,
        unless excused: (Row, Row) -> Bool = { _, _ in false }
    ) -> [Key] {
        var seen: [Key: [Row]] = [:]
        var clashing: Set<Key> = []
        var result: [Key] = []
        for row in rows {
            let key = key(row)
            let clashes = seen[key, default: []].contains {
                validity($0).overlaps(validity(row)) && !excused($0, row)
            }
            if clashes, clashing.insert(key).inserted { result.append(key) }
            seen[key, default: []].append(row)
        }
        return result
    }
}

// MARK: - Coverage

extension DirectoryCheck {
    private struct Claim: Hashable {
        let division: DivisionCode
        let kind: BodyKind
    }

    private func coverage() -> [DirectoryFinding] {
        let kinds = Dictionary(directory.bodies.map { ($0.id, $0.kind) }, uniquingKeysWith: { first, _ in first })
        let exclusive = directory.coverage.filter { kinds[$0.body]?.coversExclusively == true }
        // Two courts may share a place if one takes other subjects or amounts than the other.
        func parted(_ one: Coverage, _ other: Coverage) -> Bool {
            let (these, those) = (Set(one.subjects), Set(other.subjects))
            return !these.isEmpty && !those.isEmpty && these.isDisjoint(with: those)
                || !one.amounts.overlaps(other.amounts)
        }
        let clashing = clashes(
            exclusive, by: { Claim(division: $0.division, kind: kinds[$0.body] ?? .court) }, during: \.validity,
            unless: parted)
        return clashing.map { claim in
            DirectoryFinding(
                .error, .overlappingCoverage, claim.division.description,
                zh: "\(claim.division) 在同一时间属于多个\(claim.kind.title.zh)。请只保留一行，或错开有效期。",
                en:
                    "more than one \(claim.kind.title.en) covers \(claim.division) at once. Keep one or part their days."
            )
        }
    }

    private func towns() -> [DirectoryFinding] {
        var findings: [DirectoryFinding] = []
        for town in directory.townships(on: day) {
            let subject = town.code.description
            if directory.office(of: town.code, on: day) == nil {
                findings.append(
                    DirectoryFinding(
                        .error, .townWithoutOffice, subject, zh: "\(town.name)没有司法所。请在管辖表中补上。",
                        en: "no judicial office covers \(town.name). Add one to the coverage."))
            }
            if !hasTribunal(town.code) {
                findings.append(
                    DirectoryFinding(
                        .warning, .townWithoutTribunal, subject, zh: "\(town.name)没有对应的人民法庭，将归区法院立案庭。请在管辖表中写明。",
                        en:
                            "no tribunal is named for \(town.name), so its disputes go to the court. Say so in the coverage."
                    ))
            }
            if directory.bodies(of: .townCommittee, in: town.code, on: day).isEmpty {
                findings.append(
                    DirectoryFinding(
                        .warning, .townWithoutCommittee, subject, zh: "\(town.name)没有乡镇街道调委会。请在组织表中补上。",
                        en: "\(town.name) has no town committee. Add it to the bodies."))
            }
        }
        return findings + zones()
    }

    /// Whether a row for the town itself, not one for the district around it, names a tribunal or the court.
    private func hasTribunal(_ town: DivisionCode) -> Bool {
        directory.coverage.contains { row in
            row.division == town && row.validity.contains(day)
                && directory.body(row.body, on: day).map { $0.kind == .tribunal || $0.kind == .court } == true
        }
    }

    private func zones() -> [DirectoryFinding] {
        guard let home = directory.homeDistrict else { return [] }
        var findings: [DirectoryFinding] = []
        for zone in directory.children(of: home.code, on: day) where zone.kind == .zone {
            guard directory.office(of: zone.code, on: day) == nil else { continue }
            findings.append(
                DirectoryFinding(
                    .notice, .zoneWithoutOffice, zone.code.description, zh: "\(zone.name)没有司法所，其纠纷由区级中心分派。",
                    en: "\(zone.name) has no judicial office; the district centre assigns its disputes."))
        }
        return findings
    }
}

// MARK: - Terms and sources

extension DirectoryCheck {
    private func terms() -> [DirectoryFinding] {
        let coverage = directory.coverage.filter {
            $0.validity.contains(day) && directory.isKnown($0.body) && directory.body($0.body, on: day) == nil
        }.map { row in
            DirectoryFinding(
                .warning, .expired, "\(row.body)→\(row.division)",
                zh: "\(row.body) 已停用，仍管辖 \(row.division)。请停用该行或改为继任组织。",
                en: "\(row.body) has ended and still covers \(row.division). End the row or name the successor.")
        }
        typealias Term = (id: String, name: String, place: String, validity: Validity)
        var terms: [Term] = directory.mediators.map { ($0.id, $0.name, $0.body.rawValue, $0.validity) }
        terms += directory.advisers.map { ($0.id, $0.name, $0.division.description, $0.validity) }
        let over = terms.filter { $0.validity.isOver(on: day) }.map { id, name, place, _ in
            DirectoryFinding(
                .warning, .expired, id, zh: "\(name)（\(place)）聘期已满。请续聘或停用。",
                en: "the term of \(name) (\(place)) is over. Renew or end it.")
        }
        return coverage + over
    }

    /// A medical committee is filed with the justice authority within thirty working days of its creation (Regulation on
    /// medical disputes, Art 32). What is filed says so in its note.
    private func filings() -> [DirectoryFinding] {
        directory.bodies.compactMap { body in
            guard body.kind == .industryCommittee, body.subjects.contains(where: { $0.contains("医疗") }),
                let created = body.validity.from, created <= day, !body.provenance.note.contains("备案"),
                directory.bodies.allSatisfy({ $0.id != body.id || ($0.validity.from ?? created) >= created })
            else { return nil }
            let due = Deadline.compute(.workingDays(30), from: created, calendar: calendar).due
            return DirectoryFinding(
                day > due ? .warning : .notice, .filingDue, body.id.description,
                zh: "\(body.name)应在 \(due) 前向司法行政部门备案（设立之日起三十个工作日）。备案后请在备注中写明“备案”和日期。",
                en: "\(body.id) is to be filed with the justice authority by \(due). Say 备案 and the day in its note.")
        }
    }

    private func provenance() -> [DirectoryFinding] {
        func unverified(_ subject: String, _ name: String, _ provenance: Provenance) -> [DirectoryFinding] {
            guard !provenance.isVerified else { return [] }
            return [
                DirectoryFinding(
                    .notice, .unverified, subject, zh: "\(name)：未核实（来源：\(provenance.source)）。请核实后改为“是”。",
                    en: "\(subject) is not verified. Check it and mark it so.")
            ]
        }
        var findings = directory.divisions.flatMap { unverified($0.code.description, $0.name, $0.provenance) }
        findings += directory.bodies.flatMap { unverified($0.id.description, $0.name, $0.provenance) }
        findings += directory.coverage.flatMap { unverified("\($0.body)→\($0.division)", "管辖", $0.provenance) }
        findings += directory.mediators.flatMap { unverified($0.id, $0.name, $0.provenance) }
        findings += directory.advisers.flatMap { unverified($0.id, $0.name, $0.provenance) }
        findings += directory.rosters.flatMap { unverified($0.id, $0.person, $0.provenance) }
        findings += directory.trainings.flatMap { unverified($0.mediator, "\($0.mediator) 的培训", $0.provenance) }
        findings += directory.conflicts.flatMap { unverified($0.mediator, "\($0.mediator) 的回避", $0.provenance) }
        return findings
    }
}
