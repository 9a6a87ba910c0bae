import Canonical
import CaseStore
import Mediation

/// Puts commitments in the place of persons: what the history keeps, and what is kept beside it.
struct Sealing {
    private(set) var persons: [CaseChange.Person] = []
    /// Their names, by key.
    private(set) var names: [Int: String] = [:]
    /// The commands with the commitments filled in.
    private(set) var commands: [Command] = []
    private var waiting: [Particulars]
    private let random: () -> UInt64

    /// - Parameters:
    ///   - particulars: One for each person the commands bring in, in their order.
    ///   - random: Gives the salts, so that a commitment cannot be guessed from a name.
    init(_ commands: [Command], particulars: [Particulars], random: @escaping () -> UInt64) {
        waiting = particulars.reversed()
        self.random = random
        for command in commands { self.commands.append(seal(command)) }
    }

    private mutating func seal(_ command: Command) -> Command {
        switch command {
        case .register(var registration, let actor, let at):
            for index in registration.parties.indices {
                if let commitment = commitment(of: registration.parties[index].number) {
                    registration.parties[index].commitment = commitment
                }
            }
            return .register(registration, actor: actor, at: at)
        case .act(var act):
            act.records = act.records.map { seal($0) }
            return .act(act)
        default: return command
        }
    }

    private mutating func seal(_ record: Record) -> Record {
        switch record {
        case .joining(var joining):
            if let commitment = commitment(of: joining.party.number) { joining.party.commitment = commitment }
            return .joining(joining)
        case .representation(var representation):
            if let commitment = commitment(of: representation.personKey) { representation.commitment = commitment }
            return .representation(representation)
        case .appearance(var appearance):
            if let commitment = commitment(of: appearance.personKey) { appearance.commitment = commitment }
            return .appearance(appearance)
        default: return record
        }
    }

    private mutating func commitment(of key: Int) -> String? {
        guard let particulars = waiting.popLast() else { return nil }
        let salt = [random(), random()].flatMap { word in
            withUnsafeBytes(of: word.bigEndian) { Array($0) }
        }
        let person = CaseChange.Person(party: key, salt: salt, particulars: CanonicalJSON.encode(particulars))
        persons.append(person)
        names[key] = particulars.name
        return person.commitment
    }
}
