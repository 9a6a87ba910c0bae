package import LegalTime
package import Mediation
package import Workflow

/// An act as somebody filled it in, on whatever surface: the names and values of a form, not yet records.
package struct ActEntry: Sendable {
    package let name: String
    package let actor: Actor
    package let at: Instant
    /// What is filled in, by field, or by kind of record and field.
    package let values: DataTree
    package let declared: Set<Predicate>
    /// Whether the person said when it happened.
    package let isTimed: Bool

    package init(
        _ name: String, actor: Actor, at: Instant, values: DataTree, declared: Set<Predicate> = [], isTimed: Bool
    ) {
        self.name = name
        self.actor = actor
        self.at = at
        self.values = values
        self.declared = declared
        self.isTimed = isTimed
    }
}

/// What an act takes, where the dispute stands now.
package struct ActForm: Sendable {
    package let needed: [RecordKind]
    package let possible: [RecordKind]
}

/// Why an entry was not carried out.
package enum ActEntryError: Error, Sendable {
    /// A name that no form of the act takes.
    case slip(String, nearest: String?, ActForm)
    case form(FormError, ActForm)
    case engine(EngineError)
}

extension Engine {
    /// Reads an entry into records and carries it out.
    package func perform(
        _ entry: ActEntry, on dispute: Dispute, expected: Int?, key: String?, trace: [UInt8]? = nil
    ) async throws(ActEntryError) -> Receipt {
        var act = CaseAct(entry.name, actor: entry.actor, at: entry.at, declared: entry.declared)
        do throws(ActEntryError) {
            act.records = try records(of: entry, on: dispute)
        } catch {
            // Who could not do it anyhow is told that, and not to fill in a form.
            try await refuse(act, on: dispute)
            throw error
        }
        let persons = act.records.compactMap { RecordForm($0.kind).particulars(from: entry.values) }
        do {
            var request = Request(
                id: dispute.id, commands: [.act(act)], particulars: persons, expected: expected, key: key,
                isTimed: entry.isTimed)
            request.trace = trace
            return try await perform(request)
        } catch {
            throw .engine(error)
        }
    }

    /// The records that the act needs, from the fields given; those it may carry where their fields are given.
    private func records(of entry: ActEntry, on dispute: Dispute) throws(ActEntryError) -> [Record] {
        guard let (needed, possible) = decider.records(of: entry.name, on: dispute) else { return [] }
        let form = ActForm(needed: needed, possible: possible)
        if let slip = RecordForm.slip(in: entry.values, needed: needed, possible: possible) {
            throw .slip(slip.name, nearest: slip.nearest, form)
        }
        do {
            return try RecordForm.records(for: entry.name, needed: needed, possible: possible, from: entry.values)
        } catch {
            throw .form(error, form)
        }
    }

    /// Throws the refusal that the act meets whatever is filled in.
    private func refuse(_ act: CaseAct, on dispute: Dispute) async throws(ActEntryError) {
        do {
            _ = try await rehearse(Request(id: dispute.id, commands: [.act(act)]))
        } catch {
            guard case .refused(let refusal) = error, Self.whateverIsFilledIn.contains(refusal.code) else { return }
            throw .engine(error)
        }
    }

    private static let whateverIsFilledIn = [
        "unknown-act", "not-here", "ended", "wrong-role", "party-number", "unknown-party", "not-holder", "body-missing",
        "in-the-future", "earlier-than-last", "clock-behind",
    ]
}
