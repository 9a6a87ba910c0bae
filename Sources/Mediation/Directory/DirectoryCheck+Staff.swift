import LegalTime
import Workflow

/// Rosters, trainings and conflicts: checked as soon as the district lists any.
extension DirectoryCheck {
    func rosters() -> [DirectoryFinding] {
        var findings: [DirectoryFinding] = []
        for turn in directory.rosters {
            let centre = directory.bodies.last { $0.id == turn.centre }
            if centre == nil {
                findings.append(
                    DirectoryFinding(
                        .error, .unknownBody, turn.id, zh: "\(turn.id) 排班的中心 \(turn.centre) 不存在。请补上该组织或改正编号。",
                        en: "\(turn.id) is on duty at \(turn.centre), which is not there. Add it or correct the id."))
            } else if centre?.kind != .centre {
                findings.append(
                    DirectoryFinding(
                        .error, .notACentre, turn.id, zh: "\(turn.id) 排班的 \(turn.centre) 不是三级中心。请改正编号。",
                        en: "\(turn.id) is on duty at \(turn.centre), which is no centre. Correct the id."))
            }
            if turn.manner != .onCall, turn.weekdays.isEmpty {
                findings.append(
                    DirectoryFinding(
                        .error, .dutyWithoutDays, turn.id,
                        zh: "\(turn.person)为\(turn.manner.title.zh)，没有值班日。请填写，如“周一、周三”。",
                        en: "\(turn.id) has no days of duty. Write them, such as 周一、周三."))
            }
            if turn.validity.isOver(on: day) {
                findings.append(
                    DirectoryFinding(
                        .warning, .expired, turn.id, zh: "\(turn.person)在 \(turn.centre) 的排班已到期。请续排或停用。",
                        en: "the turn of \(turn.id) at \(turn.centre) is over. Renew or end it."))
            }
        }
        return findings + doubleDuty() + unstaffedCentres()
    }

    /// Somebody at two centres on the same day of the week.
    private func doubleDuty() -> [DirectoryFinding] {
        let turns = directory.rosters.filter { $0.validity.contains(day) }
        return Dictionary(grouping: turns, by: \.person).sorted { $0.key < $1.key }.flatMap { person, turns in
            turns.indices.flatMap { index in
                turns[(index + 1)...].filter { other in
                    other.centre != turns[index].centre && !other.weekdays.isDisjoint(with: turns[index].weekdays)
                }.map { other in
                    DirectoryFinding(
                        .warning, .doubleDuty, other.id,
                        zh: "\(person)同一天排在 \(turns[index].centre) 和 \(other.centre)。请改正其中一处。",
                        en: "\(turns[index].id) and \(other.id) are one person at two centres on one day. Correct one.")
                }
            }
        }
    }

    /// A centre of the level at which others are staffed that has nobody.
    private func unstaffedCentres() -> [DirectoryFinding] {
        guard !directory.rosters.isEmpty else { return [] }
        let staffed = Set(directory.rosters.filter { $0.validity.contains(day) }.map(\.centre))
        return directory.bodies(of: .centre, on: day).filter { !staffed.contains($0.id) }.map { centre in
            DirectoryFinding(
                .warning, .unstaffedCentre, centre.id.description, zh: "\(centre.name)没有进驻排班。请补上或说明。",
                en: "nobody is on the roster of \(centre.id). Add somebody or say why.")
        }
    }

    func trainings() -> [DirectoryFinding] {
        guard !directory.trainings.isEmpty else { return [] }
        let known = Set(directory.mediators.map(\.id))
        let unknown = directory.trainings.filter { !known.contains($0.mediator) }.map { training in
            DirectoryFinding(
                .error, .unknownMediator, training.mediator, zh: "培训记录的调解员 \(training.mediator) 不在名册。请改正编号。",
                en: "a training names \(training.mediator), who is on no list. Correct the id.")
        }
        let future = directory.trainings.filter { $0.day > day }.map { training in
            DirectoryFinding(
                .warning, .trainingAhead, training.mediator, zh: "\(training.mediator) 的培训日期 \(training.day) 还没有到。请核对。",
                en: "the training of \(training.mediator) on \(training.day) has not come yet. Check the day.")
        }
        let year = day.adding(days: -365)
        let trained = Set(directory.trainings.filter { $0.day > year && $0.day <= day }.map(\.mediator))
        let untrained = Dictionary(
            grouping: directory.mediators.filter { $0.validity.contains(day) && !trained.contains($0.id) }, by: \.body)
        let missing = untrained.sorted { $0.key < $1.key }.map { body, mediators in
            DirectoryFinding(
                .notice, .untrained, body.description,
                zh: "\(directory.name(of: body))有 \(mediators.count) 名调解员一年内没有培训记录（人民调解法第十四条：定期培训）。",
                en: "\(mediators.count) mediators of \(body) have no training on record within a year.")
        }
        return unknown + future + missing
    }

    func conflicts() -> [DirectoryFinding] {
        let known = Set(directory.mediators.map(\.id))
        return directory.conflicts.filter { !known.contains($0.mediator) }.map { conflict in
            DirectoryFinding(
                .error, .unknownMediator, conflict.mediator, zh: "回避记录的调解员 \(conflict.mediator) 不在名册。请改正编号。",
                en: "a conflict names \(conflict.mediator), who is on no list. Correct the id.")
        }
    }
}
