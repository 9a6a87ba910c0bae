import Canonical
package import CaseStore
package import Engine
package import LegalTime
import Mediation
package import Workflow

/// Exchange with systems that are not ours: court platform, people's mediation system, petitions, police, hotline, city grid.
///
/// A signed file brings their matters in and their answers to our messages; another takes receipts and reports out. A matter goes in once
/// under its number, whatever comes twice, late or in another order; what cannot go in is on a list with field and reason and keeps nothing else
/// out. Nobody enters a result twice: what happens to a matter is told to the system it came from.
///
/// **Read in this order**: `Workflow/Exchange` (the mappings), `Mediation/Outside` (a matter read, a dispute told), ``OutsidePackage``
/// (the file), `OutsideExchange+Import`, `OutsideExchange+Settle` (what a person decides), `OutsideExchange+Export`.
package struct OutsideExchange: Sendable {
    package let engine: Engine
    package let library: OutsideLibrary

    package init(_ engine: Engine, library: OutsideLibrary) {
        self.engine = engine
        self.library = library
    }

    var store: CaseStore { engine.store }

    package func systems() async throws(ExchangeError) -> [OutsideSystem] {
        try await stored { () throws(StoreError) in try await store.outsideSystems() }
    }

    package func system(_ id: String) async throws(ExchangeError) -> OutsideSystem {
        guard let system = try await systems().first(where: { $0.id == id }) else { throw .unknownSystem(id) }
        return system
    }

    package func mapping(_ system: String, on day: Day) throws(ExchangeError) -> OutsideMapping {
        guard let mapping = library.inForce(system, on: day) else { throw .noMapping(system, day) }
        return mapping
    }

    /// The secret under which fingerprints of items are made.
    func fingerprints() async throws(ExchangeError) -> KeyedHash {
        KeyedHash(
            key: try await stored { () throws(StoreError) in
                try await store.secret(for: "outside", random: { UInt64.random(in: .min ... .max) })
            })
    }

    func receipt(_ item: OutsideItem, _ code: CaseCode?) -> OutsideMessage.Draft {
        // That a matter is likely another's is not the sender's to know.
        let faults = item.state == .refused ? item.faults : []
        let receipt = OutsideReceipt(
            number: item.number, line: item.line, state: item.state.rawValue, code: code?.description, faults: faults)
        return OutsideMessage.Draft(
            kind: .receipt, subject: "\(item.number)/\(item.fingerprint.hexadecimal)/\(item.state.rawValue)",
            dispute: item.dispute, content: CanonicalJSON.encode(receipt))
    }

    func key(_ system: String, _ number: String) -> String { "outside/\(system)/\(number)" }
}
