import Engine
import LegalTime
import Mediation
import Testing
import Workflow

@Suite("Mappings of outside systems")
struct MappingFileTests {
    /// Loads every workflow, so once.
    private static let vocabulary = Result { try Shipped.outsideVocabulary() }

    private func load(_ text: String) throws -> OutsideMapping {
        try OutsideMappingFile.load(text, file: "m.yaml", vocabulary: try Self.vocabulary.get())
    }

    private static let head = """
        exchange: hotline
        title: { zh: 热线, en: Hotline }
        inForce: { from: 2022-01-01 }
        verified: false
        door: hotline
        report: returned
        fields:
          in:
            - { theirs: 编号, ours: reference, required: true }
            - { theirs: 内容, ours: title, required: true }
            - { theirs: 类别, ours: type, required: true }
            - { theirs: 甲, ours: applicants, required: true }
            - { theirs: 乙, ours: respondents, required: true }
            - { theirs: 限, ours: due, form: compactDay, verified: true }
          out:
            - { theirs: 编号, ours: reference }
            - { theirs: 码, ours: code, required: true }
            - { theirs: 环节, ours: stage, required: true }
            - { theirs: 日期, ours: day, form: compactDay, required: true }
        codes:
          stage: [{ theirs: 收, ours: registered }]
          type:

        """

    private func mapping(_ types: String...) throws -> OutsideMapping {
        try load(Self.head + types.map { "    - { \($0) }\n" }.joined())
    }

