import LegalTime
import Mediation

/// A district with one committee, where the timed cases happen.
enum BenchPlace {
    static let district = DistrictCode(rawValue: 120119)
    static let office = BodyID("SFS-1")
    static let committee = BodyID("TWN-1")
    static let clerk = Actor(role: "clerk", name: "clerk", body: committee)
    static let party = Actor(role: "party", name: "party", party: 2)

    static func directory() throws -> Directory {
        let provenance = Provenance(source: "bench", isVerified: false)
        guard let home = DivisionCode("120119"), let town = DivisionCode("120119100") else {
            throw Failure(zh: "区划代码有误", en: "a division code is malformed")
        }
        func body(_ id: BodyID, _ kind: BodyKind, _ name: String, _ short: String) -> Body {
            Body(
                id: id, kind: kind, name: name, shortName: short, division: town, guidingOffice: office,
                provenance: provenance)
        }
        return Directory(
            divisions: [
                Division(code: home, name: "蓟州区", kind: .homeDistrict, provenance: provenance),
                Division(code: town, name: "渔阳镇", kind: .town, provenance: provenance),
            ],
            bodies: [
                body(office, .judicialOffice, "渔阳镇司法所", "渔阳司"),
                body(committee, .townCommittee, "渔阳镇人民调解委员会", "渔阳"),
            ])
    }
}
