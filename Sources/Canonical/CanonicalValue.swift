/// A value that writes itself as canonical JSON, member by member in the order of the keys.
///
/// The bytes are those that its `Codable` conformance gives through ``CanonicalJSON``, without containers between; a test
/// holds the two against each other for every type.
@usableFromInline
package protocol CanonicalWritable {
    func write(to json: CanonicalWriter)
}

/// A value that reads itself from canonical JSON in the order of the keys.
@usableFromInline
package protocol CanonicalReadable {
    init(canonical json: inout CanonicalReader) throws(JSONError)
}

package typealias CanonicalValue = CanonicalWritable & CanonicalReadable

extension CanonicalWritable where Self: RawRepresentable, RawValue: CanonicalWritable {
    @inlinable
    package func write(to json: CanonicalWriter) { rawValue.write(to: json) }
}

extension CanonicalReadable where Self: RawRepresentable, RawValue: CanonicalReadable {
    @inlinable
    package init(canonical json: inout CanonicalReader) throws(JSONError) {
        guard let value = Self(rawValue: try RawValue(canonical: &json)) else { throw json.fault("no such case") }
        self = value
    }
}

extension String: CanonicalValue {
    @usableFromInline
    package func write(to json: CanonicalWriter) { json.quote(self) }
    @usableFromInline
    package init(canonical json: inout CanonicalReader) throws(JSONError) { self = try json.text() }
}

extension Bool: CanonicalValue {
    @usableFromInline
    package func write(to json: CanonicalWriter) { json.write(self) }
    @usableFromInline
    package init(canonical json: inout CanonicalReader) throws(JSONError) { self = try json.flag() }
}

extension Int: CanonicalValue {
    @usableFromInline
    package func write(to json: CanonicalWriter) { json.write(self) }
    @usableFromInline
    package init(canonical json: inout CanonicalReader) throws(JSONError) { self = try json.number() }
}

extension Int32: CanonicalValue {
    @usableFromInline
    package func write(to json: CanonicalWriter) { json.write(self) }
    @usableFromInline
    package init(canonical json: inout CanonicalReader) throws(JSONError) { self = try json.number() }
}

extension Int64: CanonicalValue {
    @usableFromInline
    package func write(to json: CanonicalWriter) { json.write(self) }
    @usableFromInline
    package init(canonical json: inout CanonicalReader) throws(JSONError) { self = try json.number() }
}

extension Array: CanonicalWritable where Element: CanonicalWritable {
    @inlinable
    package func write(to json: CanonicalWriter) {
        json.openArray()
        for element in self { json.element(element) }
        json.closeArray()
    }
}

extension Array: CanonicalReadable where Element: CanonicalReadable {
    @inlinable
    package init(canonical json: inout CanonicalReader) throws(JSONError) {
        self = []
        try json.openArray()
        while try json.hasElement() { append(try Element(canonical: &json)) }
    }
}

extension Dictionary: CanonicalWritable where Key == String, Value: CanonicalWritable {
    @usableFromInline
    package func write(to json: CanonicalWriter) {
        json.open()
        // Bytes, not characters, decide the order.
        for (key, value) in sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            json.member(named: key, value)
        }
        json.close()
    }
}

extension Dictionary: CanonicalReadable where Key == String, Value: CanonicalReadable {
    @usableFromInline
    package init(canonical json: inout CanonicalReader) throws(JSONError) {
        self = [:]
        try json.open()
        while let key = try json.nextKey() { self[key] = try Value(canonical: &json) }
        try json.close()
    }
}
