import LegalTime
import Yams

/// Reads the mapping of an outside system, as in `Workflows/exchange`.
///
/// ```yaml
/// exchange: courtPlatform
/// title: { zh: 人民法院调解平台, en: Court mediation platform }
/// inForce: { from: 2022-01-01 }
/// verified: false
/// door: court
/// report: returned
/// fields:
///   in: [{ theirs: 案件编号, ours: reference, required: true }, { theirs: 立案日期, ours: arrived, form: day }]
///   out: [{ theirs: 案件编号, ours: reference }, { theirs: 结果, ours: result, verified: true }]
/// codes:
///   type: [{ theirs: 相邻关系纠纷, ours: neighbour, from: 2022-01-01, until: 2025-12-31, prefer: [in, out] }]
/// ```
package enum OutsideMappingFile {
    /// Loads a file that must be right.
    ///
    /// - Throws: every problem found, each with file, line and column. What is missing or doubtful when all rows are taken together is no
    ///   problem of the file: ``OutsideMappingCheck`` finds it.
    package static func load(
        _ text: String, file: String, vocabulary: OutsideVocabulary
    ) throws(LoadFailure) -> OutsideMapping {
        var loader = OutsideLoader(reader: YAMLReader(file: file, text: text), vocabulary: vocabulary)
        let mapping = loader.load(text)
        guard let mapping, !loader.reader.hasErrors else {
            throw LoadFailure(diagnostics: loader.reader.inFileOrder)
        }
        return mapping
    }
}

private struct OutsideLoader {
    var reader: YAMLReader
    let vocabulary: OutsideVocabulary
    /// Of the file: what a row does not say for itself.
    var isVerified = true
    var span = OutsideSpan(from: Day(number: 0), until: nil)

    init(reader: YAMLReader, vocabulary: OutsideVocabulary) {
        self.reader = reader
        self.vocabulary = vocabulary
    }

    mutating func load(_ text: String) -> OutsideMapping? {
        let required = ["exchange", "title", "inForce", "verified", "report", "fields"]
        guard let root = YAMLText.root(of: text, reader: &reader),
            let parts = reader.mapping(root, keys: required + ["door", "codes", "note"])
        else { return nil }
        for key in required where parts[key] == nil { reader.missing(key, in: parts.position) }
        let id = parts["exchange"].flatMap { reader.identifier($0.node) }
        let title = parts["title"].flatMap { reader.bilingual($0.node) }
        isVerified = parts["verified"].flatMap { reader.boolean($0.node) } ?? true
        let note = parts["note"].flatMap { reader.note($0.node) }
        guard let inForce = parts["inForce"].flatMap({ reader.inForce($0.node) }) else { return nil }
        span = OutsideSpan(from: inForce.from, until: inForce.until)
        let door = parts["door"].flatMap { name($0.node, among: vocabulary.doors) }
        let reports = parts["report"].flatMap { self.reports($0.node) }
        let fields = parts["fields"].map { self.fields($0, hasDoor: parts["door"] != nil) } ?? []
        let codes = parts["codes"].map { self.codes($0.node) } ?? []
        checkLists(fields, codes)
        guard !reader.hasErrors, let id, let title, let reports else { return nil }
        return OutsideMapping(
            id: id, title: title, from: inForce.from, until: inForce.until, door: door, reports: reports, note: note,
            fields: fields, codes: codes)
    }

    private mutating func name(_ node: Node, among valid: [String]) -> String? {
        guard let text = reader.text(node) else { return nil }
        guard valid.contains(text.value) else {
            reader.unknown(.value, text.value, at: text.position, among: valid)
            return nil
        }
        return text.value
    }

