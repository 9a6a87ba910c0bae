import LegalTime
import Mediation
import Workflow

/// The figures counted once more from the events and the directory alone, in another way than the program counts them.
struct FiguresFromEvents {
    /// Something that happened once in a dispute.
    struct Happening {
        var what: String
        var day: Day
        var place: (body: String, office: String, kind: String)
        var track: String?
        var type: String
        var source: String
        var outcome: String?
        var form: String?
        /// Since acceptance, or since the effect of the agreement.
        var days: Int?
        var fen: Int64 = 0
    }

    private(set) var happenings: [Happening] = []
    private let directory: Directory

    init(_ directory: Directory) {
        self.directory = directory
    }

    /// What is known of one mediation while its events are read.
    private struct Mediation {
        var place: (body: String, office: String, kind: String)
        var track: String
        var accepted: Day?
        var ended: String?
        var isLate = false
        var form: String?
        var owed: [Int: Int64?] = [:]
        var paid: [Int: Int64] = [:]
        var fen: Int64 = 0
        var effective: Day?
        var isPerformed = false
    }

    mutating func read(_ events: [CaseEvent]) {
        guard case .registration(let registration)? = events.first?.records.first else { return }
        var holder = registration.body
        var isClosed = false
        var mediations: [Int: Mediation] = [:]
        func place(_ body: BodyID, _ day: Day) -> (body: String, office: String, kind: String) {
            self.place(body, on: day)
        }
        func happening(_ what: String, _ day: Day, _ body: BodyID) -> Happening {
            Happening(
                what: what, day: day, place: place(body, day), type: registration.type.rawValue,
                source: registration.source.rawValue)
        }
        for event in events {
            let day = event.occurred.day
            let number = event.scope.number
            if event.sequence == 1 { happenings.append(happening("registered", day, holder)) }
            if number > 0, mediations[number] == nil {
                mediations[number] = Mediation(
                    place: place(event.actor.body ?? holder, day), track: event.after.workflow)
            }
            func add(_ what: String, in mediation: Mediation, since: Day?) {
                happenings.append(
                    Happening(
                        what: what, day: day, place: mediation.place, track: mediation.track,
                        type: registration.type.rawValue, source: registration.source.rawValue,
                        outcome: mediation.ended,
                        form: mediation.effective == nil ? nil : mediation.form,
                        days: since.map { Int(day.number - $0.number) },
                        fen: mediation.effective == nil ? 0 : mediation.fen)
                )
            }
            for record in event.records {
                switch record {
                case .numbering where number > 0:
                    mediations[number]?.accepted = day
                    if let mediation = mediations[number] { add("accepted", in: mediation, since: nil) }
                case .agreement(let text), .oralAgreement(let text):
                    var isOral = false
                    if case .oralAgreement = record { isOral = true }
                    mediations[number]?.form = isOral ? "oral" : "written"
                    mediations[number]?.owed = [:]
                    mediations[number]?.fen = 0
                    for obligation in text.obligations {
                        mediations[number]?.owed.updateValue(obligation.amount?.fen, forKey: obligation.number)
                        mediations[number]?.fen += obligation.amount?.fen ?? 0
                    }
                case .performance(let performance):
                    guard let last = mediations.keys.sorted().last(where: { mediations[$0]?.effective != nil }) else {
                        break
                    }
                    for (obligation, amount) in mediations[last]?.owed ?? [:]
                    where performance.obligation == nil || performance.obligation == obligation {
                        if let amount, let paid = performance.amount?.fen, performance.obligation != nil {
                            mediations[last]?.paid[obligation, default: 0] += paid
                            if mediations[last]?.paid[obligation] ?? 0 >= amount {
                                mediations[last]?.owed.removeValue(forKey: obligation)
                            }
                        } else {
                            mediations[last]?.owed.removeValue(forKey: obligation)
                        }
                    }
                case .referral(let offer):
                    if !event.after.states.contains("escalated") {
                        happenings.append(happening("referred", day, holder))
                    }
                    if event.act == "assign" { holder = offer.to }
                case .referralReply(let reply) where reply.accepted:
                    holder = event.actor.body ?? holder
                default: break
                }
            }
            if number > 0, let mediation = mediations[number], mediation.track != "confirmation" {
                if event.act.hasPrefix("expired."), !mediation.isLate {
                    mediations[number]?.isLate = true
                    add("overdue", in: mediations[number] ?? mediation, since: nil)
                }
            }
            if number > 0, let outcome = event.after.outcome, mediations[number]?.ended == nil {
                mediations[number]?.ended = outcome
                if outcome == "succeeded", mediations[number]?.form != nil { mediations[number]?.effective = day }
                if let mediation = mediations[number] {
                    if mediation.track == "confirmation" {
                        if outcome == "confirmed",
                            let settled = mediations.keys.sorted().last(where: { mediations[$0]?.effective != nil }),
                            let confirmed = mediations[settled]
                        {
                            add("confirmed", in: confirmed, since: confirmed.effective)
                        }
                    } else {
                        add(
                            mediation.accepted == nil ? "turnedAway" : "concluded", in: mediation,
                            since: mediation.accepted)
                    }
                }
            }
            for number in mediations.keys.sorted() {
                guard let mediation = mediations[number], mediation.effective != nil, mediation.owed.isEmpty,
                    !mediation.isPerformed
                else { continue }
                mediations[number]?.isPerformed = true
                add("performed", in: mediation, since: mediation.effective)
            }
            if number == 0 {
                if event.phase == "closed", !isClosed { happenings.append(happening("closed", day, holder)) }
                isClosed = event.phase == "closed"
            }
        }
    }

