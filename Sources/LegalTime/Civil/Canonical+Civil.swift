package import Canonical

extension Day: CanonicalValue {
    package func write(to json: CanonicalWriter) {
        guard PlainDate.canWrite(self) else { return json.quote(description) }
        json.quote(atMost: PlainDate.longest) { PlainDate.write(self, to: $0) }
    }

    package init(canonical json: inout CanonicalReader) throws(JSONError) {
        self = try json.text { PlainDate.day($0) }
    }
}

extension Instant: CanonicalValue {
    package func write(to json: CanonicalWriter) {
        guard PlainDate.canWrite(day) else { return json.quote(description) }
        json.quote(atMost: PlainDate.longest) { PlainDate.write(self, to: $0) }
    }

    package init(canonical json: inout CanonicalReader) throws(JSONError) {
        self = try json.text { PlainDate.instant($0) }
    }
}

extension DayRange: CanonicalValue {
    package func write(to json: CanonicalWriter) {
        json.open()
        json.member("first", first)
        json.member("last", last)
        json.close()
    }

    package init(canonical json: inout CanonicalReader) throws(JSONError) {
        try json.open()
        guard let range = DayRange(try json.member("first"), try json.member("last")) else {
            throw json.fault("the last day is before the first")
        }
        try json.close()
        self = range
    }
}
