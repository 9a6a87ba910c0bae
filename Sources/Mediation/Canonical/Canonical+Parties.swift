package import Canonical
import LegalTime
import Workflow

extension Party: CanonicalValue {
    package func write(to json: CanonicalWriter) {
        json.open()
        json.member("capacity", capacity)
        json.member("commitment", commitment)
        json.member("joined", joined)
        json.member("kind", kind)
        json.member("left", left)
        json.member("number", number)
        json.member("persons", persons)
        json.member("role", role)
        json.member("side", side)
        json.close()
    }

    package init(canonical json: inout CanonicalReader) throws(JSONError) {
        try json.open()
        capacity = try json.optional("capacity")
        commitment = try json.member("commitment")
        joined = try json.optional("joined")
        kind = try json.member("kind")
        left = try json.optional("left")
        number = try json.member("number")
        persons = try json.optional("persons")
        role = try json.member("role")
        side = try json.member("side")
        try json.close()
    }
}

extension Claim: CanonicalValue {
    package func write(to json: CanonicalWriter) {
        json.open()
        json.member("against", against)
        json.member("amount", amount)
        json.member("by", by)
        json.member("kind", kind)
        json.member("number", number)
        json.member("raised", raised)
        json.member("subject", subject)
        json.member("withdrawn", withdrawn)
        json.close()
    }

    package init(canonical json: inout CanonicalReader) throws(JSONError) {
        try json.open()
        against = try json.member("against")
        amount = try json.optional("amount")
        by = try json.member("by")
        kind = try json.optional("kind")
        number = try json.member("number")
        raised = try json.optional("raised")
        subject = try json.member("subject")
        withdrawn = try json.optional("withdrawn")
        try json.close()
    }
}

extension Party.Role: CanonicalValue {}
extension Party.Kind: CanonicalValue {}
extension Party.Capacity: CanonicalValue {}
extension Claim.Kind: CanonicalValue {}
