import LegalTime
import Mediation
import Tabular
import Workflow

extension RowReader {
    mutating func roster() -> Roster? {
        let id = required("id")
        let person = required("person")
        let isSynthetic = flag("synthetic", ifEmpty: false)
        let profession: Roster.Profession? = choice("profession") { $0.title.zh }
        let centre = requiredID("centre")
        let manner: Roster.Manner? = choice("manner") { $0.title.zh }
        let weekdays = weekdays()
        let validity = validity()
        guard let provenance = provenance(), let id, let person, let isSynthetic, let profession, let centre,
            let manner, let weekdays, let validity
        else { return nil }
        return Roster(
            id: id, person: person, isSynthetic: isSynthetic, profession: profession, centre: centre, manner: manner,
            weekdays: weekdays, validity: validity, provenance: provenance)
    }

    private mutating func weekdays() -> Set<Weekday>? {
        var days: Set<Weekday> = []
        for part in list("weekdays") {
            guard let day = Weekday.names.first(where: { $0.1 == part })?.0 else {
                fault(
                    "weekdays", zh: "“\(part)”不是星期。请写成“周一、周三”。",
                    en: "\"\(part)\" is no day of the week. Write 周一、周三.")
                return nil
            }
            days.insert(day)
        }
        return days
    }

    mutating func training() -> Training? {
        let mediator = required("mediator")
        let day = required("day") == nil ? nil : day("day")
        let hours = required("hours") == nil ? nil : count("hours")
        if hours == 0 { fault("hours", zh: "应大于 0。请填写学时。", en: "must be positive. Write the hours.") }
        let subject = required("subject")
        guard let provenance = provenance(), let mediator, let day, let hours, hours > 0, let subject else {
            return nil
        }
        return Training(
            mediator: mediator, day: day, hours: hours, subject: subject, organiser: text("organiser"),
            provenance: provenance)
    }

    mutating func conflict() -> MediatorConflict? {
        let mediator = required("mediator")
        let party = required("party")
        let reason = required("reason")
        let validity = validity()
        guard let provenance = provenance(), let mediator, let party, let reason, let validity else { return nil }
        return MediatorConflict(
            mediator: mediator, party: party, reason: reason, validity: validity, provenance: provenance)
    }
}
