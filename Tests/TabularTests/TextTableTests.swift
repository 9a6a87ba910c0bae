import Testing

@testable import Tabular

@Suite("Tables on a terminal")
struct TextTableTests {
    @Test(
        "Widths follow East Asian Width",
        arguments: [
            ("abc", 3), ("纠纷", 4), ("A纠纷1", 6), ("\u{FF08}一\u{FF09}", 6), ("e\u{301}", 1), ("👨‍👩‍👧", 2), ("🇨🇳", 2), ("☎", 1),
            ("☎\u{FE0F}", 2),
            ("㎡", 2), ("𠮷", 2), ("\u{FF71}", 1), ("\u{30A2}", 2), ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2),
            ("\u{200B}", 0), ("—", 1), ("", 0),
        ])
    func widths(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    private let table = TextTable(
        title: "各所受理", columns: [.init("司法所"), .init("件数", .right), .init("备注")],
        rows: [["文昌街道司法所", "180", "a"], ["渔阳镇司法所", "2", ""]], total: ["合计", "182"])

    @Test("Chinese columns align, and the total stands below a rule")
    func plain() {
        #expect(
            table.rendered() == """
                各所受理
                司法所          件数  备注
                --------------  ----  ----
                文昌街道司法所   180  a
                渔阳镇司法所       2
                --------------  ----  ----
                合计             182

                """)
    }

    @Test("A frame can be drawn")
    func box() {
        var table = table
        table.rules = .box
        table.total = nil
        table.title = nil
        #expect(
            table.rendered() == """
                +----------------+------+------+
                | 司法所         | 件数 | 备注 |
                +----------------+------+------+
                | 文昌街道司法所 |  180 | a    |
                | 渔阳镇司法所   |    2 |      |
                +----------------+------+------+

                """)
    }

    @Test(
        "Text columns give way to a narrow terminal, numbers never", arguments: 10...40, [TextTable.Rules.plain, .box])
    func narrow(width: Int, rules: TextTable.Rules) {
        let table = TextTable(
            columns: [.init("名称"), .init("件数", .right)], rows: [["文昌街道人民调解委员会", "12,345"], ["a", "1"]], rules: rules)
        let lines = table.rendered(width: width).split(separator: "\n")
        let least = TextTable.narrowest + 6 + (rules == .plain ? 2 : 7)
        #expect(lines.allSatisfy { DisplayWidth.of($0) <= max(width, least) })
        #expect(lines.contains { $0.contains("12,345") })
        #expect(lines.contains { $0.contains("..") } == (width < 22 + 6 + (rules == .plain ? 2 : 7)))
    }

    @Test("A cell can neither break the table nor command the terminal")
    func controls() {
        let table = TextTable(columns: [.init("x")], rows: [["a\r\nb\tc\u{1B}[31m\u{7}"]])
        #expect(table.rendered().hasSuffix("\na b c[31m\n"))
    }
}