    @Test("those of the program have neither gaps nor open codes, and say of every row that nobody has verified it")
    func shipped() throws {
        let library = try Shipped.outside()
        #expect(
            library.systems == [
                "courtPlatform", "gridPlatform", "hotline", "justiceSystem", "petitionSystem", "policeCalls",
            ])
        let day = try #require(Day("2026-03-01"))
        for mapping in library.mappings {
            let check = OutsideMappingCheck(mapping, try Self.vocabulary.get(), on: day)
            #expect(check.findings.isEmpty, "\(mapping.id): \(check.findings)")
            #expect(mapping.unverified == mapping.rows)
        }
    }

    @Test("rows are many to many and dated; the preferred one decides, and without one a person does")
    func manyToMany() throws {
        let mapping = try mapping(
            "theirs: 买卖, ours: contract, prefer: [in]", "theirs: 买卖, ours: consumer",
            "theirs: 消费, ours: consumer, prefer: [out]", "theirs: 网购, ours: consumer, from: 2024-01-01",
            "theirs: 网购, ours: internet, from: 2025-01-01", "theirs: 旧类, ours: other, until: 2023-12-31")
        func read(_ code: String, _ direction: OutsideDirection, _ day: String) throws -> OutsideMatch {
            mapping.match(code, in: "type", direction, on: try #require(Day(day)))
        }
        #expect(try read("买卖", .in, "2026-01-01") == .one("contract"))
        #expect(try read("consumer", .out, "2026-01-01") == .one("消费"))
        #expect(try read("网购", .in, "2023-12-31") == .none)
        #expect(try read("网购", .in, "2024-12-31") == .one("consumer"))
        #expect(try read("网购", .in, "2025-01-01") == .several(["consumer", "internet"]))
        #expect(try read("other", .out, "2024-01-01") == .none)
        let check = OutsideMappingCheck(
            mapping, try Self.vocabulary.get(), on: try #require(Day("2026-01-01")))
        #expect(check.findings.contains(.open(.in, list: "type", code: "网购", ["consumer", "internet"])))
        #expect(check.findings.contains(.untold(list: "stage", code: "closed")))
        #expect(mapping.rows - mapping.unverified == 1)
    }

    @Test(
        "a wrong row is told with file, line and what may stand there",
        arguments: [
            ("theirs: 甲, ours: neighbor", "“neighbor”"), ("theirs: 甲", "“ours”"),
            ("theirs: 甲, ours: other, prefer: [up]", "“up”"), ("theirs: 甲, ours: other, until: 2021-01-01", "早于"),
            ("theirs: 甲, ours: other, from: 2020-01-01", "超出"), ("theirs: 甲, our: other", "“our”"),
            ("theirs: 甲, ours: other, from: tomorrow", "日期"),
        ])
    func wrongRow(row: String, told: String) throws {
        let failure = try #require(throws: LoadFailure.self) { try mapping("theirs: 好, ours: family", row) }
        let line = Self.head.split(separator: "\n", omittingEmptySubsequences: false).count + 1
        #expect(failure.description.contains("m.yaml:\(line):"), "\(failure)")
        #expect(failure.description.contains(told), "\(failure)")
    }

    @Test("the same row twice, two preferred ones, a field or a list too few: each is refused")
    func together() throws {
        func refusal(_ text: String) -> String {
            do {
                _ = try load(text)
                return ""
            } catch {
                return "\(error)"
            }
        }
        let good = Self.head + "    - { theirs: 甲, ours: other }\n"
        #expect(refusal(good) == "")
        #expect(refusal(good + "    - { theirs: 甲, ours: other }\n").contains("重复"))
        #expect(
            refusal(
                Self.head
                    + "    - { theirs: 甲, ours: other, prefer: in }\n    - { theirs: 甲, ours: land, prefer: in }\n"
            ).contains("优先"))
        #expect(
            refusal(good.replacing("    - { theirs: 乙, ours: respondents, required: true }\n", with: "")).contains(
                "respondents"))
        #expect(
            refusal(good.replacing("theirs: 乙, ours: respondents", with: "theirs: 甲, ours: respondents")).contains(
                "同时有效"))
        #expect(refusal(good.replacing("  stage: [{ theirs: 收, ours: registered }]\n", with: "")).contains("stage"))
        #expect(refusal(good.replacing("door: hotline\n", with: "")).contains("door"))
        #expect(refusal(good.replacing("report: returned", with: "report: [nobody]")).contains("nobody"))
    }

    @Test("an item is read, or told what is wrong field by field, without a word about a person")
    func reading() throws {
        let mapping = try mapping(
            "theirs: 邻里, ours: neighbour", "theirs: 网, ours: internet", "theirs: 网, ours: consumer")
        let day = try #require(Day("2026-03-01"))
        let good = ["编号": "A-1", "内容": "噪声  扰民", "类别": "邻里", "甲": "样例甲、样例丙", "乙": "样例乙", "限": "20260315", "多": "x"]
        let reading = OutsideReading(good, mapping, on: day)
        let matter = try #require(reading.matter)
        #expect(matter.title == "噪声 扰民" && matter.type.rawValue == "neighbour")
        #expect(matter.applicants.map(\.name) == ["样例甲", "样例丙"])
        #expect(matter.due == Day("2026-03-15"))
        #expect(reading.unread == ["多"])

        func faults(_ change: [String: String]) -> [String] {
            OutsideReading(good.merging(change) { _, new in new }, mapping, on: day).faults.map {
                "\($0.field ?? "") \($0.code)"
            }
        }
        #expect(faults(["乙": " "]) == ["乙 missing"])
        #expect(faults(["类别": "未知"]) == ["类别 code-unknown"])
        #expect(faults(["限": "2026年春"]) == ["限 unreadable"])
        #expect(faults(["内容": String(repeating: "长", count: 2001)]) == ["内容 length"])
        #expect(faults(["内容": "a\0b"]) == ["内容 character"])
        #expect(faults(["编号": String(repeating: "9", count: 61)]) == ["编号 length"])
        let open = OutsideReading(good.merging(["类别": "网"]) { _, new in new }, mapping, on: day)
        #expect(open.faults.map(\.code) == ["code-open"])
        #expect(open.choices.map(\.rawValue) == ["internet", "consumer"])
        let chosen = OutsideReading(
            good.merging(["类别": "网"]) { _, new in new }, mapping, on: day, type: DisputeType(rawValue: "consumer"))
        #expect(chosen.matter?.type.rawValue == "consumer")
    }
}
