import Mediation
import Tabular
import Workflow

/// Each of these notes every fault of its row before it gives up, so that one reading shows all of them.
extension RowReader {
    mutating func division() -> Division? {
        let code = requiredCode("code")
        let name = required("name")
        let kind: DivisionKind? = choice("kind") { $0.title.zh }
        let successor = self.code("successor")
        let (villages, communities) = (count("villages"), count("communities"))
        let validity = validity()
        guard let provenance = provenance(), let code, let name, let kind, let validity else { return nil }
        return Division(
            code: code, name: name, kind: kind, validity: validity, successor: successor, villages: villages,
            communities: communities, provenance: provenance)
    }

    mutating func body() -> Body? {
        let id = requiredID("id")
        let kind: BodyKind? = choice("kind") { $0.title.zh }
        let name = required("name")
        let division = requiredCode("division")
        let capacity = capacity()
        let validity = validity()
        guard let provenance = provenance(), let id, let kind, let name, let division, let validity else { return nil }
        return Body(
            id: id, kind: kind, name: name, shortName: text("shortName"), division: division, parent: self.id("parent"),
            guidingOffice: self.id("guidingOffice"), pairedTribunal: self.id("pairedTribunal"),
            subjects: list("subjects"), capacity: capacity, validity: validity, successor: self.id("successor"),
            provenance: provenance)
    }

    mutating func coverage() -> Coverage? {
        let body = requiredID("body")
        let division = requiredCode("division")
        let amounts = amounts()
        let validity = validity()
        guard let provenance = provenance(), let body, let division, let amounts, let validity else { return nil }
        return Coverage(
            body: body, division: division, subjects: list("subjects"), amounts: amounts, validity: validity,
            provenance: provenance)
    }

    mutating func adviser() -> Adviser? {
        let id = required("id")
        let name = required("name")
        let isSynthetic = flag("synthetic", ifEmpty: false)
        let kind: Adviser.Kind? = choice("kind") { $0.title.zh }
        let division = requiredCode("division")
        let validity = validity()
        guard let provenance = provenance(), let id, let name, let isSynthetic, let kind, let division, let validity
        else { return nil }
        return Adviser(
            id: id, name: name, isSynthetic: isSynthetic, kind: kind, division: division, firm: text("firm"),
            validity: validity, provenance: provenance)
    }

    mutating func mediator() -> Mediator? {
        let id = required("id")
        let name = required("name")
        let isSynthetic = flag("synthetic", ifEmpty: false)
        let body = requiredID("body")
        let isFullTime = flag("fullTime")
        let validity = validity()
        guard let provenance = provenance(), let id, let name, let isSynthetic, let body, let isFullTime, let validity
        else { return nil }
        return Mediator(
            id: id, name: name, isSynthetic: isSynthetic, body: body, isFullTime: isFullTime, level: text("level"),
            qualification: text("qualification"), validity: validity, provenance: provenance)
    }
}
