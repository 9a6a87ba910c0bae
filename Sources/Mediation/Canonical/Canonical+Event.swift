package import Canonical
import LegalTime
import Workflow

extension CaseEvent: CanonicalWritable {
    package func write(to json: CanonicalWriter) {
        json.open()
        json.member("act", act)
        json.member("actor", actor)
        json.member("after", after)
        json.member("law", law)
        json.member("occurred", occurred)
        json.member("papers", papers)
        json.member("phase", phase)
        json.member("predicates", predicates)
        json.member("records", records)
        json.member("scope", scope)
        json.member("sequence", sequence)
        json.close()
    }
}

extension Actor: CanonicalWritable {
    package func write(to json: CanonicalWriter) {
        json.open()
        json.member("body", body)
        json.member("enteredBy", enteredBy)
        json.member("name", name)
        json.member("party", party)
        json.member("role", role)
        json.close()
    }
}

extension Record: CanonicalWritable {
    /// A record is written once in the life of a dispute and there are dozens of kinds: they go by their `Codable`
    /// conformance.
    package func write(to json: CanonicalWriter) { json.encode(self) }
}
