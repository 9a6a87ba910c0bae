/// Weakened workflow files that no property and no scenario can notice, and why that is no gap.
package enum SurvivingMutant {
    /// By the mutant's name: state, event, kind and part.
    package static let reasons: [String: String] = [
        "mediating consent 2 set consent": joining
    ]

    private static let joining = """
        Where mediation goes on, every party of its beginning has consented, so this act changes nothing for them. It is there for
        a party that joins on the way; the number of parties of a run in the verifier and in the scenarios is that of its
        beginning. What is left of the difference is that the act need not say who consents.
        """
}
