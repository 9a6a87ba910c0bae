package import Canonical
import Postgres

/// A column of canonical JSON, read from the row without a copy.
struct StoredJSON<Value: Decodable & CanonicalReadable & Sendable>: PostgresDecodable {
    let value: Value

    static func decode(_ cell: PostgresCell) throws(DecodingFailure) -> StoredJSON {
        let bytes = try cell.nonNull()
        guard cell.type == .json || cell.type == .text else { throw .type }
        do throws(JSONError) {
            return StoredJSON(
                value: try CanonicalJSON.read(Value.self, from: bytes.assumingMemoryBound(to: UInt8.self)))
        } catch {
            throw .malformed("\(error)")
        }
    }
}

extension CanonicalJSON {
    package static func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws(StoreError) -> Value {
        do throws(JSONError) {
            return try read(type, from: Array(text.utf8))
        } catch {
            throw StoreError(.corrupt, "stored \(type) cannot be read: \(error)")
        }
    }
}
