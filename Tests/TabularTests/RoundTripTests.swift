import Testing

@testable import Tabular

@Suite("Writing and reading give the same cells")
struct RoundTripTests {
    /// Pieces that cells are put together from, chosen to meet every rule of quoting and guarding.
    static let pieces = [
        "a", "7", "0", "120119200001011234", "X", ",", ";", "\t", "\"", "\"\"", "\n", "\r", "\r\n", " ", "'", "=", "+",
        "-",
        "@", ".", "=SUM(A1)", "纠纷", "渔阳镇", "𠮷", "👨‍👩‍👧", "\u{301}", "é", "　", "\u{FEFF}", "\u{2028}", "|", "sep=", "#",
    ]

    @Test("Random cells survive every encoding and delimiter", arguments: TextEncoding.allCases, Delimiter.allCases)
    func randomCells(encoding: TextEncoding, delimiter: Delimiter) throws {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SplitMix64(seed: seed)
        for _ in 0..<60 {
            let width = Int.random(in: 2...6, using: &generator)
            let rows = (0..<Int.random(in: 0...8, using: &generator)).map { _ in
                (0..<width).map { _ in
                    (0..<Int.random(in: 0...5, using: &generator)).map { _ in
                        Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &generator)]
                    }.joined()
                }
            }
            let header = (0..<width).map { "列\($0)" }
            let bytes = try SheetWriter.bytes(
                header: header, rows: rows, options: .init(encoding: encoding, delimiter: delimiter))
            let sheet = try Sheet.read(bytes, name: "a.csv")
            #expect(sheet.header == header, "seed \(seed)")
            #expect(sheet.remarks.isEmpty, "seed \(seed)")
            // Swift compares strings by canonical equivalence: compare the scalars instead.
            let expected = rows.filter { !$0.allSatisfy(\.isBlank) }
            #expect(
                sheet.rows.map { $0.cells.map { Array($0.utf8) } } == expected.map { $0.map { Array($0.utf8) } },
                "seed \(seed)")
        }
    }

    @Test(
        "A cell that a spreadsheet would run or damage is guarded",
        arguments: [
            ("=1+1", "'=1+1"), ("+86 22", "'+86 22"), ("-x", "'-x"), ("@SUM(A1)", "'@SUM(A1)"), ("\tx", "'\tx"),
            ("\rx", "'\rx"),
            ("'=1", "''=1"), ("-12.5", "-12.5"), ("+3", "+3"), ("-", "-"), ("=", "="), ("'a", "'a"),
            ("-1.2.3", "'-1.2.3"),
            ("-5+cmd|' /C calc'!A0", "'-5+cmd|' /C calc'!A0"), ("120119200001011234", "\t120119200001011234"),
            ("12011920000101123X", "\t12011920000101123X"), ("0123", "\t0123"), ("0", "0"), ("0.5", "0.5"),
            ("13800138000", "13800138000"), ("120119001", "120119001"),
        ])
    func guards(cell: String, written: String) {
        #expect(CellGuard.added(to: cell) == written)
        #expect(CellGuard.removed(from: written) == cell)
    }

    @Test("Guards of any cell come off again")
    func guardsComeOff() {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SplitMix64(seed: seed)
        for _ in 0..<5000 {
            let cell = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
                Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &generator)]
            }.joined()
            #expect(Array(CellGuard.removed(from: CellGuard.added(to: cell)).utf8) == Array(cell.utf8), "seed \(seed)")
        }
    }
}

/// A seeded generator (Steele, Lea and Flood 2014), so that a failure can be repeated.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
