internal import FoundationEssentials

/// JSON with sorted keys and no spaces: equal values give equal bytes.
package enum CanonicalJSON {
    package static func encode(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            // Domain values hold only strings, whole numbers, arrays and objects, which JSON can always hold.
            preconditionFailure("a domain value cannot be written as JSON: \(error)")
        }
    }

    package static func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws(StoreError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            throw StoreError(.corrupt, "stored \(type) cannot be read: \(error)")
        }
    }
}
