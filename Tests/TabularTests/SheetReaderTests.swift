import Testing

@testable import Tabular

@Suite("Reading sheets")
struct SheetReaderTests {
    @Test("A file is split into header and numbered rows")
    func plain() throws {
        let sheet = try Sheet.read(Array("编号,姓名\r\n1,张三\r\n2,李四\r\n".utf8), name: "a.csv")
        #expect(sheet.header == ["编号", "姓名"])
        #expect(sheet.rows == [.init(number: 2, cells: ["1", "张三"]), .init(number: 3, cells: ["2", "李四"])])
        #expect(sheet.encoding == .utf8)
    }
}
