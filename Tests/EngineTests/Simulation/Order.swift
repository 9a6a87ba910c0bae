import CaseStore
import ChartTestSupport
import Engine
import LegalTime
import Mediation
import Synchronization

/// One request of a caller, and what he was told.
///
/// Each carries a mark that no other has, so that what it left in the history can be counted.
final class Order: Sendable {
    typealias Answer = Result<Receipt, EngineError>

    let number: Int
    let request: Request
    private let answers = Mutex<[Answer]>([])

    var mark: String { Self.mark(number) }
    var heard: [Answer] { answers.withLock { $0 } }
    var answer: Answer? { heard.first }
    var receipt: Receipt? { try? answer?.get() }

    private static func mark(_ number: Int) -> String { "〔\(number)〕" }

    init(number: Int, at time: Instant, _ known: [CaseID], _ random: inout SeededGenerator) {
        self.number = number
        let key = random.chance(1, in: 2) ? "order-\(number)" : nil
        let mark = Self.mark(number)
        if known.isEmpty || random.chance(1, in: 6) {
            var registration = Steps.registration()
            registration.title += mark
            request = Request(
                commands: [.register(registration, actor: Steps.clerk, at: time)], particulars: Steps.persons, key: key)
            return
        }
        let notice = CaseAct(
            "informRemedies", actor: Steps.clerk, at: time,
            records: [.remediesNotice(.init(oral: false, content: mark))])
        var acts = [notice]
        switch Int.random(in: 0..<10, using: &random) {
        // A whole opening, which takes a dossier number; refused where it was opened before.
        case 0..<3: acts += Self.opening(at: time)
        // Refused everywhere, with the notice before it.
        case 3: acts.append(CaseAct("accept", actor: Steps.clerk, at: time))
        default: break
        }
        // Mostly the same few, so that they get in each other's way.
        let id = known[min(Int.random(in: known.indices, using: &random), 3)]
        var request = Request(id: id, commands: acts.map(Command.act), key: key)
        if random.chance(1, in: 8) { request.expected = Int.random(in: 1...6, using: &random) }
        self.request = request
    }

    private static func opening(at time: Instant) -> [CaseAct] {
        [
            CaseAct("open", actor: Steps.clerk, at: time, records: [.opening(.init(track: "people"))]),
            CaseAct("apply", actor: Steps.party(1), at: time),
            CaseAct("consent", actor: Steps.party(2), at: time, records: [.consent(.init(manner: "口头"))]),
            CaseAct("accept", actor: Steps.clerk, at: time),
        ]
    }

    func hear(_ answer: Answer) {
        answers.withLock { $0.append(answer) }
    }
}
