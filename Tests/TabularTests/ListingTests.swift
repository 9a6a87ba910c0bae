import Foundation
import Testing

@testable import Tabular

@Suite("Listings in every format")
struct ListingTests {
    private let listing = Listing(
        title: "汇总", columns: [.init("office", "司法所"), .init("count", "件数", .right), .init("rate", "成功率", .right)],
        rows: [
            [.text("文昌\"街道\""), .integer(12_345), .share(2, of: 3)], [.text("=渔阳"), .integer(0), .share(0, of: 0)],
            [.missing, .missing],
        ],
        total: [.text("合计"), .integer(12_345), .missing], notes: ["注:测试"])

    @Test("A table groups thousands and shows missing as a hyphen")
    func table() {
        #expect(
            listing.rendered(as: .table) == """
                汇总
                司法所        件数  成功率
                ----------  ------  ------
                文昌"街道"  12,345  66.67%
                =渔阳            0       -
                -                -
                ----------  ------  ------
                合计        12,345       -
                注:测试

                """)
    }

    @Test("CSV holds plain numbers, guards formulas and leaves missing empty")
    func csv() {
        #expect(
            listing.rendered(as: .csv) == """
                司法所,件数,成功率
                "文昌""街道""\",12345,66.67%
                '=渔阳,0,
                ,

                """)
    }

    @Test("JSON has stable keys in order, numbers as numbers, and null for missing")
    func json() throws {
        let text = listing.rendered(as: .json)
        let parsed = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
        #expect(parsed.count == 3)
        #expect(parsed[0]["office"] as? String == "文昌\"街道\"")
        #expect(parsed[0]["count"] as? Int == 12_345)
        #expect(parsed[0]["rate"] as? Double == 0.6667)
        #expect(parsed[1]["rate"] is NSNull && parsed[2]["rate"] is NSNull)
        #expect(
            text.hasPrefix(
                "[\n  {\n    \"office\": \"文昌\\\"街道\\\"\",\n    \"count\": 12345,\n    \"rate\": 0.6667\n  },"))
    }

    @Test("Any text is a valid JSON string")
    func strings() throws {
        let text = String(String.UnicodeScalarView((0..<0x250).compactMap(Unicode.Scalar.init))) + "纠纷👨‍👩‍👧\u{2028}\\\"/"
        let parsed = try JSONSerialization.jsonObject(
            with: Data(JSON.string(text).text.utf8), options: .fragmentsAllowed)
        #expect(parsed as? String == text)
    }

    @Test(
        "Values are written exactly",
        arguments: [
            (Value.decimal(12_345, places: 2), "123.45", "123.45", "123.45"),
            (.decimal(-5, places: 2), "-0.05", "-0.05", "-0.05"),
            (.decimal(123_456_700, places: 2), "1,234,567.00", "1234567.00", "1234567.00"),
            (.decimal(7, places: 0), "7", "7", "7"), (.integer(-1_000), "-1,000", "-1000", "-1000"),
            (.integer(999), "999", "999", "999"), (.share(1, of: 1), "100.00%", "100.00%", "1.0000"),
            (.share(1, of: 2_000), "0.05%", "0.05%", "0.0005"), (.flag(true), "是", "是", "true"),
            (.missing, "-", "", "null"), (.noData, "无数据", "", "null"), (.share(0, of: 0), "-", "", "null"),
            (.share(0, of: 5), "0.00%", "0.00%", "0.0000"),
        ])
    func values(value: Value, display: String, cell: String, json: String) {
        #expect(value.display == display)
        #expect(value.cell == cell)
        #expect(value.json.text == json)
    }

    @Test("A report joins listings and paragraphs")
    func report() {
        let small = Listing(columns: [.init("n", "数")], rows: [[.integer(1)]])
        let report = Report(title: "年报", sections: [.init("counts", small), .init("text", paragraph: "全年一件。")])
        #expect(report.rendered(as: .table) == "年报\n\n数\n--\n1\n\n全年一件。\n")
        #expect(report.rendered(as: .csv) == "数\n1\n")
        #expect(
            report.rendered(as: .json)
                == "{\n  \"counts\": [\n    {\n      \"n\": 1\n    }\n  ],\n  \"text\": \"全年一件。\"\n}\n")
    }
}
