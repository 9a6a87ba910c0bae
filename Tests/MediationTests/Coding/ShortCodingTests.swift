import Canonical
import LegalTime
import Mediation
import TestSupport
import Testing
import Workflow

/// Types that write and read themselves must not forget a member: each is filled through its `Codable` conformance, which
/// knows them all.
@Suite("Values that write and read themselves")
struct ShortCodingTests {
    @Test("the parts of a dispute agree with their members", arguments: FillingDecoder.Extent.allCases)
    func dispute(extent: FillingDecoder.Extent) throws {
        try agrees(Dispute.self, extent)
        try agrees(Dispute.Paper.self, extent)
        try agrees(Custody.self, extent)
        try agrees(Referral.self, extent)
        try agrees(Proceeding.self, extent)
        try agrees(DossierNumber.self, extent)
        try agrees(Party.self, extent)
        try agrees(Claim.self, extent)
    }

    @Test("the parts of an agreement agree with their members", arguments: FillingDecoder.Extent.allCases)
    func agreement(extent: FillingDecoder.Extent) throws {
        try agrees(Agreement.self, extent)
        try agrees(Agreement.Signature.self, extent)
        try agrees(Agreement.Seal.self, extent)
        try agrees(Agreement.Confirmation.self, extent)
        try agrees(Agreement.Turn.self, extent)
        try agrees(Obligation.self, extent)
        try agrees(Obligation.Instalment.self, extent)
        try agrees(Obligation.Performance.self, extent)
    }

    @Test("a run agrees with its members", arguments: FillingDecoder.Extent.allCases)
    func run(extent: FillingDecoder.Extent) throws {
        try agrees(PersistedRun.self, extent)
        try agrees(PersistedRun.Clock.self, extent)
        try agrees(DayRange.self, extent)
        try agrees(Term.self, extent)
    }

    @Test("an event agrees with its members", arguments: FillingDecoder.Extent.allCases)
    func event(extent: FillingDecoder.Extent) throws {
        expectShortWriting(of: try CaseEvent(from: FillingDecoder(extent: extent)))
        expectShortWriting(of: try Actor(from: FillingDecoder(extent: extent)))
    }

    @Test("instants of any year are written as they always were")
    func instants() throws {
        for milliseconds: Int64 in [
            0, 1, 999, 1_700_000_000_000, 1_700_000_000_123, -62_200_000_000_000, 253_500_000_000_000,
        ] {
            expectShortWriting(of: Instant(milliseconds: milliseconds))
            expectShortWriting(of: Instant(milliseconds: milliseconds).day)
        }
    }

    private func agrees<Value: Codable & CanonicalValue & Equatable>(
        _ type: Value.Type, _ extent: FillingDecoder.Extent
    ) throws {
        try expectShortCoding(of: try Value(from: FillingDecoder(extent: extent)))
    }
}
