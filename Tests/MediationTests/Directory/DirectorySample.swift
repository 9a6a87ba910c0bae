import LegalTime
import Mediation
import Testing

/// A made-up district 999999: 甲乡 became 乙镇 in 2010 and 丙镇 in 2020.
enum Sample {
    static let provenance = Provenance(source: "made up", isVerified: true)

    static func day(_ text: String) throws -> Day { try #require(Day(text)) }

    static func validity(_ from: String?, _ to: String?) -> Validity {
        Validity(from: from.flatMap { Day($0) }, to: to.flatMap { Day($0) }) ?? .always
    }

    static func division(
        _ code: String, _ name: String, _ kind: DivisionKind = .town, from: String? = nil, to: String? = nil,
        successor: String? = nil
    ) -> Division? {
        DivisionCode(code).map { code in
            Division(
                code: code, name: name, kind: kind, validity: validity(from, to),
                successor: successor.flatMap { DivisionCode($0) }, provenance: provenance)
        }
    }

    static func body(
        _ id: String, _ kind: BodyKind, _ name: String, short: String = "", parent: String? = nil,
        division: String = "999999", from: String? = nil, to: String? = nil, successor: String? = nil,
        isVerified: Bool = true
    ) -> Body? {
        DivisionCode(division).map { division in
            Body(
                id: BodyID(id), kind: kind, name: name, shortName: short, division: division,
                parent: parent.map { BodyID($0) }, validity: validity(from, to),
                successor: successor.map { BodyID($0) },
                provenance: Provenance(source: "made up", isVerified: isVerified))
        }
    }

    static func coverage(
        _ body: String, _ division: String, subjects: [String] = [], amounts: AmountBand = .all, from: String? = nil,
        to: String? = nil
    ) -> Coverage? {
        DivisionCode(division).map {
            Coverage(
                body: BodyID(body), division: $0, subjects: subjects, amounts: amounts, validity: validity(from, to),
                provenance: provenance)
        }
    }

    static func office(_ id: String, paired: String, from: String?) -> Body? {
        DivisionCode("999999130").map { division in
            Body(
                id: BodyID(id), kind: .judicialOffice, name: id, division: division, pairedTribunal: BodyID(paired),
                validity: validity(from, nil), provenance: provenance)
        }
    }

    static func mediator(_ id: String, of body: String, to: String? = nil) -> Mediator {
        Mediator(
            id: id, name: "样例", isSynthetic: true, body: BodyID(body), isFullTime: false, validity: validity(nil, to),
            provenance: provenance)
    }

    static let divisions: [Division?] = [
        division("999999", "某区", .homeDistrict),
        division("999999110", "甲乡", .township, to: "2009-12-31", successor: "999999120"),
        division("999999120", "乙镇", from: "2010-01-01", to: "2019-12-31", successor: "999999130"),
        division("999999130", "丙镇", from: "2020-01-01"),
    ]

    static let bodies: [Body?] = [
        body("CRT", .court, "某区法院"), body("TRB", .tribunal, "丙人民法庭", parent: "CRT"),
        body("TWN", .townCommittee, "丙镇人民调解委员会", short: "丙", division: "999999130"),
        body("CTR", .centre, "矛调中心", to: "2024-12-31"), body("CTR", .centre, "综治中心", from: "2025-01-01"),
    ]

    static let coverage: [Coverage?] = [coverage("CRT", "999999"), coverage("TRB", "999999130")]

    static func directory(
        divisions moreDivisions: [Division?] = [], bodies moreBodies: [Body?] = [],
        coverage moreCoverage: [Coverage?] = [],
        mediators: [Mediator] = [mediator("M1", of: "TWN", to: "2023-12-31")]
    ) throws -> Directory {
        Directory(
            divisions: try (divisions + moreDivisions).map { try #require($0) },
            bodies: try (bodies + moreBodies).map { try #require($0) },
            coverage: try (coverage + moreCoverage).map { try #require($0) }, mediators: mediators)
    }
}
