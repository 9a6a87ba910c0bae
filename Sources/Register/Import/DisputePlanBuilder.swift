import CaseStore
import LegalTime
import Mediation

/// Puts the commands of one row together, part by part in the order of a dispute's life.
struct DisputePlanBuilder {
    let row: DisputeRow
    let referrals: [ReferralRow]
    let bodies: BodyNames
    var steps = PlannedSteps()
    var faults: [(origin: CellOrigin, fault: CellFault)] = []
    /// Who holds the dispute after the parts so far, and since when.
    var holder: Holder?
    /// The court that entrusts, in judicial mediation.
    private(set) var entrusting: Body?

    static let courts: [BodyKind] = [.court, .tribunal]

    struct Holder {
        let body: Body
        let since: Day

        /// Who does the body's office work.
        var clerk: Actor {
            let role =
                switch body.kind {
                case .administrativeUnit: "organ"
                case .court, .tribunal: "court"
                case .policeStation: "police"
                default: "clerk"
                }
            return Actor(role: role, name: body.name, body: body.id)
        }

        func mediator(_ names: [String]) -> Actor {
            Actor(role: "mediator", name: names.first ?? body.name, body: body.id)
        }
    }

    init(_ row: DisputeRow, _ referrals: [ReferralRow], _ bodies: BodyNames) {
        self.row = row
        self.referrals = referrals
        self.bodies = bodies
    }

    mutating func build() {
        register()
        for index in referrals.indices { refer(index) }
        guard let holder else { return }
        if row.result != .notOpened {
            if row.track == .judicial { findCourt(holder) }
            mediate(row.mediation, by: holder, as: row.track, result: row.result, origin: Self.disputes)
            limits(by: holder)
            conclude(by: holder)
        }
        settle(by: holder)
        end(by: holder)
    }

    static func disputes(_ column: String) -> CellOrigin { CellOrigin(sheet: .disputes, column: column) }

    /// The party in whose name the parties act together.
    static func party(_ number: Int) -> Actor { Actor(role: "party", name: "当事人", party: number) }

    var parties: [PartyCell] { row.applicants.parties + row.respondents.parties + row.others.parties }

    var particulars: [Particulars] {
        parties.map { Particulars(name: $0.name, identity: $0.identity, phone: $0.phone) }
    }

    /// Looks a body up; where there is none the fault is kept and nil given back.
    mutating func body(_ name: String, on day: Day, _ origin: CellOrigin, kinds: [BodyKind]? = nil) -> Body? {
        do throws(CellFault) {
            return try bodies.body(name, on: day, kinds: kinds)
        } catch {
            faults.append((origin, error))
            return nil
        }
    }

    /// The fingerprint by which the same row is known again.
    var fingerprint: String {
        let content = ([row.cells] + referrals.map(\.cells)).map { $0.joined(separator: "\u{1F}") }
            .joined(separator: "\u{1E}")
        return HashAlgorithm.sha256.digest(Array(content.utf8)).hexadecimal
    }

    /// Judicial mediation is entrusted by a court, or done by the court that holds the dispute.
    private mutating func findCourt(_ holder: Holder) {
        if let sender = row.sender {
            entrusting = body(sender, on: row.registered, Self.disputes("移送单位"), kinds: Self.courts)
        } else if Self.courts.contains(holder.body.kind) {
            entrusting = holder.body
        } else {
            faults.append((Self.disputes("移送单位"), .neededFor(row.track.title, "judicial mediation")))
        }
    }

    private mutating func register() {
        let door = body(row.body, on: row.registered, Self.disputes("登记单位"))
        var place = door?.division.description ?? ""
        if let text = row.place {
            do throws(CellFault) {
                place = try bodies.place(text, on: row.registered)
            } catch {
                faults.append((Self.disputes("发生地"), error))
            }
        }
        guard let door else { return }
        let holder = Holder(body: door, since: row.registered)
        self.holder = holder
        let sides = [row.applicants, row.respondents, row.others].map(\.parties)
        let roles: [Party.Role] = [.applicant, .respondent, .other]
        var numbered: [Party] = []
        for (side, (cells, role)) in zip(sides, roles).enumerated() {
            for cell in cells {
                numbered.append(
                    Party(number: numbered.count + 1, side: side + 1, role: role, kind: cell.kind, commitment: ""))
            }
        }
        let asking = Array(1...max(1, sides[0].count))
        let asked = sides[1].indices.map { $0 + sides[0].count + 1 }
        let registration = Record.Registration(
            title: row.brief, type: row.type, source: row.source, place: place, parties: numbered,
            claims: [
                Claim(number: 1, by: asking, against: asked, subject: row.claim ?? row.brief, amount: row.claimed)
            ],
            body: door.id, registerNumber: row.number, sender: row.sender, fingerprint: fingerprint,
            synthetic: row.isSample)
        steps.add(row.registered, Self.disputes("登记编号")) { .register(registration, actor: holder.clerk, at: $0) }
    }
}
