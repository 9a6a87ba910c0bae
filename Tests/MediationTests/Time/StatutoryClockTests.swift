import LegalTime
import Mediation
import Testing
import Workflow

/// The forty limits of the law, typed a second time from the instruments: each stands where the table says, as long as the
/// law says.
@Suite("Statutory clocks")
struct StatutoryClockTests {
    private static let lengths: [String: [Term]] = [
        "C01": [.days(30)], "C02": [.workingDays(30)], "C03": [.workingDays(5)], "C04": [.workingDays(30)],
        "C05": [.days(15)], "C06": [.years(1)], "C07": [.years(2)], "C08": [.days(30)], "C09": [.days(3)],
        "C10": [.days(15), .days(30)], "C11": [.days(15)], "C12": [.months(6)], "C13": [.years(2)], "C14": [.days(7)],
        "C15": [.days(15), .days(7)], "C16": [.days(30)], "C17": [.workingDays(2)], "C18": [.workingDays(3)],
        "C19": [.workingDays(3)], "C20": [.workingDays(3)], "C21": [.workingDays(3)], "C22": [.workingDays(7)],
        "C23": [.days(30)], "C24": [.days(10)], "C25": [.days(3)], "C26": [.days(10)], "C27": [.workingDays(7)],
        "C28": [.workingDays(45)], "C29": [.workingDays(7)], "C30": [.days(15)], "C31": [.days(15)],
        "C32": [.workingDays(5)], "C33": [.days(60)], "C34": [.days(30)], "C35": [.days(60)],
        "C36": [.workingDays(5)], "C37": [.workingDays(10)], "C38": [.days(60), .days(30)],
        // No text with Tianjin's own number was at hand: what runs is another place's, and marked so.
        "C39": [.workingDays(20)], "C40": [.workingDays(30)],
    ]

    private let library: WorkflowLibrary

    init() throws {
        library = try WorkflowLibrary(WorkflowRepository.names.map(WorkflowRepository.workflow))
    }

    @Test("all forty are there, in order")
    func complete() {
        #expect(StatutoryClock.all.map(\.id) == (1...40).map { $0 < 10 ? "C0\($0)" : "C\($0)" })
    }

    @Test("each runs where the table says, as long as the law says, and names its rule", arguments: StatutoryClock.all)
    func length(clock: StatutoryClock) throws {
        let expected = try #require(Self.lengths[clock.id])
        let terms = clock.terms(in: library)
        #expect(terms.count == clock.homes.count)
        #expect(Set(terms) == Set(expected))
        for case .workflow(let id, let name) in clock.homes {
            let declared = library.versions(of: id).compactMap { $0.clock(name) }
            #expect(declared.last?.law != nil)
        }
    }

    @Test("what is not known says so, in the table and in the file")
    func unknown() throws {
        #expect(StatutoryClock.all.filter { !$0.isKnown }.map(\.id) == ["C39"])
        let stand = library.versions(of: "administrative").last?.clock("mediation")
        #expect(stand?.law?.certainty == .local)
    }
}
