import LegalTime
import Mediation
package import Workflow

/// Why a case file cannot be read.
package struct CaseFileError: Error, Hashable, Sendable, CustomStringConvertible {
    package let file: String
    package let line: Int
    package let message: Bilingual

    package var description: String { "\(file):\(line)：\(message)" }
}

extension CaseFile {
    /// - Parameters:
    ///   - text: YAML.
    ///   - file: The name shown in errors; without folder and ending it is the name of the case.
    package static func read(_ text: String, file: String) throws(CaseFileError) -> CaseFile {
        let tree: DataTree
        do {
            tree = try DataTree.read(text)
        } catch {
            throw CaseFileError(file: file, line: error.line, message: error.message)
        }
        return try CaseFileReader(file: file).read(tree)
    }
}

private struct CaseFileReader {
    let file: String

    func read(_ tree: DataTree) throws(CaseFileError) -> CaseFile {
        let district = try integer(tree, "district")
        let (registration, particulars, registrar, at) = try self.registration(try part(tree, "register"))
        var steps: [CaseFile.Step] = []
        var last = at
        for node in try part(tree, "steps").parts {
            let step = try self.step(node, after: last)
            last = step.at
            steps.append(step)
        }
        let lesson = try part(tree, "lesson")
        return CaseFile(
            name: name, district: DistrictCode(rawValue: Int32(clamping: district)),
            directory: try directory(tree), provenance: try provenance(tree), registration: registration,
            particulars: particulars, registrar: registrar, registered: at, steps: steps,
            expectation: try expectation(try part(tree, "expect")),
            lesson: Bilingual(zh: try text(lesson, "zh"), en: try text(lesson, "en")))
    }

    private var name: String {
        String((file.split(separator: "/").last ?? "").split(separator: ".").first ?? "")
    }

    // MARK: Head

    private func directory(_ tree: DataTree) throws(CaseFileError) -> Directory {
        let provenance = Provenance(source: file, isVerified: false)
        var bodies: [Body] = []
        var mediators: [Mediator] = []
        var divisions: [DivisionCode: Division] = [:]
        for node in try part(tree, "bodies").parts {
            let id = BodyID(try text(node, "id"))
            guard let code = DivisionCode(try text(node, "division")) else { throw wrong(node, "division") }
            guard let kind = BodyKind(rawValue: try text(node, "kind")) else { throw wrong(node, "kind") }
            for code in [code, code.district] where divisions[code] == nil {
                let isHome = code.description == tree["district"]?.text
                divisions[code] = Division(
                    code: code, name: code.description, kind: isHome ? .homeDistrict : .town, provenance: provenance)
            }
            bodies.append(
                Body(
                    id: id, kind: kind, name: try text(node, "name"), shortName: node["short"]?.text ?? "",
                    division: code, provenance: provenance))
            for mediator in node["mediators"]?.parts.compactMap(\.text) ?? [] {
                mediators.append(
                    Mediator(
                        id: "\(id)-\(mediator)", name: mediator, isSynthetic: true, body: id, isFullTime: false,
                        provenance: provenance))
            }
        }
        return Directory(
            divisions: divisions.values.sorted { $0.code < $1.code }, bodies: bodies, mediators: mediators)
    }

    private func provenance(_ tree: DataTree) throws(CaseFileError) -> Surroundings.Provenance? {
        guard let source = tree["source"] else { return nil }
        return Surroundings.Provenance(
            title: try text(source, "title"), place: try text(source, "place"), year: try text(source, "year"),
            chosen: tree["chosen"]?.parts.compactMap(\.text) ?? [],
            untold: tree["untold"]?.parts.compactMap(\.text) ?? [])
    }

    // MARK: Registration

    private func registration(
        _ node: DataTree
    ) throws(CaseFileError) -> (Record.Registration, [Particulars], Actor, Instant) {
        var parties: [Party] = []
        var particulars: [Particulars] = []
        for party in try part(node, "parties").parts {
            let number = parties.count + 1
            parties.append(
                Party(
                    number: number, side: try integer(party, "side"),
                    role: try choice(party, "role") ?? .other, kind: try choice(party, "kind") ?? .person,
                    commitment: "", capacity: try choice(party, "capacity"),
                    persons: party["persons"]?.text.flatMap { Int($0) }))
            particulars.append(Particulars(name: try text(party, "name")))
        }
        var claims: [Claim] = []
        for claim in node["claims"]?.parts ?? [] {
            claims.append(
                Claim(
                    number: claims.count + 1, by: try numbers(claim, "by"), against: try numbers(claim, "against"),
                    subject: try text(claim, "subject"), amount: try money(claim, "amount"),
                    kind: try choice(claim, "kind")))
        }
        guard let type = DisputeType(try text(node, "type")) else { throw wrong(node, "type") }
        guard let source = DisputeSource(rawValue: try text(node, "source")) else { throw wrong(node, "source") }
        let body = BodyID(try text(node, "body"))
        let registration = Record.Registration(
            title: try text(node, "title"), type: type, source: source, place: try text(node, "place"),
            parties: parties, claims: claims, body: body, sender: node["sender"]?.text, synthetic: true)
        let actor = Actor(role: node["by"]?.text ?? "clerk", name: name, body: body)
        return (registration, particulars, actor, try instant(node, after: nil))
    }

    // MARK: Steps

    private static let stepKeys: Set<String> = [
        "at", "do", "by", "party", "body", "in", "set", "declare", "refused", "expect", "note", "wait",
    ]

