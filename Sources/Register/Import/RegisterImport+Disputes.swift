import CaseStore
import Engine
import Mediation
import Tabular
import Workflow

extension RegisterImport {
    /// A row of a sheet of the report.
    private struct Place {
        let sheet: Int
        let row: Int
    }

    private struct Candidate {
        let place: Place
        let row: DisputeRow
        let referrals: [(place: Place, row: ReferralRow)]
    }

    private static let batch = 100

    func importDisputes(_ files: RegisterFiles, _ report: inout ImportReport) async throws(StoreError) {
        var candidates = candidates(files, &report)[...]
        while !candidates.isEmpty {
            let batch = Array(candidates.prefix(Self.batch))
            candidates = candidates.dropFirst(Self.batch)
            try await take(batch, &report)
            progress(batch.count)
        }
    }

    /// The rows that can be read, each with its referrals; the others go into the report with what is wrong.
    private func candidates(_ files: RegisterFiles, _ report: inout ImportReport) -> [Candidate] {
        var referrals: [String: [(place: Place, read: ReadRow<ReferralRow>)]] = [:]
        for (sheet, file) in files.files.enumerated() where file.kind == .referrals {
            for read in ReadSheet<ReferralRow>(file.sheet, asOf: today).rows {
                referrals[read.row.registerNumber, default: []].append((Place(sheet: sheet, row: read.number), read))
            }
        }
        var candidates: [Candidate] = []
        var seen: [String: Place] = [:]
        for (sheet, file) in files.files.enumerated() where file.kind == .disputes {
            for read in ReadSheet<DisputeRow>(file.sheet, asOf: today).rows {
                let place = Place(sheet: sheet, row: read.number)
                if let first = seen[read.row.number], !read.row.number.isEmpty {
                    let name = report.sheets[first.sheet].sheet.name
                    report.sheets[sheet].reject(
                        read.number, "登记编号", .doubled(with: "\(name) 第 \(first.row) 行", "row \(first.row) of \(name)"))
                    progress(1)
                    continue
                }
                seen[read.row.number] = place
                // Sheets are kept in the order of events; a stable sort puts right what is not.
                let own = (referrals.removeValue(forKey: read.row.number) ?? []).enumerated()
                    .sorted { ($0.element.read.row.day, $0.offset) < ($1.element.read.row.day, $1.offset) }.map(
                        \.element)
                var problems = read.problems
                for referral in own where !referral.read.problems.isEmpty {
                    report.sheets[referral.place.sheet].reject(referral.place.row, referral.read.problems)
                    problems.append(
                        RowProblem(
                            sheet: file.sheet.name, row: read.number, column: "流转次数",
                            fault: .badReferral(row: referral.place.row)))
                }
                if let told = read.row.referrals, told != own.count {
                    problems.append(
                        RowProblem(
                            sheet: file.sheet.name, row: read.number, column: "流转次数",
                            fault: .referralCount(told: told, found: own.count)))
                }
                let candidate = Candidate(
                    place: place, row: read.row, referrals: own.map { ($0.place, $0.read.row) })
                if problems.isEmpty {
                    candidates.append(candidate)
                } else {
                    refuse(candidate, problems, &report)
                    progress(1)
                }
            }
        }
        for orphan in referrals.values.flatMap(\.self) {
            report.sheets[orphan.place.sheet].reject(
                orphan.place.row,
                orphan.read.problems.isEmpty ? [orphanProblem(orphan.place, report)] : orphan.read.problems)
        }
        return candidates
    }

    private func orphanProblem(_ place: Place, _ report: ImportReport) -> RowProblem {
        RowProblem(
            sheet: report.sheets[place.sheet].sheet.name, row: place.row, column: "登记编号", fault: .withoutDispute)
    }

    /// Plans, decides and writes some rows.
    private func take(_ batch: [Candidate], _ report: inout ImportReport) async throws(StoreError) {
        let stored = try await engine.store.registered(numbers: batch.map(\.row.number))
        var planned: [(Candidate, DisputePlan)] = []
        for candidate in batch {
            do throws(PlanFaults) {
                let plan = try DisputePlan(candidate.row, candidate.referrals.map(\.row), bodies: bodies)
                if let known = stored[candidate.row.number] {
                    settle(candidate, isSame: known.fingerprint == plan.fingerprint, &report)
                } else {
                    planned.append((candidate, plan))
                }
            } catch {
                refuse(candidate, error.faults.map { problem($0.origin, $0.fault, candidate, report) }, &report)
            }
        }
        if isRehearsal {
            for (candidate, plan) in planned {
                if let found = refusal(of: plan) {
                    refuse(candidate, [problem(found.origin, found.fault, candidate, report)], &report)
                } else {
                    accept(candidate, &report)
                }
            }
            return
        }
        let answers = await engine.perform(planned.map(\.1.request))
        var open: [Request] = []
        for ((candidate, plan), answer) in zip(planned, answers) {
            switch answer {
            case .success(let receipt):
                accept(candidate, &report)
                if let dispute = receipt.dispute, !dispute.isClosed {
                    open.append(Request(id: receipt.id, commands: [.advance(to: engine.now)]))
                }
            case .failure(.refused(let refusal)):
                let found = self.refusal(of: plan) ?? (DisputePlanBuilder.disputes("登记编号"), CellFault(refusal))
                refuse(candidate, [problem(found.origin, found.fault, candidate, report)], &report)
            case .failure(.keyReused):
                settle(candidate, isSame: false, &report)
            case .failure(.store(let error)):
                throw error
            case .failure(let error):
                let fault = CellFault(error.message, remedy: Bilingual(zh: "请稍后再次导入", en: "import it again later"))
                refuse(candidate, [problem(DisputePlanBuilder.disputes("登记编号"), fault, candidate, report)], &report)
            }
        }
        // Clocks of what is still open run on to the present. Where none is due there is nothing to do.
        _ = await engine.perform(open)
    }

