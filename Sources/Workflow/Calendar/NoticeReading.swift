import LegalTime
import Yams

/// The shape of a calendar file.
extension YAMLReader {
    mutating func noticeList(_ root: Node) -> [Located<Notice>] {
        guard let fields = mapping(root, keys: ["notices"]) else { return [] }
        guard let list = fields["notices"] else {
            missing("notices", in: fields.position)
            return []
        }
        let expected = Bilingual(zh: "通知列表", en: "a list of notices")
        var notices: [Located<Notice>] = []
        for node in sequence(list.node, expected) {
            if let notice = self.notice(node) { notices.append(Located(value: notice, position: node.position)) }
        }
        return notices
    }

    private mutating func notice(_ node: Node) -> Notice? {
        let required = ["year", "number", "title", "issuer", "issued", "verified", "days"]
        guard let fields = mapping(node, keys: required + ["provisional"]) else { return nil }
        for key in required where fields[key] == nil { missing(key, in: fields.position) }

        let year = fields["year"].flatMap { integer($0.node, in: 1949...9998) }
        let number = fields["number"].flatMap { text($0.node) }
        let title = fields["title"].flatMap { text($0.node) }
        let issuer = fields["issuer"].flatMap { text($0.node) }
        let issued = fields["issued"].flatMap { day($0.node) }
        let verified = fields["verified"].flatMap { boolean($0.node) }
        let provisional = fields["provisional"].map { boolean($0.node) } ?? false
        var entries: [Located<Notice.Entry>] = []
        for node in fields["days"].map({ sequence($0.node, Bilingual(zh: "日期列表", en: "a list of days")) }) ?? [] {
            guard let entry = self.entry(node) else { continue }
            entries.append(Located(value: entry, position: node.position))
        }
        if let year { check(entries, of: year) }

        guard let year, let number, let title, let issuer, let issued, let verified, let provisional else { return nil }
        let source = Notice.Source(
            number: number.value, title: title.value, issuer: issuer.value, issued: issued, verified: verified,
            provisional: provisional)
        return Notice(year: year, source: source, entries: entries.map(\.value))
    }

    private mutating func entry(_ node: Node) -> Notice.Entry? {
        guard let fields = mapping(node, keys: ["from", "to", "kind", "name"]) else { return nil }
        for key in ["from", "kind", "name"] where fields[key] == nil { missing(key, in: fields.position) }
        let from = fields["from"].flatMap { day($0.node) }
        let to = fields["to"].map { day($0.node) } ?? from
        let kind = fields["kind"].flatMap { self.kind($0.node) }
        let name = fields["name"].flatMap { bilingual($0.node) }
        guard let from, let to, let kind, let name else { return nil }
        guard let range = DayRange(from, to) else {
            report(
                fields["to"]?.position ?? fields.position, zh: "止日 \(to) 早于起日 \(from)",
                en: "the last day \(to) is before the first day \(from)")
            return nil
        }
        return Notice.Entry(range, kind, name: Notice.Name(zh: name.zh, en: name.en))
    }

    private mutating func kind(_ node: Node) -> Notice.Kind? {
        let names = Notice.Kind.allCases.map(\.rawValue)
        guard let text = text(node, Expected.names(names)) else { return nil }
        guard let kind = Notice.Kind(rawValue: text.value) else {
            unknown(.value, text.value, at: text.position, among: names)
            return nil
        }
        return kind
    }

    /// Catches slips of the pen: a day named twice by one notice, and one outside its year. A notice reaches at most into
    /// the December before and the January after.
    private mutating func check(_ entries: [Located<Notice.Entry>], of year: Int) {
        var seen: [Day: Position] = [:]
        for entry in entries {
            let range = entry.value.range
            let reach = (Day(year: year - 1, month: 12, day: 1), Day(year: year + 1, month: 1, day: 31))
            guard let first = reach.0, let last = reach.1, first <= range.first, range.last <= last else {
                report(
                    entry.position, zh: "\(range.first) 至 \(range.last) 不属于 \(year) 年",
                    en: "\(range.first) to \(range.last) does not belong to \(year)")
                continue
            }
            if let twice = range.days.first(where: { seen[$0] != nil }), let earlier = seen[twice] {
                report(
                    entry.position, zh: "\(twice) 重复（第 \(earlier.line) 行已有）",
                    en: "\(twice) is named twice (first in line \(earlier.line))")
            }
            for day in range.days { seen[day] = entry.position }
        }
    }
}