    private func step(_ node: DataTree, after last: Instant) throws(CaseFileError) -> CaseFile.Step {
        if case .fields(let fields) = node.content,
            let unknown = fields.keys.sorted().first(where: { !Self.stepKeys.contains($0) })
        {
            throw fault(node, zh: "未知的键“\(unknown)”", en: "unknown key “\(unknown)”")
        }
        let at = try instant(node, after: last)
        guard at >= last else { throw fault(node, zh: "早于上一步（\(last)）", en: "earlier than the step before (\(last))") }
        let act = node["do"]?.text
        guard (act == nil) == (node["wait"] != nil) else {
            throw fault(node, zh: "每一步须有 do 或 wait 之一", en: "a step has either do or wait")
        }
        var declared: Set<Predicate> = []
        for word in node["declare"]?.parts ?? [] {
            guard let predicate = word.text.flatMap(Predicate.init(rawValue:)) else { throw wrong(node, "declare") }
            declared.insert(predicate)
        }
        return CaseFile.Step(
            line: node.line, at: at, act: act, scope: node["in"]?.text == "pipeline" ? .pipeline : nil,
            role: node["by"]?.text ?? "clerk", party: node["party"]?.text.flatMap { Int($0) },
            body: node["body"]?.text.map { BodyID($0) }, values: node["set"] ?? DataTree(.fields([:])),
            declared: declared, refused: node["refused"]?.text,
            expectation: try node["expect"].map { node throws(CaseFileError) in try expectation(node) })
    }

    // MARK: Expectations

    private func expectation(_ node: DataTree) throws(CaseFileError) -> CaseExpectation {
        var expect = CaseExpectation(line: node.line)
        guard case .fields(let fields) = node.content else { throw wrong(node, "expect") }
        for (key, value) in fields {
            switch key {
            case "phase": expect.phase = value.text
            case "state": expect.states = value.parts.compactMap(\.text)
            case "holder": expect.holder = value.text.map { BodyID($0) }
            case "custody": expect.custody = value.parts.compactMap(\.text).map { BodyID($0) }
            case "outcome": expect.outcome = try choice(node, "outcome")
            case "proceedings": expect.proceedings = value.parts.compactMap(\.text)
            case "agreements": expect.agreements = value.parts.compactMap(\.text)
            case "elsewhere": expect.elsewhere = value.parts.compactMap(\.text)
            case "claims": expect.claims = try keyed(value) { ClaimOutcome(rawValue: $0) }
            case "effective": expect.effective = try keyed(value) { Day($0) }
            case "performed": expect.performed = try keyed(value) { Bool($0) }
            case "rest": expect.rest = try texts(value) { Money($0) }
            case "counts": expect.counts = try texts(value) { Int($0) }
            case "clocks": expect.clocks = try texts(value) { $0 == "none" ? .some(nil) : Day($0).map { .some($0) } }
            default: throw fault(value, zh: "未知的键“\(key)”", en: "unknown key “\(key)”")
            }
        }
        return expect
    }

    private func texts<Value>(_ node: DataTree, _ read: (String) -> Value?) throws(CaseFileError) -> [String: Value] {
        guard case .fields(let fields) = node.content else { throw fault(node, zh: "应为键值表", en: "a mapping is needed") }
        var found: [String: Value] = [:]
        for (key, value) in fields {
            guard let word = value.text, let read = read(word) else { throw wrong(node, key) }
            found[key] = read
        }
        return found
    }

    private func keyed<Value>(_ node: DataTree, _ read: (String) -> Value?) throws(CaseFileError) -> [Int: Value] {
        var found: [Int: Value] = [:]
        for (key, value) in try texts(node, read) {
            guard let number = Int(key) else { throw wrong(node, key) }
            found[number] = value
        }
        return found
    }

    // MARK: Values

    private func part(_ node: DataTree, _ key: String) throws(CaseFileError) -> DataTree {
        guard let found = node[key] else { throw fault(node, zh: "缺少“\(key)”", en: "“\(key)” is missing") }
        return found
    }

    private func text(_ node: DataTree, _ key: String) throws(CaseFileError) -> String {
        guard let text = try part(node, key).text, !text.isEmpty else { throw wrong(node, key) }
        return text
    }

    private func integer(_ node: DataTree, _ key: String) throws(CaseFileError) -> Int {
        guard let number = Int(try text(node, key)) else { throw wrong(node, key) }
        return number
    }

    private func numbers(_ node: DataTree, _ key: String) throws(CaseFileError) -> [Int] {
        let words = try part(node, key).parts.compactMap(\.text)
        let numbers = words.compactMap { Int($0) }
        guard numbers.count == words.count else { throw wrong(node, key) }
        return numbers
    }

    private func money(_ node: DataTree, _ key: String) throws(CaseFileError) -> Money? {
        guard let word = node[key]?.text else { return nil }
        guard let money = Money(word) else { throw wrong(node, key) }
        return money
    }

    private func choice<Value: RawRepresentable>(
        _ node: DataTree, _ key: String
    ) throws(CaseFileError) -> Value? where Value.RawValue == String {
        guard let word = node[key]?.text else { return nil }
        guard let value = Value(rawValue: word) else { throw wrong(node, key) }
        return value
    }

    /// A full time, or a time of day on the day of the step before.
    private func instant(_ node: DataTree, after last: Instant?) throws(CaseFileError) -> Instant {
        let word = try text(node, "at")
        if let time = ClockTime(word), let last { return Instant(last.day, time) }
        guard let instant = Instant(word) else { throw wrong(node, "at") }
        return instant
    }

    private func wrong(_ node: DataTree, _ key: String) -> CaseFileError {
        fault(node[key] ?? node, zh: "“\(key)”的写法有误", en: "“\(key)” is not written right")
    }

    private func fault(_ node: DataTree, zh: String, en: String) -> CaseFileError {
        CaseFileError(file: file, line: node.line, message: Bilingual(zh: zh, en: en))
    }
}
