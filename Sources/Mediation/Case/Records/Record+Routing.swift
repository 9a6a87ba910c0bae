import LegalTime

/// What is put on record about where a dispute belongs: how grave it is, what bars mediation, whom the parties want, and what
/// the rules decided.
extension Record {
    /// What was found on looking a dispute over (研判分级). What is nil stays as it was.
    package struct TriageFinding: Hashable, Sendable, Codable {
        package var grade: DisputeGrade?
        package var bar: MediationBar?
        /// Bodies that are a party or otherwise have to stand aside; replaces those named before.
        package var aside: [BodyID]?
        package var basis: String
        package init(grade: DisputeGrade? = nil, bar: MediationBar? = nil, aside: [BodyID]? = nil, basis: String) {
            self.grade = grade
            self.bar = bar
            self.aside = aside
            self.basis = basis
        }
    }

    /// The body, and the mediator, that parties want (人民调解法 Art 19 for the mediator).
    package struct BodyChoice: Hashable, Sendable, Codable {
        /// Nil takes the choice back.
        package var body: BodyID?
        package var mediator: String?
        /// Numbers of the parties that chose; nil for the party that acts.
        package var by: [Int]?
        package init(body: BodyID?, mediator: String? = nil, by: [Int]? = nil) {
            self.body = body
            self.mediator = mediator
            self.by = by
        }
    }
}
