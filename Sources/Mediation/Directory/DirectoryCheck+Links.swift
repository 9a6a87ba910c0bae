import LegalTime
import Workflow

/// What bodies are to each other: tribunals of offices, rooms of committees, advisers of towns, subjects that exist.
extension DirectoryCheck {
    /// Every judicial office works with a tribunal or the court, on every day it has a row.
    func pairings() -> [DirectoryFinding] {
        var findings: [DirectoryFinding] = []
        for office in directory.bodies where office.kind == .judicialOffice {
            guard let named = office.pairedTribunal, directory.isKnown(named) else { continue }
            let days = [office.validity.from, office.validity.to, day].compactMap(\.self)
                .filter { office.validity.contains($0) }
            guard let wrong = days.first(where: { !directory.isCourt(named, on: $0) }) else { continue }
            findings.append(
                DirectoryFinding(
                    .error, .wrongPairing, office.id.description,
                    zh: "\(office.name)对接的 \(named) 在 \(wrong) 不是存续的法庭或法院。请改正，或按日期分成两行。",
                    en:
                        "\(named), paired with \(office.id), is no court on \(wrong). Correct it, or part the row by date."
                ))
        }
        let without = directory.pairings(on: day).filter { $0.tribunal == nil }.map { office, _ in
            DirectoryFinding(
                .warning, .officeWithoutTribunal, office.id.description, zh: "\(office.name)没有对接法庭。请在组织表中写明。",
                en: "\(office.id) is paired with no tribunal. Name one among the bodies.")
        }
        return findings + without
    }

    /// A brand room is a room of a committee: its cases are that committee's.
    func rooms() -> [DirectoryFinding] {
        directory.bodies(of: .brandRoom, on: day).filter { room in
            room.parent.flatMap { directory.body($0, on: day) }?.kind.isPeoplesCommittee != true
        }.map { room in
            DirectoryFinding(
                .warning, .roomWithoutCommittee, room.id.description, zh: "\(room.name)没有所属调委会。请在“上级”中写明。",
                en: "\(room.id) is a room of no committee. Name it as the parent.")
        }
    }

    /// Subjects that are written in no list of types take no dispute.
    func subjects() -> [DirectoryFinding] {
        let written =
            directory.bodies.map { ($0.id.description, $0.subjects) }
            + directory.coverage.map { ("\($0.body)→\($0.division)", $0.subjects) }
        return written.flatMap { subject, types in
            types.filter { DisputeType($0) == nil }.map { type in
                DirectoryFinding(
                    .error, .unknownSubject, subject, zh: "“\(type)”不是纠纷类型，按此不会受理任何纠纷。请改正受理范围。",
                    en: "\"\(type)\" is no type of dispute, so nothing would be taken. Correct the subjects.")
            }
        }
    }

    /// Only where advisers are listed at all: a directory without them says nothing about them.
    func advisers() -> [DirectoryFinding] {
        guard directory.advisers.contains(where: { $0.kind == .village }) else { return [] }
        return directory.townships(on: day).filter { town in
            !directory.advisers.contains {
                $0.kind == .village && $0.validity.contains(day)
                    && (town.code.contains($0.division) || $0.division.contains(town.code))
            }
        }.map { town in
            DirectoryFinding(
                .warning, .townWithoutAdviser, town.code.description, zh: "\(town.name)没有村居法律顾问。请补上或说明。",
                en: "\(town.name) has no legal adviser. Add one or say why.")
        }
    }
}
