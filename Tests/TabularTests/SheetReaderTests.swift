import Testing

@testable import Tabular

@Suite("Reading sheets")
struct SheetReaderTests {
    struct Grammar: CustomTestStringConvertible {
        var name: String
        var body: String
        var cells: [[String]]
        var testDescription: String { name }

        init(_ name: String, _ body: String, _ cells: [[String]]) {
            self.name = name
            self.body = body
            self.cells = cells
        }
    }

    @Test(
        "Cells are split as a spreadsheet splits them",
        arguments: [
            Grammar("CR LF", "1,2\r\n3,4\r\n", [["1", "2"], ["3", "4"]]),
            Grammar("LF", "1,2\n3,4\n", [["1", "2"], ["3", "4"]]),
            Grammar("CR", "1,2\r3,4\r", [["1", "2"], ["3", "4"]]),
            Grammar("no line break at the end", "1,2\n3,4", [["1", "2"], ["3", "4"]]),
            Grammar("empty last cell at the end", "1,", [["1", ""]]),
            Grammar("delimiter in quotes", "\"1,5\",2\n", [["1,5", "2"]]),
            Grammar("doubled quotes", "\"他说\"\"好\"\"\",2\n", [["他说\"好\"", "2"]]),
            Grammar("only doubled quotes", "\"\"\"\"\"\",2\n", [["\"\"", "2"]]),
            Grammar("empty quotes", "\"\",2\n", [["", "2"]]),
            Grammar("LF in quotes", "\"上\n下\",2\n", [["上\n下", "2"]]),
            Grammar("CR LF in quotes", "\"上\r\n下\",2\r\n", [["上\r\n下", "2"]]),
            Grammar("quote inside an unquoted cell", "5\" 管,\"2\"\n", [["5\" 管", "2"]]),
            Grammar("quote after a space", " \"1\",2\n", [[" \"1\"", "2"]]),
            Grammar("spaces kept", " 1 , 2\n", [[" 1 ", " 2"]]),
            Grammar("combining mark after a delimiter", "1,\u{301}x\n", [["1", "\u{301}x"]]),
            Grammar("combining mark after a quote", "\"\u{301}x\",2\n", [["\u{301}x", "2"]]),
            Grammar(
                "line separators of Unicode are text", "1\u{2028}\u{0B}\u{85}1,2\n", [["1\u{2028}\u{0B}\u{85}1", "2"]]),
            Grammar("short row", "1\n2,3\n", [["1", ""], ["2", "3"]]),
            Grammar("empty cells beyond the header", "1,2,,,\n", [["1", "2"]]),
            Grammar("text after a closing quote", "\"1\"x,2\n", [["1x", "2"]]),
        ])
    func grammar(_ example: Grammar) throws {
        for header in ["甲,乙\n", "甲,乙\r\n", "甲,乙\r", "\"甲\",乙,,\n"] {
            let sheet = try Sheet.read(Array((header + example.body).utf8), name: "a.csv")
            #expect(sheet.header == ["甲", "乙"])
            #expect(sheet.rows.map(\.cells) == example.cells)
        }
    }

    @Test("Rows carry the numbers a spreadsheet shows, blank rows and line breaks in cells included")
    func numbers() throws {
        let text = "甲,乙\n1,\"上\n下\"\n\n,\n　,\u{200B}\n5,6\n,,,\n\n"
        let sheet = try Sheet.read(Array(text.utf8), name: "a.csv")
        #expect(sheet.headerNumber == 1)
        #expect(sheet.rows.map(\.number) == [2, 6])

        let late = try Sheet.read(Array("\n,\n甲,乙\n1,2\n".utf8), name: "a.csv")
        #expect(late.headerNumber == 3)
        #expect(late.rows.map(\.number) == [4])
    }

    @Test(
        "The delimiter is the one that splits the header",
        arguments: [
            ("甲,乙\n1;1,2\t2\n", Delimiter.comma, ["1;1", "2\t2"]),
            ("甲;乙\n1,1;2\n", .semicolon, ["1,1", "2"]),
            ("甲\t乙\n1,1\t2\n", .tab, ["1,1", "2"]),
            ("\"甲,甲,甲\";乙\n1;2\n", .semicolon, ["1", "2"]),
            ("甲\n1;2\n", .comma, ["1;2"]),
            ("sep=;\r\n甲,甲;乙\r\n1;2\r\n", .semicolon, ["1", "2"]),
        ])
    func delimiters(text: String, delimiter: Delimiter, cells: [String]) throws {
        let sheet = try Sheet.read(Array(text.utf8), name: "a.csv")
        #expect(sheet.delimiter == delimiter)
        #expect(sheet.rows == [.init(number: 2, cells: cells)])
    }

