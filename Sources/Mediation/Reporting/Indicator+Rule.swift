extension Indicator {
    /// How it is counted.
    package var rule: CountingRule {
        switch self {
        case .registered: .count(.entries(EntryRule(.registered)))
        case .accepted: .count(.entries(EntryRule(.accepted)))
        case .concluded: .count(.entries(EntryRule(.concluded)))
        case .succeeded: .count(.entries(Self.success))
        case .failed: .count(.entries(EntryRule(.concluded, outcomes: [.failed, .declined, .notAccepted])))
        case .withdrawn: .count(.entries(EntryRule(.concluded, outcomes: [.withdrawn])))
        case .turnedAway: .count(.entries(EntryRule(.turnedAway)))
        case .successOfAccepted: .rate(.entries(Self.success), of: .stock(.inHand))
        case .successOfConcluded: .rate(.entries(Self.success), of: .entries(EntryRule(.concluded)))
        case .written: .count(.entries(EntryRule(.concluded, outcomes: [.succeeded], form: .written)))
        case .oral: .count(.entries(EntryRule(.concluded, outcomes: [.succeeded], form: .oral)))
        case .performed: .count(.entries(EntryRule(.performed)))
        case .performanceRate:
            .rate(.entries(EntryRule(.performed, ofAgreementsInPeriod: true)), of: .entries(Self.success))
        case .confirmed: .count(.entries(EntryRule(.confirmed)))
        case .amount: .amount(Self.success)
        case .meanDays: .meanDays(EntryRule(.concluded))
        case .medianDays: .medianDays(EntryRule(.concluded))
        case .overdue: .count(.entries(EntryRule(.overdue)))
        case .openAtStart: .count(.stock(.atStart))
        case .openAtEnd: .count(.stock(.atEnd))
        case .referred: .count(.entries(EntryRule(.referred)))
        case .closed: .count(.entries(EntryRule(.closed)))
        case .screenings: .register(.screenings)
        case .screeningsWithFindings: .register(.screeningsWithFindings)
        case .prevented: .register(.prevented)
        case .stationed: .register(.stationed)
        case .receptions: .register(.receptions)
        case .centreResolved: .register(.centreResolved)
        case .judicialOffices: .directory(.judicialOffices)
        case .tribunals: .directory(.tribunals)
        case .administrativeUnits: .directory(.administrativeUnits)
        case .administrativeMediators: .directory(.administrativeMediators)
        case .newBrandRooms: .directory(.newBrandRooms)
        case .newIndustryBodies: .directory(.newIndustryBodies)
        }
    }

    private static let success = EntryRule(.concluded, outcomes: [.succeeded])
}
