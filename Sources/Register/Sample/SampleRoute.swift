import LegalTime
import Mediation

/// Through which bodies a dispute of the sample goes, up the ladder, and where it is mediated.
struct SampleRoute {
    let type: DisputeType
    let level: SampleLevel
    let town: SampleTerritory.Town
    /// From the first door to the body that mediates.
    let bodies: [Body]
    let source: DisputeSource
    let sender: String?

    init(
        _ rates: SampleRates, _ territory: SampleTerritory, on day: Day, _ chance: inout SeededGenerator
    ) throws(SampleParameterError) {
        let town = chance.pick(territory.towns.map { ($0, $0.weight) })
        let type = chance.pick(rates.types)
        var level = chance.pick(rates.levels)
        var target = town.committee
        switch level {
        case .village:
            if town.villages.isEmpty { level = .town } else { target = chance.pick(town.villages) }
        case .industry:
            let fitting = territory.industries.filter { $0.takes(type) }
            if fitting.isEmpty { level = .town } else { target = chance.pick(fitting) }
        case .unit:
            let fitting = territory.units.filter { !$0.subjects.isEmpty && $0.takes(type) }
            let own = territory.units.filter { $0.division == town.committee.division }
            if let unit = (fitting.isEmpty ? own : fitting).isEmpty ? nil : chance.pick(fitting.isEmpty ? own : fitting)
            {
                target = unit
            } else {
                level = .town
            }
        case .court:
            if town.tribunal == nil { level = .town }
        case .town: break
        }
        var bodies = [target]
        if level == .town, !town.villages.isEmpty, chance.chance(try rates.share("上行", "村居到乡镇")) {
            bodies.insert(chance.pick(town.villages), at: 0)
        } else if level == .industry || level == .unit, chance.chance(try rates.share("上行", "乡镇到区级")) {
            bodies.insert(town.committee, at: 0)
            if let centre = territory.centre, chance.chance(try rates.share("上行", "经区级中心")) {
                bodies.insert(centre, at: 1)
            }
        }
        self.type = type
        self.level = level
        self.town = town
        self.bodies = bodies
        if level == .court {
            source = .entrusted
            sender = town.tribunal?.name
        } else {
            let senders = territory.senders + [town.centre?.name].compactMap(\.self)
            switch chance.pick(rates.sources) {
            case .ownInitiative: (source, sender) = (.ownInitiative, nil)
            case .entrusted where !senders.isEmpty:
                // Most of what is sent on comes out of the centre of the town.
                let fromCentre = chance.chance(try rates.share("来源细分", "中心移送"))
                (source, sender) = (.entrusted, fromCentre ? town.centre?.name ?? senders[0] : chance.pick(senders))
            case .application, .entrusted: (source, sender) = (.application, nil)
            }
        }
    }
}

extension Body {
    fileprivate func takes(_ type: DisputeType) -> Bool {
        subjects.isEmpty || subjects.contains { DisputeType($0) == type }
    }
}
