/// One SQL statement and the values of its parameters.
///
/// Written as an interpolated string, every `\(value)` becomes a parameter and `\(identifier: "name")` a quoted name:
///
///     let statement: Statement = "SELECT title FROM dispute WHERE id = \(id) AND revision > \(seen)"
///
/// For a text used again and again, keep the ``SQL`` and pass the values:
///
///     static let load: SQL = "SELECT title FROM dispute WHERE id = $1 AND revision > $2"
///     Statement(load, id, seen)
///
/// Each parameter is declared with the type of its Swift value (`String` is `text`, `Int` is `int8`, …), so write a
/// cast where a column needs another one: `$1::jsonb`, `$2::citext`.
package struct Statement: Sendable {
    package let sql: SQL
    private(set) var bindings: Bindings

    package init<each Value: PostgresEncodable>(_ sql: SQL, _ values: repeat each Value) {
        self.sql = sql
        self.bindings = Bindings()
        repeat bindings.append(each values)
    }

    /// For a number of parameters known only at run time.
    package init(_ sql: SQL, bindings values: [any PostgresEncodable]) {
        self.sql = sql
        self.bindings = Bindings()
        for value in values { bindings.append(value) }
    }
}

extension Statement: ExpressibleByStringInterpolation {
    package init(stringLiteral value: StaticString) {
        self.init(SQL(stringLiteral: value))
    }

    package init(stringInterpolation: Interpolation) {
        self.sql = SQL(trusted: stringInterpolation.text)
        self.bindings = stringInterpolation.bindings
    }

    /// Collects the text and the values of an interpolated statement.
    package struct Interpolation: StringInterpolationProtocol {
        fileprivate var text = ""
        fileprivate var bindings = Bindings()

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + 3 * interpolationCount)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            text += literal.description
        }

        package mutating func appendInterpolation(_ value: some PostgresEncodable) {
            bindings.append(value)
            text += "$\(bindings.count)"
        }

        /// `nil` is bound as NULL of its type.
        package mutating func appendInterpolation<Value: PostgresEncodable>(_ value: Value?) {
            bindings.append(value)
            text += "$\(bindings.count)"
        }

        package mutating func appendInterpolation(identifier: SQLIdentifier) {
            text += identifier.quoted
        }
    }
}

/// The encoded values of a statement, one after the other in a single buffer.
struct Bindings: Sendable {
    private(set) var types: [PostgresType] = []
    /// Where each value ends in the buffer; NULL has length -1.
    private var values: [(offset: Int, length: Int32)] = []
    private var buffer = PostgresBuffer()

    var count: Int { types.count }

    mutating func append<Value: PostgresEncodable>(_ value: Value) {
        let start = buffer.count
        let isNull = buffer.encode(value)
        types.append(Value.postgresType)
        values.append((start, isNull ? -1 : Int32(truncatingIfNeeded: buffer.count - start)))
    }

    /// Lends the values in the shape of libpq's parameters: pointers (nil for NULL), lengths, formats (1, binary).
    func withParameters<Value>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Value
    ) -> Value {
        guard count > 0 else { return body(nil, nil, nil) }
        // A value of no bytes still needs an address, or libpq takes it for NULL.
        let bytes = buffer.bytes.isEmpty ? [0] : buffer.bytes
        return bytes.withUnsafeBytes { bytes in
            let pointers = values.map { value in
                value.length < 0
                    ? nil
                    : bytes.baseAddress.map { ($0 + value.offset).assumingMemoryBound(to: CChar.self) }
            }
            let lengths = values.map { max($0.length, 0) }
            let formats = [Int32](repeating: 1, count: count)
            return body(pointers, lengths, formats)
        }
    }
}
