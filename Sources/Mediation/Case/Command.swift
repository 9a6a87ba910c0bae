package import LegalTime

/// What somebody asks the engine to do to one dispute. The only way anything changes.
package enum Command: Hashable, Sendable, Codable {
    /// Opens a dispute.
    case register(Record.Registration, actor: Actor, at: Instant)
    /// An act of a workflow, in the life of the dispute or in a proceeding.
    case act(CaseAct)
    /// Lets time pass: clocks that are due by then run out.
    case advance(to: Instant)
    /// Gives every running clock the due day that the present calendar makes of it, on the basis of a notice.
    case recount(basis: String, at: Instant)
    /// Moves a live run to another version of its workflow, under a confirmed plan.
    case migrate(VersionMove, at: Instant)

    /// The name of the act, for messages.
    package var name: String {
        switch self {
        case .register: "register"
        case .act(let act): act.name
        case .advance: "advance"
        case .recount: "recount"
        case .migrate: "migrate"
        }
    }

    /// When it happens, in legal time.
    package var at: Instant {
        switch self {
        case .register(_, _, let at): at
        case .act(let act): act.at
        case .advance(let to): to
        case .recount(_, let at): at
        case .migrate(_, let at): at
        }
    }

    /// What it asks for, whenever that is: the same command at the Unix epoch.
    package var withoutTime: Command { dated(Instant(milliseconds: 0)) }

    /// The same command at another time.
    package func dated(_ at: Instant) -> Command {
        switch self {
        case .register(let registration, let actor, _): return .register(registration, actor: actor, at: at)
        case .act(var act):
            act.at = at
            return .act(act)
        case .advance: return .advance(to: at)
        case .recount(let basis, _): return .recount(basis: basis, at: at)
        case .migrate(let move, _): return .migrate(move, at: at)
        }
    }
}

/// An act of a workflow with the data it puts on record.
package struct CaseAct: Hashable, Sendable, Codable {
    /// Name of the act in its workflow file, such as `accept`.
    package var name: String
    /// The run it is meant for; nil lets the engine find the one that knows the act, the open proceeding first.
    package var scope: Scope?
    package var actor: Actor
    package var at: Instant
    package var records: [Record]
    /// Predicates that only a person can judge and that the actor declares to hold, such as `dispute.status`.
    package var declared: Set<Predicate>

    package init(
        _ name: String, scope: Scope? = nil, actor: Actor, at: Instant, records: [Record] = [],
        declared: Set<Predicate> = []
    ) {
        self.name = name
        self.scope = scope
        self.actor = actor
        self.at = at
        self.records = records
        self.declared = declared
    }
}
