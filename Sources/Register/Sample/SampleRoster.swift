import LegalTime
import Mediation

/// Who mediates in a committee: those of the directory, or made-up ones where it names none.
struct SampleRoster {
    /// Marks what this generator made up, so that its own output in the directory changes nothing when it runs again.
    private static let mark = "M-SAMPLE-"
    private static let perBody = 2

    private let names: [BodyID: [String]]
    let madeUp: [Mediator]

    init(_ directory: Directory, on day: Day) {
        var names = Dictionary(
            grouping: directory.mediators.filter { !$0.id.hasPrefix(Self.mark) && $0.validity.contains(day) },
            by: \.body
        ).mapValues { $0.map(\.name) }
        var madeUp: [Mediator] = []
        let kinds: [BodyKind] = [.townCommittee, .industryCommittee, .villageCommittee]
        for body in kinds.flatMap({ directory.bodies(of: $0, on: day) }) where names[body.id] == nil {
            names[body.id] = (1...Self.perBody).map { _ in
                let digits = SampleNumber.digits(madeUp.count + 1, 4)
                let mediator = Mediator(
                    id: Self.mark + digits, name: "样例人民调解员\(digits)", isSynthetic: true, body: body.id,
                    isFullTime: false,
                    provenance: Provenance(source: "样例数据（合成）", isVerified: false))
                madeUp.append(mediator)
                return mediator.name
            }
        }
        self.names = names
        self.madeUp = madeUp
    }

    func pick(of body: Body, _ chance: inout SeededGenerator) -> String {
        chance.pick(names[body.id] ?? ["样例调解员"])
    }
}
