/// Writes one JSON document into one buffer.
///
/// Members of an object are appended as they come, each with a comma behind it, and put in the order of their keys when
/// the object ends. An object can be left open (a nested container) and ends with the next write further out.
@usableFromInline
package final class CanonicalWriter {
    private enum Kind { case nothing, scalar, array, object }

    /// A value under way.
    private struct Frame {
        var kind = Kind.nothing
        /// Where in `members` its own begin.
        var firstMember = 0
        let start: Int
    }

    private struct Member {
        let start: Int
        /// Bytes of the key without its quotes, as written.
        let keyLength: Int
    }

    // One writer serves one call, on one thread, and no method hands its storage out: asking at every byte whether two
    // accesses overlap would cost a tenth of the whole.
    @exclusivity(unchecked) private(set) var bytes: [UInt8] = []
    @exclusivity(unchecked) private var frames: [Frame] = []
    @exclusivity(unchecked) private var members: [Member] = []
    @exclusivity(unchecked) private var order: [Int] = []
    @exclusivity(unchecked) private var scratch: [UInt8] = []

    init() {
        bytes.reserveCapacity(2048)
        frames.reserveCapacity(16)
        members.reserveCapacity(64)
    }

    // MARK: Values that write themselves

    package func open() { bytes.append(UInt8(ascii: "{")) }
    package func close() { close(with: UInt8(ascii: "}")) }
    @usableFromInline
    package func openArray() { bytes.append(UInt8(ascii: "[")) }
    @usableFromInline
    package func closeArray() { close(with: UInt8(ascii: "]")) }

    /// Members follow each other in the order of their keys.
    @inlinable
    package func member(_ key: StaticString, _ value: some CanonicalWritable) {
        begin(key)
        value.write(to: self)
        separate()
    }

    /// Nothing where there is no value.
    @inlinable
    package func member(_ key: StaticString, _ value: (some CanonicalWritable)?) {
        if let value { member(key, value) }
    }

    /// A member that is written by its `Codable` conformance: for what few documents have.
    package func member(encoding key: StaticString, _ value: (some Encodable)?) {
        guard let value else { return }
        begin(key)
        encode(value)
        separate()
    }

    func member(named key: String, _ value: some CanonicalWritable) {
        quote(key)
        bytes.append(UInt8(ascii: ":"))
        value.write(to: self)
        separate()
    }

    @inlinable
    package func element(_ value: some CanonicalWritable) {
        value.write(to: self)
        separate()
    }

    /// A string in quotes that needs no escapes: `body` writes at most so many bytes and says how many.
    package func quote(atMost capacity: Int, _ body: (UnsafeMutableBufferPointer<UInt8>) -> Int) {
        bytes.append(UInt8(ascii: "\""))
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { text in
            let count = body(text)
            bytes.append(contentsOf: UnsafeMutableBufferPointer(rebasing: text[..<count]))
        }
        bytes.append(UInt8(ascii: "\""))
    }

    @usableFromInline
    package func begin(_ key: StaticString) {
        bytes.append(UInt8(ascii: "\""))
        append(key)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    /// The comma behind the last part becomes the bracket. No value ends with a comma.
    private func close(with bracket: UInt8) {
        if bytes.last == UInt8(ascii: ",") { bytes[bytes.count - 1] = bracket } else { bytes.append(bracket) }
    }

    // MARK: Values that are encoded

    /// Writes a value by its `Codable` conformance.
    package func encode(_ value: some Encodable) {
        let depth = begin()
        do {
            try value.encode(to: CanonicalEncoder(writer: self, depth: depth))
        } catch {
            // Domain values hold only strings, whole numbers, arrays and objects, which JSON can always hold.
            preconditionFailure("a domain value cannot be written as JSON: \(error)")
        }
        end(depth: depth)
    }

    /// Begins a value; its depth is the number of values around it.
    @discardableResult
    func begin() -> Int {
        frames.append(Frame(start: bytes.count))
        return frames.count - 1
    }

    /// Ends the value at a depth, and what was left open inside.
    func end(depth: Int) {
        while frames.count > depth { closeLast() }
    }

    func openObject(depth: Int) {
        unwind(to: depth)
        guard frames[depth].kind == .nothing else { return }
        frames[depth].kind = .object
        frames[depth].firstMember = members.count
        bytes.append(UInt8(ascii: "{"))
    }

    func openArray(depth: Int) {
        unwind(to: depth)
        guard frames[depth].kind == .nothing else { return }
        frames[depth].kind = .array
        bytes.append(UInt8(ascii: "["))
    }

    /// Begins a member of the object at a depth: its value follows.
    func key(_ key: String, depth: Int) {
        unwind(to: depth)
        let start = bytes.count
        quote(key)
        members.append(Member(start: start, keyLength: bytes.count - start - 2))
        bytes.append(UInt8(ascii: ":"))
    }

    /// Begins an element of the array at a depth: its value follows.
    func element(depth: Int) {
        unwind(to: depth)
    }

    /// Ends a member or element that was written as a plain value.
    @usableFromInline
    package func separate() {
        bytes.append(UInt8(ascii: ","))
    }

    /// The value at this depth is a plain one.
    func markScalar(depth: Int) {
        frames[depth].kind = .scalar
    }

    // MARK: Plain values

    package func write(_ flag: Bool) { append(flag ? "true" : "false") }

    func writeNull() { append("null") }

    package func write(_ number: some FixedWidthInteger) {
        // Twenty digits and a sign hold every 64-bit number.
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 21) { digits in
            var position = digits.count
            var rest = number.magnitude
            repeat {
                let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
                position -= 1
                digits[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
                rest = quotient
            } while rest != 0
            if number < 0 {
                position -= 1
                digits[position] = UInt8(ascii: "-")
            }
            bytes.append(contentsOf: UnsafeMutableBufferPointer(rebasing: digits[position...]))
        }
    }

    /// A string in quotes, with the escapes that JSON demands (RFC 8259 §7) and no others.
    package func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            if utf8.contains(where: Self.needsEscape) {
                for byte in utf8 { escape(byte) }
            } else {
                bytes.append(contentsOf: utf8)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private func append(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): append("\\\"")
        case UInt8(ascii: "\\"): append("\\\\")
        case 0x08: append("\\b")
        case 0x0C: append("\\f")
        case 0x0A: append("\\n")
        case 0x0D: append("\\r")
        case 0x09: append("\\t")
        case ..<0x20:
            append("\\u00")
            for digit in [byte >> 4, byte & 15] {
                bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
            }
        default: bytes.append(byte)
        }
    }

    // MARK: Ends

    private func unwind(to depth: Int) {
        while frames.count > depth + 1 { closeLast() }
    }

    private func closeLast() {
        let frame = frames.removeLast()
        switch frame.kind {
        case .nothing: append("{}")
        case .scalar: break
        case .array: close(frame, with: UInt8(ascii: "]"))
        case .object:
            sortMembers(of: frame)
            close(frame, with: UInt8(ascii: "}"))
            members.removeLast(members.count - frame.firstMember)
        }
        if !frames.isEmpty { separate() }
    }

    /// The comma behind the last part becomes the bracket.
    private func close(_ frame: Frame, with bracket: UInt8) {
        if bytes.count > frame.start + 1 { bytes[bytes.count - 1] = bracket } else { bytes.append(bracket) }
    }

    private func sortMembers(of frame: Frame) {
        order.removeAll(keepingCapacity: true)
        var isSorted = true
        for index in frame.firstMember..<members.count {
            var place = order.count
            while place > 0, precedes(members[index], members[order[place - 1]]) { place -= 1 }
            isSorted = isSorted && place == order.count
            order.insert(index, at: place)
        }
        guard !isSorted else { return }
        scratch.removeAll(keepingCapacity: true)
        for index in order {
            let end = index + 1 < members.count ? members[index + 1].start : bytes.count
            scratch.append(contentsOf: bytes[members[index].start..<end])
        }
        bytes.replaceSubrange(members[frame.firstMember].start..., with: scratch)
    }

    /// Keys are compared byte by byte, which for UTF-8 is the order of their characters. None of ours needs an escape.
    private func precedes(_ left: Member, _ right: Member) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            let (a, b) = (left.start + 1, right.start + 1)
            for offset in 0..<min(left.keyLength, right.keyLength) where bytes[a + offset] != bytes[b + offset] {
                return bytes[a + offset] < bytes[b + offset]
            }
            return left.keyLength < right.keyLength
        }
    }
}