    @Test("The caller's delimiter wins over the guess")
    func chosenDelimiter() throws {
        let sheet = try Sheet.read(Array("a,b,c;d\n1,2;3\n".utf8), name: "a.csv", delimiter: .semicolon)
        #expect(sheet.header == ["a,b,c", "d"])
    }

    @Test("What stands beyond the header and after closing quotes is remarked, with its place")
    func remarks() throws {
        let sheet = try Sheet.read(Array("甲,乙\n1,2,多\n\"1\"x,2\n".utf8), name: "a.csv")
        #expect(
            sheet.remarks == [
                SheetRemark(row: 2, column: 2, kind: .beyondHeader("多")),
                SheetRemark(row: 3, column: 0, kind: .textAfterQuote),
            ])
        #expect(sheet.remarks[0].zh.contains("第 2 行 C 列"))
    }

    struct Refusal: CustomTestStringConvertible {
        var name: String
        var bytes: [UInt8]
        var error: SheetError
        var testDescription: String { name }

        init(_ name: String, _ bytes: [UInt8], _ error: SheetError) {
            self.name = name
            self.bytes = bytes
            self.error = error
        }
    }

    @Test(
        "A file that is no sheet is refused with the place",
        arguments: [
            Refusal("nothing", [], .empty(file: "a.csv")),
            Refusal("only a mark", [0xEF, 0xBB, 0xBF], .empty(file: "a.csv")),
            Refusal("only blank rows", Array("\r\n,,\r\n".utf8), .empty(file: "a.csv")),
            Refusal("only a separator line", Array("sep=,".utf8), .empty(file: "a.csv")),
            Refusal("xlsx", [0x50, 0x4B, 0x03, 0x04, 0x14], .workbook(file: "a.csv")),
            Refusal("xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1], .workbook(file: "a.csv")),
            Refusal("zero byte", Array("a,b\n1,\0".utf8), .notText(file: "a.csv", byte: 6)),
            Refusal(
                "unclosed quote at the end", Array("a,b\n1,\"2\n3,4\n".utf8),
                .unterminatedQuote(file: "a.csv", row: 2, column: 1)),
            Refusal(
                "a quote as the last byte", Array("a,b\n\"".utf8), .unterminatedQuote(file: "a.csv", row: 2, column: 0)),
            Refusal(
                "neither UTF-8 nor GB 18030", Array("a,b\n\"x\ny\",1\n".utf8) + [0xFF, 0xFE, 0xFF],
                .undecodable(file: "a.csv", encoding: .gb18030, byte: 12, row: 3)),
            Refusal(
                "bad byte under a UTF-8 mark", [0xEF, 0xBB, 0xBF] + Array("甲\r\n".utf8) + [0xC4],
                .undecodable(file: "a.csv", encoding: .utf8WithMark, byte: 8, row: 2)),
            Refusal(
                "one damaged byte in a UTF-8 file", Array("甲乙丙丁戊己庚辛壬癸\n".utf8) + [0xE5, 0x41],
                .undecodable(file: "a.csv", encoding: .utf8, byte: 31, row: 2)),
            Refusal(
                "lone surrogate", [0xFF, 0xFE, 0x41, 0x00, 0x00, 0xD8, 0x41, 0x00],
                .undecodable(file: "a.csv", encoding: .utf16LittleEndian, byte: 4, row: 1)),
            Refusal(
                "odd length of UTF-16", [0xFE, 0xFF, 0x00, 0x41, 0x00],
                .undecodable(file: "a.csv", encoding: .utf16BigEndian, byte: 4, row: 1)),
        ])
    func refusals(_ example: Refusal) {
        #expect(throws: example.error) { try Sheet.read(example.bytes, name: "a.csv") }
    }

    @Test("A file that is not there is refused with its path and the system's reason")
    func missingFile() {
        #expect(throws: SheetError.unreadable(file: "/nowhere/a.csv", reason: "No such file or directory")) {
            try Sheet.read(path: "/nowhere/a.csv")
        }
    }

    @Test(
        "Columns are lettered as in a spreadsheet",
        arguments: [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
    func letters(index: Int, letters: String) {
        #expect(Sheet.letters(ofColumn: index) == letters)
    }
}