    private mutating func reports(_ node: Node) -> OutsideMapping.Reports? {
        if case .scalar(let scalar) = node, scalar.string == "returned" { return .returned }
        var tracks: [String] = []
        for text in reader.texts(node, Bilingual(zh: "returned，或调解种类的列表", en: "returned, or a list of tracks")) {
            guard vocabulary.tracks.contains(text.value) else {
                reader.unknown(.value, text.value, at: text.position, among: ["returned"] + vocabulary.tracks)
                continue
            }
            tracks.append(text.value)
        }
        return tracks.isEmpty ? nil : .tracks(tracks)
    }

    // MARK: Fields

    private mutating func fields(_ part: YAMLFields.Field, hasDoor: Bool) -> [OutsideField] {
        guard let directions = reader.mapping(part.node, keys: OutsideDirection.allCases.map(\.rawValue)) else {
            return []
        }
        if !hasDoor, let coming = directions["in"] {
            reader.report(coming.position, zh: "有“in”而文件没有“door”", en: "“in” without a “door” of the file")
        }
        var fields: [OutsideField] = []
        for direction in OutsideDirection.allCases {
            guard let part = directions[direction.rawValue] else {
                if direction == .out || hasDoor { reader.missing(direction.rawValue, in: directions.position) }
                continue
            }
            var rows: [OutsideField] = []
            for node in reader.sequence(part.node, Bilingual(zh: "字段列表", en: "a list of fields")) {
                guard let field = field(node, direction) else { continue }
                checkDouble(field, among: rows, at: node.position)
                rows.append(field)
            }
            for slot in vocabulary.slots where slot.direction == direction && slot.isNeeded {
                guard !rows.contains(where: { $0.ours == slot.name && $0.isRequired }) else { continue }
                reader.report(
                    part.position, zh: "缺少“\(slot.name)”（\(slot.title.zh)），或未写 required: true",
                    en: "“\(slot.name)” is missing, or lacks required: true")
            }
            fields += rows
        }
        return fields
    }

    private mutating func field(_ node: Node, _ direction: OutsideDirection) -> OutsideField? {
        let keys = ["theirs", "ours", "form", "required", "verified", "from", "until", "note"]
        guard let parts = reader.mapping(node, keys: keys) else { return nil }
        for key in ["theirs", "ours"] where parts[key] == nil { reader.missing(key, in: parts.position) }
        let theirs = parts["theirs"].flatMap { reader.text($0.node)?.value }
        let valid = vocabulary.slots.filter { $0.direction == direction }.map(\.name)
        guard let ours = parts["ours"].flatMap({ name($0.node, among: valid) }), let theirs,
            let slot = vocabulary.slot(ours, direction)
        else { return nil }
        var form = slot.forms[0]
        if let part = parts["form"], let named = name(part.node, among: slot.forms.map(\.rawValue)),
            let read = OutsideForm(rawValue: named)
        {
            form = read
        }
        let isRequired = parts["required"].flatMap { reader.boolean($0.node) } ?? false
        guard let common = common(parts) else { return nil }
        return OutsideField(
            direction: direction, theirs: theirs, ours: ours, form: form, isRequired: isRequired,
            isVerified: common.isVerified, span: common.span, line: parts.position.line)
    }

    /// In what comes in one slot has one field at a time; in what goes out one field has one slot.
    private mutating func checkDouble(_ field: OutsideField, among rows: [OutsideField], at position: Position) {
        let double = rows.first { row in
            row.span.overlaps(field.span)
                && (row.theirs == field.theirs || field.direction == .in && row.ours == field.ours)
        }
        guard let double else { return }
        let name = double.theirs == field.theirs ? field.theirs : field.ours
        reader.report(
            position, zh: "“\(name)”与第 \(double.line) 行同时有效", en: "“\(name)” holds together with line \(double.line)")
    }

    // MARK: Codes

    private mutating func codes(_ node: Node) -> [OutsideCode] {
        guard let lists = reader.mapping(node, keys: vocabulary.lists.keys.sorted()) else { return [] }
        var codes: [OutsideCode] = []
        for list in lists.all {
            var rows: [OutsideCode] = []
            for node in reader.sequence(list.node, Bilingual(zh: "代码列表", en: "a list of codes")) {
                guard let code = code(node, list.key) else { continue }
                checkDouble(code, among: rows, at: node.position)
                rows.append(code)
            }
            codes += rows
        }
        return codes
    }

