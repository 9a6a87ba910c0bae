import CaseStore
import LegalTime
import Mediation
import Tabular
import Workflow

/// A dispute for a program: what it is, who is in it, what happened, what runs, what can be done now.
///
/// Of the history it tells who did what when, and which papers and records that made, never what was said in mediation: that
/// stays with the body (I-44 of docs/law-coverage.md), whoever asks.
struct DisputeDocument {
    let dispute: Dispute
    let history: [HistoryRow]
    let persons: [Int: Particulars]
    let decider: Decider
    let district: DistrictCode
    let reader: DisputeReader

    var json: JSON {
        .object(
            head + [
                ("parties", parties), ("claims", claims), ("proceedings", proceedings), ("referrals", referrals),
                ("agreements", agreements), ("clocks", clocks), ("timeline", timeline),
                ("acts", ActOffers(dispute: dispute, decider: decider, reader: reader).json),
                (
                    "chain",
                    .object([
                        ("intact", .bool(EventChain.fault(in: history, district: district, id: dispute.id) == nil)),
                        ("head", .string(history.last?.hash.hexadecimal ?? "")),
                    ])
                ),
            ])
    }

    private var words: CaseWording { CaseWording(library: decider.library) }

    private func body(_ id: BodyID) -> JSON {
        .object([("id", .string(id.rawValue)), ("name", .string(decider.directory.name(of: id)))])
    }

    private func instant(_ instant: Instant?) -> JSON { JSON(instant?.description) }

    private var head: [(key: String, value: JSON)] {
        [
            ("id", .string(dispute.id.description)), ("code", .string(dispute.code.description)),
            ("revision", JSON(dispute.revision)),
            ("title", JSON(Masking.title(of: dispute, hasPart: reader.knowsNames))),
            ("type", .string(dispute.type.rawValue)), ("source", .string(dispute.source.rawValue)),
            ("sender", JSON(dispute.sender)), ("place", .string(dispute.place)),
            ("registered", instant(dispute.registered)), ("registerNumber", JSON(dispute.registerNumber)),
            ("phase", .string(dispute.phase)), ("standing", dispute.standing(words)),
            ("holder", body(dispute.custody.body)), ("heldSince", instant(dispute.custody.since)),
            ("firstReceiver", body(dispute.firstReceiver)), ("sealed", .bool(dispute.isSealed)),
            ("synthetic", .bool(dispute.synthetic)),
        ]
    }

    private var parties: JSON {
        .array(
            dispute.parties.map { party in
                let person = persons[party.number]
                let shows = reader.reads(of: [party.number])
                let name = person.flatMap {
                    reader.knowsNames ? $0.name : Masking.name($0.name, of: party, in: dispute)
                }
                return .object([
                    ("number", JSON(party.number)), ("side", JSON(party.side)), ("role", .string(party.role.rawValue)),
                    ("kind", .string(party.kind.rawValue)), ("name", JSON(name)),
                    ("identity", JSON(shows ? person?.identity.map { Masking.number($0) } : nil)),
                    ("phone", JSON(shows ? person?.phone.map { Masking.number($0) } : nil)),
                    ("address", JSON(shows ? person?.address : nil)),
                    ("capacity", JSON(shows ? party.capacity?.rawValue : nil)),
                    ("joined", instant(party.joined)), ("left", instant(party.left)),
                    ("erased", .bool(person == nil)),
                ])
            })
    }

    private func numbers(_ numbers: [Int]) -> JSON { .array(numbers.map { JSON($0) }) }

    private func money(_ money: Money?) -> JSON { money.map { .number($0.description) } ?? .null }

    private var claims: JSON {
        .array(
            dispute.claims.map { claim in
                .object([
                    ("number", JSON(claim.number)), ("by", numbers(claim.by)), ("against", numbers(claim.against)),
                    ("subject", JSON(reader.reads(of: claim.by + claim.against) ? claim.subject : nil)),
                    ("amount", money(claim.amount)),
                    ("kind", JSON(claim.kind?.rawValue)), ("withdrawn", instant(claim.withdrawn)),
                ])
            })
    }

