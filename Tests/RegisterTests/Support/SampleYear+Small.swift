import Foundation
import Tabular
import Testing

@testable import Register

extension SampleParameters {
    /// The shipped parameters with some values in their place, by `组/项`.
    static func shipped(_ changes: [String: String] = [:]) throws -> SampleParameters {
        var sheet = try Sheet.read(path: RegisterFixture.deploy.appending(path: "sample-parameters.csv").path())
        var open = Set(changes.keys)
        for index in sheet.rows.indices {
            let key = sheet.rows[index].cells[0] + "/" + sheet.rows[index].cells[1]
            if let value = changes[key] {
                sheet.rows[index].cells[2] = value
                open.remove(key)
            }
        }
        try #require(open.isEmpty, "no such parameters: \(open)")
        return try SampleParameters(sheet)
    }
}

extension SampleYear {
    /// A small year in which what is rare in the field is not.
    static func small(seed: UInt64, disputes: Int = 40, screenings: Int = 60) throws -> SampleYear {
        try SampleYear(
            parameters: .shipped([
                "总量/纠纷": "\(disputes)", "总量/上年结转": "\(disputes / 10)", "总量/排查": "\(screenings)",
                "总量/进驻人次": "\(screenings / 2)", "总量/接待人次": "\(disputes * 4)", "总量/中心化解": "\(disputes / 2)",
                "层级/村居": "25", "层级/乡镇街道": "25", "层级/行专": "20", "层级/行政": "20", "层级/法院委派": "10", "来源/委托移送": "30",
                "上行/村居到乡镇": "0.4", "上行/先调未成": "0.5", "上行/退回后再报": "0.15", "上行/逾期未答复": "0.15", "成功率/村居": "0.7",
                "成功率/乡镇街道": "0.7", "履行/当日": "0.2", "履行/不履行": "0.2", "履行/部分": "0.2", "司法确认/比例": "0.4",
                "确认结果/确认有效": "40", "超期/延期": "0.15", "超期/未延期": "0.15", "鉴定/比例": "0.2", "排查/发现率": "0.3",
            ]), directory: RegisterFixture.directory, seed: seed)
    }

    var testSheets: [(name: String, sheet: TestSheet)] {
        [
            ("disputes.csv", TestSheet(disputes)), ("referrals.csv", TestSheet(referrals)),
            ("screenings.csv", TestSheet(screenings)), ("stationings.csv", TestSheet(stationings)),
            ("receptions.csv", TestSheet(receptions)),
        ]
    }

    /// Writes all sheets into the folder of a fixture.
    func write(to fixture: RegisterFixture) throws {
        for (name, sheet) in testSheets { try fixture.write(sheet, name) }
    }
}
