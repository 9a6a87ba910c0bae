import LegalTime
import Mediation

/// The bodies of a directory as a sample year uses them.
struct SampleTerritory {
    /// A town with its committees, by the weight of its villages and communities.
    struct Town {
        let name: String
        let weight: Double
        let committee: Body
        let villages: [Body]
        let centre: Body?
        let tribunal: Body?
    }

    let towns: [Town]
    let industries: [Body]
    let units: [Body]
    let centre: Body?
    let senders: [String]

    init(_ directory: Directory, parameters: SampleParameters, on day: Day) throws(SampleParameterError) {
        let village = try parameters.number("权重", "村")
        let community = try parameters.number("权重", "社区")
        var towns: [Town] = []
        for division in directory.townships(on: day) {
            guard let committee = directory.bodies(of: .townCommittee, in: division.code, on: day).first else {
                continue
            }
            let weight = Double(division.villages ?? 0) * village + Double(division.communities ?? 0) * community
            towns.append(
                Town(
                    name: division.name, weight: weight, committee: committee,
                    villages: directory.bodies(of: .villageCommittee, in: division.code, on: day),
                    centre: directory.bodies(of: .centre, in: division.code, on: day).first,
                    tribunal: directory.tribunal(of: division.code, on: day)))
        }
        guard !towns.isEmpty else {
            throw SampleParameterError(
                sheet: "名录", row: nil, zh: "\(day) 没有任何乡镇街道调委会，请先补全名录",
                en: "the directory has no town committee on \(day); complete it first")
        }
        self.towns = towns
        industries = directory.bodies(of: .industryCommittee, on: day)
        units = directory.bodies(of: .administrativeUnit, on: day)
        centre = directory.homeDistrict.flatMap { directory.bodies(of: .centre, in: $0.code, on: day).first }
        senders = (directory.bodies(of: .policeStation, on: day) + directory.bodies(of: .court, on: day)).map(\.name)
    }
}
