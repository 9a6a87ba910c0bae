import Canonical
package import CaseStore
import Engine
internal import FoundationEssentials
import LegalTime
package import Mediation
import Register
import Workflow

/// What became of a package of an outside system.
package struct OutsideAnswer: Sendable {
    package let system: String
    /// Items by what became of them now.
    package private(set) var registered: [(item: OutsideItem, code: CaseCode)] = []
    package private(set) var held: [OutsideItem] = []
    package private(set) var refused: [OutsideItem] = []
    /// Items that had come before.
    package private(set) var repeated = 0
    /// Messages of ours that the system has taken, and refused, with this package.
    package fileprivate(set) var taken: [Int64] = []
    package fileprivate(set) var refusedThere: [Int64] = []
    /// Answers to what was never sent, was answered before, or no answers at all.
    package fileprivate(set) var idle = 0

    init(system: String) {
        self.system = system
    }

    fileprivate mutating func note(_ item: OutsideItem, _ code: CaseCode?) {
        switch (item.state, code) {
        case (.held, _): held.append(item)
        case (.refused, _): refused.append(item)
        case (_, let code?): registered.append((item, code))
        case (_, nil): break
        }
    }

    fileprivate mutating func noteRepeated() { repeated += 1 }
}

extension OutsidePackage.Answer.Content {
    fileprivate var refusal: OutsideFault {
        OutsideFault(
            "refused-there", field: field.map { String($0.prefix(60)) }, Bilingual(String((reason ?? "").prefix(300))))
    }
}

extension OutsideExchange {
    /// Brings a package in. An item that came before changes nothing; one that cannot go in is put on the list of the refused; a package
    /// that is not what it should be is refused whole, before anything of it is looked at.
    package func bringIn(_ bytes: [UInt8]) async throws(ExchangeError) -> OutsideAnswer {
        let (package, system) = try await open(bytes)
        let mapping = try mapping(system.id, on: package.made.day)
        var answer = OutsideAnswer(system: system.id)
        try await takeAnswers(package.answers ?? [], of: system.id, &answer)
        guard let items = package.items, !items.isEmpty else { return answer }
        let fingerprints = try await fingerprints()
        let likely = try await likelyDisputes()
        for (index, item) in items.enumerated() {
            let fields = item.fields ?? [:]
            // What is no item has nothing to be known by but its place.
            let content = item.fields == nil ? "\(package.made)/\(index)" : CanonicalJSON.encode(fields)
            let reading = OutsideReading(fields, mapping, on: package.made.day)
            let filed = OutsideItem(
                number: reading.reference, fingerprint: fingerprints(content), line: index + 1,
                made: package.made, received: engine.now, state: .refused, content: fields)
            try await take(
                filed, item.fields == nil ? nil : reading, of: system, mapping, likely: likely, &answer)
        }
        return answer
    }

    private func open(_ bytes: [UInt8]) async throws(ExchangeError) -> (OutsidePackage, OutsideSystem) {
        let text = try SignedText(bytes: bytes)
        let package: OutsidePackage
        do {
            package = try JSONDecoder().decode(OutsidePackage.self, from: Data(text.body.utf8))
        } catch {
            throw .malformed("body")
        }
        guard package.format == OutsidePackage.format else { throw .malformed("format \(package.format.prefix(20))") }
        guard package.version == OutsidePackage.version else { throw .version(package.version) }
        // Nothing is believed before the signature is checked, except the name of the sender, by which the key is found.
        let system = try await system(package.from)
        try text.check(ExchangePublicKey(bytes: system.publicKey), purpose: OutsidePackage.purpose)
        guard package.to == engine.district.description else { throw .astray(package.to) }
        guard package.made.day <= engine.now.day else { throw .fromTheFuture(package.made) }
        guard package.items?.count ?? 0 <= OutsidePackage.mostItems else { throw .malformed("items") }
        return (package, system)
    }

    private func takeAnswers(
        _ answers: [OutsidePackage.Answer], of system: String, _ answer: inout OutsideAnswer
    ) async throws(ExchangeError) {
        let contents = answers.compactMap(\.content)
        guard !contents.isEmpty else {
            answer.idle = answers.count
            return
        }
        var said: [(sequence: Int64, faults: [OutsideFault]?)] = []
        for content in contents { said.append((content.sequence, content.taken ? nil : [content.refusal])) }
        let answers = answers.count
        let told = said
        let changed = try await stored { () throws(StoreError) in try await store.answer(system, told) }
        let refusals = Set(contents.filter { !$0.taken }.map(\.sequence))
        answer.taken = changed.filter { !refusals.contains($0) }
        answer.refusedThere = changed.filter(refusals.contains)
        answer.idle = answers - changed.count
    }

