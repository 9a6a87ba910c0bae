package import Canonical

// Values that are one number or string.

extension DistrictCode: CanonicalValue {}
extension BodyID: CanonicalValue {}
extension DisputeType: CanonicalValue {}
extension DisputeSource: CanonicalValue {}

extension Money: CanonicalValue {
    package func write(to json: CanonicalWriter) { json.write(fen) }
    package init(canonical json: inout CanonicalReader) throws(JSONError) { self.init(fen: try json.number()) }
}

extension Scope: CanonicalValue {
    package func write(to json: CanonicalWriter) { json.write(number) }
    package init(canonical json: inout CanonicalReader) throws(JSONError) { self.init(number: try json.number()) }
}

extension CaseID: CanonicalValue {
    package func write(to json: CanonicalWriter) { json.quote(description) }

    package init(canonical json: inout CanonicalReader) throws(JSONError) {
        guard let id = CaseID(try json.text()) else { throw json.fault("not a UUID") }
        self = id
    }
}