    private var proceedings: JSON {
        .array(
            dispute.proceedings.map { proceeding in
                .object([
                    ("number", JSON(proceeding.number)), ("track", .string(proceeding.track)),
                    ("trackTitle", JSON(words.workflow(of: proceeding.run)?.title ?? Bilingual(proceeding.track))),
                    ("inForceFrom", .string(proceeding.run.from.description)), ("body", body(proceeding.body)),
                    ("dossier", JSON(proceeding.dossier?.description)), ("opened", instant(proceeding.opened)),
                    ("accepted", instant(proceeding.accepted)), ("concluded", instant(proceeding.concluded)),
                    ("outcome", JSON(proceeding.outcome)),
                    ("mediators", .array(proceeding.mediators.map { .string($0) })),
                    ("overdue", .bool(proceeding.overdue)),
                ])
            })
    }

    private var referrals: JSON {
        .array(
            dispute.referrals.map { referral in
                .object([
                    ("number", JSON(referral.number)), ("from", body(referral.from)), ("to", body(referral.to)),
                    ("manner", .string(referral.manner.rawValue)), ("state", .string(referral.state.rawValue)),
                    ("offered", instant(referral.offered)), ("answered", instant(referral.answered)),
                    ("reason", JSON(reader.hasPart ? referral.reason : nil)),
                    ("reply", JSON(reader.hasPart ? referral.reply : nil)),
                ])
            })
    }

    private var agreements: JSON {
        .array(
            dispute.agreements.map { agreement in
                .object([
                    ("number", JSON(agreement.number)), ("proceeding", JSON(agreement.proceeding)),
                    ("form", .string(agreement.form.rawValue)), ("extent", .string(agreement.extent.rawValue)),
                    ("parties", numbers(agreement.parties)), ("claims", numbers(agreement.claims)),
                    ("terms", JSON(reader.reads(of: agreement.parties) ? agreement.terms : nil)),
                    ("effective", instant(agreement.effective)),
                    ("inForce", .bool(agreement.isInForce)), ("confirmed", instant(agreement.confirmed?.at)),
                    (
                        "obligations",
                        .array(
                            agreement.obligations.map { duty in
                                .object([
                                    ("number", JSON(duty.number)), ("by", numbers(duty.by)), ("to", numbers(duty.to)),
                                    ("content", JSON(reader.reads(of: duty.by + duty.to) ? duty.content : nil)),
                                    ("amount", money(duty.amount)),
                                    ("paid", money(duty.paid)), ("due", JSON(duty.due?.description)),
                                    ("performed", instant(duty.performed)),
                                ])
                            })
                    ),
                ])
            })
    }

    private var clocks: JSON {
        let running = [(0, dispute.pipeline)] + dispute.proceedings.filter(\.isOpen).map { ($0.number, $0.run) }
        return .array(
            running.flatMap { scope, run in
                (run.clocks ?? []).map { clock in
                    .object([
                        ("scope", JSON(scope)), ("name", .string(clock.name)),
                        ("title", JSON(words.workflow(of: run)?.clock(clock.name)?.title ?? Bilingual(clock.name))),
                        ("started", instant(clock.started)), ("due", .string(clock.due.description)),
                        ("expired", .bool(clock.expired == true)),
                        ("pausedSince", JSON(clock.pausedSince?.description)),
                        ("provisional", .bool(decider.isProvisional(clock, of: run))),
                    ])
                }
            })
    }

    private var timeline: JSON {
        .array(
            history.filter { !reader.isOutside || dispute.mayLeave($0.event) }.map { row in
                let event = row.event
                return .object([
                    ("sequence", JSON(event.sequence)), ("occurred", instant(event.occurred)),
                    ("recorded", instant(row.recorded)), ("scope", JSON(event.scope.number)),
                    ("act", .string(event.act)), ("title", JSON(words.title(of: event))),
                    (
                        "actor",
                        .object([
                            ("role", .string(event.actor.role)), ("body", JSON(event.actor.body?.rawValue)),
                            ("party", JSON(event.actor.party)),
                        ])
                    ),
                    (
                        "records",
                        .array(
                            event.records.map { record in
                                .object([
                                    ("kind", .string(record.kind.rawValue)), ("title", JSON(record.kind.title)),
                                ])
                            })
                    ),
                    (
                        "papers",
                        .array(
                            event.papers.map { paper in
                                .object([
                                    ("name", .string(paper)),
                                    ("title", JSON(Vocabulary.mediation.title(ofPaper: paper))),
                                ])
                            })
                    ),
                    ("law", .array(event.law.map { .string($0) })),
                ])
            })
    }
}
