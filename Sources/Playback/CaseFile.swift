package import LegalTime
package import Mediation
package import Workflow

/// A case history in a file: bodies, parties, every step with its data, and what must come of it.
///
/// Files of published cases live in `Workflows/cases/`. Their facts are restated; what a published account leaves open and the
/// file decides is listed under `chosen`.
package struct CaseFile: Sendable {
    package let name: String
    package let district: DistrictCode
    package let directory: Directory
    package let provenance: Surroundings.Provenance?
    package let registration: Record.Registration
    package let particulars: [Particulars]
    package let registrar: Actor
    package let registered: Instant
    package let steps: [Step]
    package let expectation: CaseExpectation
    /// What the case taught, one sentence in each language.
    package let lesson: Bilingual

    /// One act, or the passing of time.
    package struct Step: Sendable {
        package let line: Int
        package let at: Instant
        /// Nil: time passes.
        package let act: String?
        package let scope: Scope?
        package let role: String
        package let party: Int?
        package let body: BodyID?
        package let values: DataTree
        package let declared: Set<Predicate>
        /// The code of the refusal that must come.
        package let refused: String?
        package let expectation: CaseExpectation?
    }
}

/// What must be true of a dispute. What is not said is not checked.
package struct CaseExpectation: Sendable {
    package var line = 0
    package var phase: String?
    package var states: [String]?
    package var holder: BodyID?
    /// Every holder in order.
    package var custody: [BodyID]?
    package var outcome: ClaimOutcome?
    package var claims: [Int: ClaimOutcome] = [:]
    /// Track and outcome of every proceeding, `people:succeeded`; `people:open` for one that goes on.
    package var proceedings: [String]?
    /// `inForce`, `replaced`, `revoked`, `annulled` or `notInEffect`, by number.
    package var agreements: [String]?
    package var effective: [Int: Day] = [:]
    package var performed: [Int: Bool] = [:]
    /// What is still owed in money, by agreement and obligation, `2.1`.
    package var rest: [String: Money] = [:]
    package var clocks: [String: Day?] = [:]
    /// State or result of every procedure elsewhere.
    package var elsewhere: [String]?
    /// How often each measure of the reports was counted.
    package var counts: [String: Int] = [:]
}
