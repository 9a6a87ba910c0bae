import CaseStore
import LegalTime
import Mediation
import Testing
import Workflow

@Suite("The hash chain of a dispute")
struct EventChainTests {
    @Test("the digests are those of the standards")
    func digests() {
        // FIPS 180-4 and GB/T 32905-2016 both give the digest of "abc".
        #expect(
            HashAlgorithm.sha256.digest(Array("abc".utf8)).hexadecimal
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(
            HashAlgorithm.sm3.digest(Array("abc".utf8)).hexadecimal
                == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")
    }

    @Test("a chain as written has no fault", arguments: HashAlgorithm.allCases)
    func whole(algorithm: HashAlgorithm) throws {
        let history = try history(of: 5, algorithm)
        #expect(EventChain.fault(in: history, district: Self.district, id: Self.id) == nil)
    }

    @Test("one changed byte is found and located", arguments: 1...5)
    func altered(sequence: Int) throws {
        var history = try history(of: 5)
        let row = history[sequence - 1]
        history[sequence - 1] = HistoryRow(
            event: row.event, recorded: row.recorded, content: row.content + " ", previous: row.previous,
            algorithm: row.algorithm, hash: row.hash)
        #expect(EventChain.fault(in: history, district: Self.district, id: Self.id) == .altered(at: sequence))
    }

    @Test("a removed event leaves a gap")
    func removed() throws {
        var history = try history(of: 5)
        history.remove(at: 2)
        #expect(EventChain.fault(in: history, district: Self.district, id: Self.id) == .gap(at: 3))
    }

    @Test("the history of another case does not pass for this one")
    func otherCase() throws {
        let history = try history(of: 2)
        let other = CaseID(high: 9, low: 9)
        #expect(EventChain.fault(in: history, district: Self.district, id: other) == .altered(at: 1))
    }

    private static let district = DistrictCode(rawValue: 120119)
    private static let id = CaseID(high: 1, low: 2)

    private func history(of count: Int, _ algorithm: HashAlgorithm = .sha256) throws -> [HistoryRow] {
        let start = try #require(Instant("2023-04-17T09:00"))
        let day = try #require(Day(year: 2011, month: 1, day: 1))
        var chain = EventChain(district: Self.district, id: Self.id, algorithm: algorithm)
        return (1...count).map { sequence in
            let event = CaseEvent(
                sequence: sequence, occurred: start, actor: .system, scope: .pipeline, act: "note",
                records: [.note(.init(text: "样例 \(sequence)"))], predicates: [], papers: [], law: [], phase: "inHand",
                after: PersistedRun(workflow: "pipeline", from: day, states: ["held"]))
            let stored = chain.append(event, recorded: start)
            return HistoryRow(
                event: event, recorded: start, content: stored.content, previous: stored.previous,
                algorithm: stored.algorithm.rawValue, hash: stored.hash)
        }
    }
}
