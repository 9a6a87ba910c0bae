import LegalTime
package import Mediation

/// Reads what an audit needs out of a plain dump (`pg_dump` without further options), line by line: the tables as blocks
/// of tab-separated lines behind `COPY … FROM stdin;` (PostgreSQL documentation, "COPY", text format).
package struct DumpReader {
    package private(set) var verifier: AuditVerifier
    package private(set) var heads: [CaseID: AuditVerifier.Head] = [:]
    package private(set) var roots: [AuditRoot] = []
    package private(set) var keys: [VerifyingKey] = []

    private let district: DistrictCode
    /// The table of the block that is being read, and the places of its columns.
    private var table: (name: String, columns: [String: Int])?
    private var line = 0

    package init(district: DistrictCode) {
        self.district = district
        verifier = AuditVerifier(district: district)
    }

    /// Takes the next line in, without its line feed.
    package mutating func read(_ text: String) throws(DumpError) {
        line += 1
        guard let table else {
            if text.hasPrefix("COPY ") { self.table = Self.block(text) }
            return
        }
        guard text != "\\." else {
            self.table = nil
            return
        }
        let row = Row(
            cells: text.split(separator: "\t", omittingEmptySubsequences: false), columns: table.columns, line: line)
        switch table.name {
        case "event": try readEvent(row)
        case "dispute": try readHead(row)
        case "audit_root": try readRoot(row)
        case "audit_key": try readKey(row)
        default: break
        }
    }

    /// `COPY public.event (district, case_id) FROM stdin;`
    private static func block(_ text: String) -> (name: String, columns: [String: Int]) {
        let head = text.dropFirst("COPY ".count).prefix { $0 != "(" }.filter { $0 != " " && $0 != "\"" }
        let names = text.drop { $0 != "(" }.dropFirst().prefix { $0 != ")" }.split(separator: ",")
            .map { $0.filter { $0 != " " && $0 != "\"" } }
        let columns = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        return (String(head.split(separator: ".").last ?? ""), columns)
    }

    private func isOurs(_ row: Row) throws(DumpError) -> Bool {
        try row.integer("district") == Int(district.rawValue)
    }

    private mutating func readEvent(_ row: Row) throws(DumpError) {
        guard try isOurs(row) else { return }
        verifier.add(
            AuditVerifier.Event(
                id: try row.id("case_id"), sequence: try row.integer("sequence"),
                recorded: try row.instant("recorded_at"), content: try row.text("content"),
                previous: try row.bytes("previous"), algorithm: try row.text("algorithm"),
                hash: try row.bytes("hash")))
    }

    private mutating func readHead(_ row: Row) throws(DumpError) {
        guard try isOurs(row) else { return }
        heads[try row.id("id")] = AuditVerifier.Head(
            revision: try row.integer("revision"), hash: try row.bytes("head"))
    }

    private mutating func readRoot(_ row: Row) throws(DumpError) {
        guard try isOurs(row) else { return }
        guard let day = Day(try row.text("day")), let algorithm = HashAlgorithm(rawValue: try row.text("algorithm"))
        else {
            throw row.fault("audit_root")
        }
        roots.append(
            AuditRoot(
                district: district, day: day, events: try row.integer("events"), root: try row.bytes("root"),
                previous: try row.bytes("previous"), hashAlgorithm: algorithm, key: try row.text("key"),
                signature: try row.bytes("signature")))
    }

    private mutating func readKey(_ row: Row) throws(DumpError) {
        guard try isOurs(row) else { return }
        keys.append(VerifyingKey(bytes: try row.bytes("public_key")))
    }
}

/// A line of a dump that cannot be read.
package struct DumpError: Error, Hashable, Sendable {
    package let line: Int
    package let column: String
}

private struct Row {
    let cells: [Substring]
    let columns: [String: Int]
    let line: Int

    func fault(_ column: String) -> DumpError { DumpError(line: line, column: column) }

    func text(_ column: String) throws(DumpError) -> String {
        guard let place = columns[column], cells.indices.contains(place) else { throw fault(column) }
        let cell = cells[place]
        guard cell.utf8.contains(UInt8(ascii: "\\")) else { return String(cell) }
        guard cell != "\\N" else { throw fault(column) }
        var text = ""
        var isEscape = false
        for character in cell.unicodeScalars {
            if isEscape {
                text.unicodeScalars.append(Self.escapes[character] ?? character)
                isEscape = false
            } else if character == "\\" {
                isEscape = true
            } else {
                text.unicodeScalars.append(character)
            }
        }
        return text
    }

    private static let escapes: [Unicode.Scalar: Unicode.Scalar] = [
        "b": "\u{8}", "f": "\u{C}", "n": "\n", "r": "\r", "t": "\t", "v": "\u{B}",
    ]

    func integer(_ column: String) throws(DumpError) -> Int {
        guard let value = Int(try text(column)) else { throw fault(column) }
        return value
    }

    func id(_ column: String) throws(DumpError) -> CaseID {
        guard let value = CaseID(try text(column)) else { throw fault(column) }
        return value
    }

    func instant(_ column: String) throws(DumpError) -> Instant {
        guard let value = Instant(try text(column)) else { throw fault(column) }
        return value
    }

    /// `\x` and hexadecimal digits.
    func bytes(_ column: String) throws(DumpError) -> [UInt8] {
        let text = try text(column)
        guard text.hasPrefix("\\x"), let bytes = [UInt8](hexadecimal: text.dropFirst(2)) else { throw fault(column) }
        return bytes
    }
}

extension [UInt8] {
    /// Reads hexadecimal digits, two a byte; nil where they are none.
    package init?(hexadecimal text: some StringProtocol) {
        let digits = text.utf8.map { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count.isMultiple(of: 2), !digits.contains(nil) else { return nil }
        self = stride(from: 0, to: digits.count, by: 2).map { UInt8((digits[$0] ?? 0) << 4 | (digits[$0 + 1] ?? 0)) }
    }
}
