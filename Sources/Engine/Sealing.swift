import CaseStore
import Mediation

/// Puts commitments in the place of persons: what the history keeps, and what is kept beside it.
struct Sealing {
    let persons: [CaseChange.Person]

    /// - Parameters:
    ///   - particulars: In the order of party numbers.
    ///   - random: Gives the salts, so that a commitment cannot be guessed from a name.
    init(particulars: [Particulars], random: () -> UInt64) {
        persons = particulars.enumerated().map { index, particulars in
            let salt = [random(), random()].flatMap { word in
                withUnsafeBytes(of: word.bigEndian) { Array($0) }
            }
            return CaseChange.Person(
                party: index + 1, salt: salt, particulars: CanonicalJSON.encode(particulars))
        }
    }

    /// The commands with the parties' commitments filled in.
    func seal(_ commands: [Command]) -> [Command] {
        commands.map { command in
            guard case .register(var registration, let actor, let at) = command else { return command }
            registration.parties = registration.parties.map { party in
                guard let person = persons.first(where: { $0.party == party.number }) else { return party }
                return Party(
                    number: party.number, side: party.side, role: party.role, kind: party.kind,
                    commitment: person.commitment)
            }
            return .register(registration, actor: actor, at: at)
        }
    }
}