    func likelyDisputes() async throws(ExchangeError) -> LikelyDisputes {
        let engine = engine
        return try await stored { () throws(StoreError) in try await LikelyDisputes(engine) }
    }

    private func take(
        _ filed: OutsideItem, _ reading: OutsideReading?, of system: OutsideSystem, _ mapping: OutsideMapping,
        likely: LikelyDisputes, _ answer: inout OutsideAnswer
    ) async throws(ExchangeError) {
        let known = try await stored { () throws(StoreError) in
            try await store.outsideItems(of: system.id, number: filed.number)
        }
        let before = known.first { $0.fingerprint == filed.fingerprint }
        if let before, before.state != .refused {
            answer.noteRepeated()
            return
        }
        var item = before ?? filed
        var code: CaseCode?
        if !filed.number.isEmpty, known.contains(where: { $0.state != .refused }) {
            item.faults = [.changed]
        } else {
            (item, code) = try await judge(item, reading, of: system, mapping, likely: likely)
        }
        // What was refused before and still is, is no news.
        guard before == nil || item.state != .refused else {
            answer.noteRepeated()
            return
        }
        let (settled, receipt) = (item, receipt(item, code))
        let isNew = try await stored { () throws(StoreError) in
            before == nil
                ? try await store.file(settled, of: system.id, with: receipt)
                : try await store.settle(settled, of: system.id, at: engine.now, with: receipt)
        }
        if isNew { answer.note(item, code) } else { answer.noteRepeated() }
    }

    /// What is to become of an item that is not on file yet.
    private func judge(
        _ filed: OutsideItem, _ reading: OutsideReading?, of system: OutsideSystem, _ mapping: OutsideMapping,
        likely: LikelyDisputes
    ) async throws(ExchangeError) -> (OutsideItem, CaseCode?) {
        var item = filed
        guard let reading else {
            item.faults = [.malformed]
            return (item, nil)
        }
        guard let matter = reading.matter else {
            item.faults = reading.faults.isEmpty ? [.nothingComes] : reading.faults
            // Only a choice is missing, and that is a person's.
            if item.faults.allSatisfy({ $0.code == "code-open" }) { item.state = .held }
            return (item, nil)
        }
        let today = engine.now.day
        let intake: OutsideIntake
        do throws(OutsideFaults) {
            intake = try OutsideIntake(
                matter, of: mapping, receiver: system.receiver, directory: engine.directory, on: today)
        } catch {
            item.faults = error.faults
            return (item, nil)
        }
        let key = key(system.id, item.number)
        // Where the program was stopped between the registration and this file, the registration stands.
        let done = try await stored { () throws(StoreError) in try await store.dispute(answeredUnder: key) }
        if done == nil {
            let arrival = LikelySame.Arrival(
                type: matter.type, place: DivisionCode(intake.registration.place), day: today)
            let same = try await stored { () throws(StoreError) in try await likely.find(matter.persons, arrival) }
            guard same.isEmpty else {
                item.faults = [.likelySame(same.prefix(5).map(\.dispute.code))]
                item.state = .held
                return (item, nil)
            }
        }
        return try await register(intake, item, key)
    }

    /// Registers what is clear.
    func register(
        _ intake: OutsideIntake, _ filed: OutsideItem, _ key: String
    ) async throws(ExchangeError) -> (OutsideItem, CaseCode?) {
        var item = filed
        do throws(EngineError) {
            let receipt = try await engine.perform(intake.request(key: key, at: engine.now))
            item.state = .registered
            item.dispute = receipt.id
            item.faults = []
        } catch {
            switch error {
            case .refused(let refusal): item.faults = [OutsideFault(refusal)]
            case .keyReused: item.faults = [.changed]
            default: throw .engine(error)
            }
            item.state = .refused
            return (item, nil)
        }
        guard let id = item.dispute else { return (item, nil) }
        return (item, try await code(of: id))
    }

    func code(of id: CaseID) async throws(ExchangeError) -> CaseCode? {
        try await stored { () throws(StoreError) in try await store.load([id])[id]?.dispute.code }
    }
}