    private func place(_ id: BodyID, on day: Day) -> (body: String, office: String, kind: String) {
        func stands(_ validity: Validity) -> Bool { (validity.from ?? day) <= day && day <= (validity.to ?? day) }
        guard let body = directory.bodies.first(where: { $0.id == id && stands($0.validity) }) else {
            return (id.rawValue, "none", "none")
        }
        let offices = Set(directory.bodies.filter { $0.kind == .judicialOffice && stands($0.validity) }.map(\.id))
        var office = body.kind == .judicialOffice ? body.id : body.guidingOffice
        if office == nil {
            office =
                directory.coverage
                .filter { offices.contains($0.body) && stands($0.validity) }
                .filter { body.division.description.hasPrefix($0.division.description) }
                .max { $0.division.description.count < $1.division.description.count }?.body
        }
        return (id.rawValue, office?.rawValue ?? "kind:\(body.kind.rawValue)", body.kind.rawValue)
    }
}

extension FiguresFromEvents.Happening {
    func value(of dimension: Dimension) -> String {
        switch dimension {
        case .office: place.office
        case .bodyKind: place.kind
        case .body: place.body
        case .track: track ?? "none"
        case .type: type
        case .source: source
        case .outcome: outcome ?? "none"
        }
    }
}

extension FiguresFromEvents {
    /// The figure of an indicator among some happenings, written out for each indicator from its definition.
    static func value(_ indicator: Indicator, _ all: [Happening], in period: Period) -> FigureValue? {
        func count(_ what: String, _ condition: (Happening) -> Bool = { _ in true }) -> Int {
            all.count { $0.what == what && $0.day >= period.first && $0.day <= period.last && condition($0) }
        }
        func before(_ what: String) -> Int { all.count { $0.what == what && $0.day < period.first } }
        let succeeded = count("concluded") { $0.outcome == "succeeded" }
        let concluded = all.filter { $0.what == "concluded" && period.first <= $0.day && $0.day <= period.last }
        let days = concluded.compactMap(\.days).sorted()
        let open = before("accepted") - before("concluded")
        switch indicator {
        case .registered: return .count(count("registered"))
        case .accepted: return .count(count("accepted"))
        case .concluded: return .count(count("concluded"))
        case .succeeded: return .count(succeeded)
        case .failed: return .count(count("concluded") { ["failed", "declined", "notAccepted"].contains($0.outcome) })
        case .withdrawn: return .count(count("concluded") { $0.outcome == "withdrawn" })
        case .turnedAway: return .count(count("turnedAway"))
        case .successOfAccepted: return .rate(succeeded, of: open + count("accepted"))
        case .successOfConcluded: return .rate(succeeded, of: concluded.count)
        case .written: return .count(count("concluded") { $0.outcome == "succeeded" && $0.form == "written" })
        case .oral: return .count(count("concluded") { $0.outcome == "succeeded" && $0.form == "oral" })
        case .performed: return .count(count("performed"))
        case .performanceRate:
            let inTime = count("performed") { $0.day.adding(days: -($0.days ?? 0)) >= period.first }
            return .rate(inTime, of: succeeded)
        case .confirmed: return .count(count("confirmed"))
        case .amount:
            return .money(Money(fen: concluded.filter { $0.outcome == "succeeded" }.map(\.fen).reduce(0, +)))
        case .meanDays:
            guard !days.isEmpty else { return .noData }
            let exact = Double(days.reduce(0, +)) * 100 / Double(days.count)
            return .days(hundredths: Int((exact + 1e-9).rounded()))
        case .medianDays: return days.isEmpty ? .noData : .days(hundredths: days[(days.count - 1) / 2] * 100)
        case .overdue: return .count(count("overdue"))
        case .openAtStart: return .count(open)
        case .openAtEnd: return .count(open + count("accepted") - concluded.count)
        case .referred: return .count(count("referred"))
        case .closed: return .count(count("closed"))
        default: return nil
        }
    }
}