    private mutating func code(_ node: Node, _ list: String) -> OutsideCode? {
        let keys = ["theirs", "ours", "prefer", "verified", "from", "until", "note"]
        guard let parts = reader.mapping(node, keys: keys) else { return nil }
        for key in ["theirs", "ours"] where parts[key] == nil { reader.missing(key, in: parts.position) }
        let theirs = parts["theirs"].flatMap { reader.text($0.node)?.value }
        let ours = parts["ours"].flatMap { name($0.node, among: vocabulary.lists[list]?.map(\.name) ?? []) }
        var preferred: Set<OutsideDirection> = []
        if let part = parts["prefer"] {
            for text in reader.texts(part.node) {
                guard let direction = OutsideDirection(rawValue: text.value) else {
                    reader.unknown(
                        .value, text.value, at: text.position, among: OutsideDirection.allCases.map(\.rawValue))
                    continue
                }
                preferred.insert(direction)
            }
        }
        guard let theirs, let ours, let common = common(parts) else { return nil }
        return OutsideCode(
            list: list, theirs: theirs, ours: ours, preferred: preferred, isVerified: common.isVerified,
            span: common.span, line: parts.position.line)
    }

    private mutating func checkDouble(_ code: OutsideCode, among rows: [OutsideCode], at position: Position) {
        for row in rows where row.span.overlaps(code.span) {
            if row.theirs == code.theirs, row.ours == code.ours {
                reader.report(
                    position, zh: "“\(code.theirs)—\(code.ours)”与第 \(row.line) 行重复",
                    en: "“\(code.theirs) – \(code.ours)” repeats line \(row.line)")
            }
            for direction in row.preferred.intersection(code.preferred) where row.key(direction) == code.key(direction)
            {
                reader.report(
                    position, zh: "“\(code.key(direction))”与第 \(row.line) 行都写为优先（\(direction.rawValue)）",
                    en: "“\(code.key(direction))” is preferred (\(direction.rawValue)) here and in line \(row.line)")
            }
        }
    }

    /// Every field of a list has rows of that list.
    private mutating func checkLists(_ fields: [OutsideField], _ codes: [OutsideCode]) {
        for field in fields {
            guard let list = vocabulary.slot(field.ours, field.direction)?.list,
                !codes.contains(where: { $0.list == list })
            else { continue }
            reader.report(
                Position(line: field.line, column: 1), zh: "“\(field.theirs)”用代码表“\(list)”，而文件没有该表",
                en: "“\(field.theirs)” is of the list “\(list)”, which the file does not have")
        }
    }

    // MARK: What every row has

    private mutating func common(_ parts: YAMLFields) -> (isVerified: Bool, span: OutsideSpan)? {
        _ = parts["note"].flatMap { reader.note($0.node) }
        let isVerified = parts["verified"].flatMap { reader.boolean($0.node) } ?? self.isVerified
        let from = parts["from"].map { reader.day($0.node) } ?? span.from
        let until = parts["until"].map { reader.day($0.node) } ?? span.until
        guard let from else { return nil }
        if let until, until < from {
            reader.report(
                parts.position, zh: "截止日 \(until) 早于起始日 \(from)", en: "until \(until), before it begins on \(from)")
            return nil
        }
        let ends = span.until.map { last in until.map { $0 <= last } ?? false } ?? true
        guard from >= span.from, ends else {
            reader.report(
                parts.position, zh: "有效日期超出文件的施行日期（\(span.from) 起）",
                en: "the days reach beyond those of the file (from \(span.from))")
            return nil
        }
        return (isVerified, OutsideSpan(from: from, until: until))
    }
}