    private func accept(_ candidate: Candidate, _ report: inout ImportReport) {
        report.sheets[candidate.place.sheet].added += 1
        for referral in candidate.referrals { report.sheets[referral.place.sheet].added += 1 }
    }

    /// A row whose number is in the store already.
    private func settle(_ candidate: Candidate, isSame: Bool, _ report: inout ImportReport) {
        guard isSame else {
            refuse(candidate, [problem(DisputePlanBuilder.disputes("登记编号"), .otherContent, candidate, report)], &report)
            return
        }
        report.sheets[candidate.place.sheet].present += 1
        for referral in candidate.referrals { report.sheets[referral.place.sheet].present += 1 }
    }

    /// Refuses a row, and its referrals with it, so that the files of refused rows can be imported by themselves.
    private func refuse(_ candidate: Candidate, _ problems: [RowProblem], _ report: inout ImportReport) {
        let own = Set([candidate.place.sheet])
        for problem in problems where problem.sheet == report.sheets[candidate.place.sheet].sheet.name {
            report.sheets[candidate.place.sheet].reject(candidate.place.row, [problem])
        }
        for referral in candidate.referrals where !own.contains(referral.place.sheet) {
            let name = report.sheets[referral.place.sheet].sheet.name
            let direct = problems.filter { $0.sheet == name && $0.row == referral.place.row }
            if !direct.isEmpty {
                report.sheets[referral.place.sheet].reject(referral.place.row, direct)
                if report.sheets[candidate.place.sheet].rejected[candidate.place.row] == nil {
                    report.sheets[candidate.place.sheet].reject(
                        candidate.place.row, "流转次数", .badReferral(row: referral.place.row))
                }
            }
        }
        for referral in candidate.referrals
        where report.sheets[referral.place.sheet].rejected[referral.place.row] == nil {
            report.sheets[referral.place.sheet].reject(referral.place.row, "登记编号", .disputeRefused)
        }
    }

    private func problem(
        _ origin: CellOrigin, _ fault: CellFault, _ candidate: Candidate, _ report: ImportReport
    ) -> RowProblem {
        let place =
            switch origin.sheet {
            case .disputes: candidate.place
            case .referral(let index): candidate.referrals[index].place
            }
        return RowProblem(
            sheet: report.sheets[place.sheet].sheet.name, row: place.row, column: origin.column, fault: fault)
    }

    /// The first command that cannot be carried out, found by deciding ever shorter beginnings; nil where all can.
    private func refusal(of plan: DisputePlan) -> (origin: CellOrigin, fault: CellFault)? {
        let id = CaseID(high: 0, low: 0)
        func refusal(_ count: Int) -> CommandRefusal? {
            var numbers = DossierNumbers(last: [:])
            do throws(CommandRefusal) {
                _ = try engine.decider.decide(
                    Array(plan.request.commands.prefix(count)), id: id, district: engine.district, on: nil,
                    numbers: &numbers)
                return nil
            } catch {
                return error
            }
        }
        guard var found = refusal(plan.request.commands.count) else { return nil }
        var (good, bad) = (0, plan.request.commands.count)
        while bad - good > 1 {
            let middle = (good + bad) / 2
            if let earlier = refusal(middle) {
                bad = middle
                found = earlier
            } else {
                good = middle
            }
        }
        return (plan.origins[bad - 1], CellFault(found))
    }
}

extension CellFault {
    init(_ refusal: CommandRefusal) {
        self.init(
            refusal.message,
            remedy: refusal.remedy ?? Bilingual(zh: "请核对本列,必要时更正相关各列", en: "check this column and those it goes with"))
    }

    static func doubled(with zh: String, _ en: String) -> CellFault {
        CellFault(
            zh: "编号与\(zh)重复", en: "the number is that of \(en) as well", remedyZh: "请改用未使用的编号,或删去重复的行",
            remedyEn: "use a free number, or delete the double")
    }

    static let otherContent = CellFault(
        zh: "该编号已登记,但内容不同", en: "the number is in already with other content",
        remedyZh: "如为另一件请改用新编号;如需更正已登记的内容,请在系统中办理",
        remedyEn: "use a new number for another matter; to change what is in, act on the case")

    fileprivate static func badReferral(row: Int) -> CellFault {
        CellFault(
            zh: "流转表第 \(row) 行有误", en: "row \(row) of the sheet of referrals has a fault", remedyZh: "请先更正流转表的该行",
            remedyEn: "correct that row first")
    }

    fileprivate static func referralCount(told: Int, found: Int) -> CellFault {
        CellFault(
            zh: "写明流转 \(told) 次,流转表中有 \(found) 行",
            en: "\(told) referrals are told, \(found) are in the sheet of referrals",
            remedyZh: "请与流转表一并导入,并核对次数", remedyEn: "import it together with the sheet of referrals, and check the count"
        )
    }

    fileprivate static let withoutDispute = CellFault(
        zh: "一并导入的纠纷登记表中没有该编号", en: "no dispute of this number is imported with it",
        remedyZh: "请与其纠纷登记行一并导入", remedyEn: "import it together with the row of its dispute")

    fileprivate static let disputeRefused = CellFault(
        zh: "所属纠纷未能导入", en: "its dispute was refused", remedyZh: "更正纠纷登记表的该行后,与本表一并导入",
        remedyEn: "correct the dispute's row, then import both sheets")
}
