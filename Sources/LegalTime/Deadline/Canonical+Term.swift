package import Canonical

extension Term.Unit: CanonicalValue {}

extension Term: CanonicalValue {
    package func write(to json: CanonicalWriter) {
        json.open()
        json.member("length", length)
        json.member("unit", unit)
        json.close()
    }

    package init(canonical json: inout CanonicalReader) throws(JSONError) {
        try json.open()
        guard let term = Term(try json.member("length"), try json.member("unit")) else {
            throw json.fault("no such length of a term")
        }
        try json.close()
        self = term
    }
}
