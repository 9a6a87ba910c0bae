import Testing

@testable import Tabular

@Suite("Encodings of office files")
struct TextEncodingTests {
    @Test("Each encoding is found by its bytes", arguments: TextEncoding.allCases)
    func detection(encoding: TextEncoding) throws {
        let bytes = try SheetWriter.bytes(
            header: ["编号", "姓名"], rows: [["1", "张三𠮷"]], options: .init(encoding: encoding))
        let sheet = try Sheet.read(bytes, name: "a.csv")
        #expect(sheet.encoding == encoding)
        #expect(sheet.header == ["编号", "姓名"])
        #expect(sheet.rows.map(\.cells) == [["1", "张三𠮷"]])
    }

    @Test("Bytes of GBK as an old spreadsheet program saves them are read")
    func gbk() throws {
        // "姓名,镇\r\n洇溜,𠮷" with the last character in the four-byte form of GB 18030.
        let bytes: [UInt8] =
            [0xD0, 0xD5, 0xC3, 0xFB, 0x2C, 0xD5, 0xF2, 0x0D, 0x0A, 0xE4, 0xA6, 0xC1, 0xEF, 0x2C]
            + [0x95, 0x34, 0xB1, 0x39]
        let text = try TextDecoding.decode(bytes)
        #expect(text.encoding == .gb18030)
        #expect(String(decoding: text.bytes, as: UTF8.self).hasPrefix("姓名,镇\r\n"))
    }

    @Test(
        "A strict walk accepts what Unicode accepts",
        arguments: [
            ([0x41, 0xE4, 0xB8, 0xAD], nil), ([0xF0, 0x9F, 0x98, 0x80], nil), ([0xF4, 0x8F, 0xBF, 0xBF], nil),
            ([0xC1, 0xAA], 0), ([0xE0, 0x80, 0x80], 0), ([0xED, 0xA0, 0x80], 0), ([0xF4, 0x90, 0x80, 0x80], 0),
            ([0x41, 0xE4, 0xB8], 1), ([0x41, 0x80], 1), ([0xF5, 0x80, 0x80, 0x80], 0), ([0xE4, 0xB8, 0xAD, 0xC2], 3),
        ] as [([UInt8], Int?)])
    func strictness(bytes: [UInt8], firstMalformed: Int?) {
        let scan = bytes.withUnsafeBufferPointer { UTF8Scan($0) }
        #expect(scan.firstMalformed == firstMalformed)
        #expect((scan.firstMalformed == nil) == (String(validating: bytes, as: UTF8.self) != nil))
    }

    @Test("The caller's encoding wins over detection")
    func override() throws {
        // Valid as UTF-8 and as GB 18030.
        let bytes: [UInt8] = Array("甲乙".utf8)
        #expect(try Sheet.read(bytes, name: "a.csv").header == ["甲乙"])
        #expect(try Sheet.read(bytes, name: "a.csv", encoding: .gb18030).header == ["鐢蹭箼"])
        #expect(try Sheet.read([0xEF, 0xBB, 0xBF] + bytes, name: "a.csv", encoding: .utf8).header == ["甲乙"])
    }
}
