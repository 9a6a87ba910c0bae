import ArgumentParser
import CaseStore
import Engine
import Exchange
import Foundation
import LegalTime
import Mediation
import Tabular
import Workflow

/// Mapping files that stand in for those of the program.
struct MappingFiles: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "对照表文件，可多次，代替程序自带的同名对照表 / A mapping file, may be repeated, instead of the program's of that system",
            valueName: "file"))
    var mapping: [String] = []

    func library() throws -> OutsideLibrary {
        let shipped = try Shipped.outside()
        let given = try mapping.map { try Self.read($0, Shipped.outsideVocabulary()) }
        let replaced = Set(given.map(\.id))
        return try OutsideLibrary(shipped.mappings.filter { !replaced.contains($0.id) } + given)
    }

    static func read(_ path: String, _ vocabulary: OutsideVocabulary) throws -> OutsideMapping {
        try OutsideMappingFile.load(InputFile.text(at: path), file: path, vocabulary: vocabulary)
    }
}

extension ExchangeCommand {
    /// `nplus exchange mapping`: fields and codes of outside systems.
    struct Mapping: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "mapping",
            abstract: "外部系统的字段和代码对照表：检查、显示、试读 / Mappings of outside systems: check, show, try",
            discussion: """
                没有见到官方字段表的，各行都标为未核实；拿到后改文件，逐行去掉标记。
                Where no official list has been seen every row is marked unverified; with the list at hand correct the
                file and take the marks away row by row.

                例 / Examples:
                  nplus exchange mapping check
                  nplus exchange mapping show courtPlatform
                  nplus exchange mapping try hotline --set 工单编号=20260301-1 --set 诉求类别=物业管理
                """,
            subcommands: [MappingCheck.self, MappingShow.self, MappingTry.self])
    }

    struct MappingCheck: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "检查对照表：写法、缺口、歧义、未核实 / Form, gaps, what is open, what is unverified",
            discussion: """
                写法有误逐行列出。没有对应的我方代码（结果发不出去）和对应多项而未写优先的代码（须人工选定）列为问题。
                Every fault is told with its line. A code of ours without a counterpart, and a code with several and
                none preferred, are findings.

                例 / Examples:
                  nplus exchange mapping check
                  nplus exchange mapping check court-platform.yaml --on 2026-01-01
                """)

        @Argument(help: "文件，默认程序自带的 / Files. Default: the program's", completion: .file())
        var files: [String] = []
        @Option(help: "何日，默认今天 / As of this day. Default: today")
        var on: String?

        func run() throws {
            let day = try on.map(ParsedDay.read) ?? Environment.live.now().day
            let vocabulary = try Shipped.outsideVocabulary()
            var (mappings, hasFaults): ([OutsideMapping], Bool) = ([], false)
            if files.isEmpty { mappings = try Shipped.outside().mappings }
            for file in files {
                do {
                    mappings.append(try MappingFiles.read(file, vocabulary))
                } catch let error as LoadFailure {
                    hasFaults = true
                    print(error)
                }
            }
            var hasFindings = false
            for mapping in mappings {
                let check = OutsideMappingCheck(mapping, vocabulary, on: day)
                let mark = check.findings.isEmpty ? "✓" : "✗"
                print(
                    "\(mark) \(mapping.title.zh)（\(mapping.id)，\(mapping.from) 起）：\(mapping.rows) 行，未核实 \(mapping.unverified) 行 / \(mapping.rows) rows, \(mapping.unverified) unverified"
                )
                for finding in check.findings {
                    hasFindings = true
                    print("  \(words(finding, vocabulary).zh)\n  \(words(finding, vocabulary).en)")
                }
            }
            if hasFaults { throw ExitCode.failure }
            if hasFindings { throw ExitCode(3) }
        }

        private func words(_ finding: OutsideMappingCheck.Finding, _ vocabulary: OutsideVocabulary) -> Bilingual {
            switch finding {
            case .untold(let list, let code):
                let title = vocabulary.title(of: code, in: list)
                return Bilingual(
                    zh: "\(list)：我方“\(title.zh)”（\(code)）没有对应，此类结果发不出去。请补一行",
                    en: "\(list): our “\(title.en)” (\(code)) has no counterpart and is not sent. Add a row")
            case .open(.in, let list, let code, let values):
                return Bilingual(
                    zh: "\(list)：对方“\(code)”对应 \(values.joined(separator: "、"))，收到后须人工选定。可写 prefer: in",
                    en:
                        "\(list): their “\(code)” may be \(values.joined(separator: ", ")); a person chooses, or prefer: in"
                )
            case .open(.out, let list, let code, let values):
                return Bilingual(
                    zh: "\(list)：我方“\(code)”对应 \(values.joined(separator: "、"))，发不出去。请写 prefer: out",
                    en:
                        "\(list): our “\(code)” may be \(values.joined(separator: ", ")) and is not sent. Say prefer: out"
                )
            }
        }
    }

    struct MappingShow: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "显示一个系统的对照表 / The mapping of a system",
            discussion: "例 / Example: nplus exchange mapping show hotline --output csv")

        @OptionGroup var files: MappingFiles
        @Argument(help: "系统，不写则列出 / The system; none lists them")
        var system: String?
        @Option(help: "何日，默认今天 / As of this day. Default: today")
        var on: String?
        @Option(help: ArgumentHelp("输出格式 / Output: table, json, csv", valueName: "format"))
        var output: OutputFormat = .table

        func run() throws {
            let day = try on.map(ParsedDay.read) ?? Environment.live.now().day
            let library = try files.library()
            let listing = try system.map { try rows(of: $0, library, day) } ?? systems(library, day)
            print(listing.rendered(as: output, width: Terminal.width(.output)), terminator: "")
        }

        private func systems(_ library: OutsideLibrary, _ day: Day) -> Listing {
            Listing(
                columns: [
                    .init("system", "系统"), .init("title", "名称"), .init("door", "来源"), .init("from", "施行"),
                    .init("rows", "行数", .right), .init("unverified", "未核实", .right),
                ],
                rows: library.systems.compactMap { library.inForce($0, on: day) }.map { mapping in
                    [
                        .text(mapping.id), .text(mapping.title.zh),
                        .text(mapping.door.flatMap(Intake.Door.init)?.title.zh), .text(mapping.from.description),
                        .integer(mapping.rows), .integer(mapping.unverified),
                    ]
                })
        }

        private func rows(of system: String, _ library: OutsideLibrary, _ day: Day) throws -> Listing {
            let mapping = try MappingTry.find(system, in: library, on: day)
            let vocabulary = try Shipped.outsideVocabulary()
            let fields: [[Value]] = mapping.fields.map { field in
                [
                    .text(field.direction.title.zh), .text("字段"), .text(field.theirs),
                    .text(vocabulary.slot(field.ours, field.direction)?.title.zh ?? field.ours),
                    .text(field.form.title.zh + (field.isRequired ? "，必填" : "")), .text(days(field.span)),
                    .flag(field.isVerified),
                ]
            }
            let codes: [[Value]] = mapping.codes.map { code in
                let preferred = OutsideDirection.allCases.filter(code.preferred.contains).map(\.title.zh)
                return [
                    .missing, .text(code.list), .text(code.theirs),
                    .text(vocabulary.title(of: code.ours, in: code.list).zh),
                    .text(preferred.isEmpty ? nil : "优先：" + preferred.joined(separator: "、")), .text(days(code.span)),
                    .flag(code.isVerified),
                ]
            }
            return Listing(
                title: "\(mapping.title)",
                columns: [
                    .init("direction", "方向"), .init("list", "类别"), .init("theirs", "对方"), .init("ours", "我方"),
                    .init("form", "写法"), .init("days", "有效"), .init("verified", "已核实"),
                ], rows: fields + codes)
        }

        private func days(_ span: OutsideSpan) -> String { "\(span.from)–\(span.until?.description ?? "")" }
    }

    struct MappingTry: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "try",
            abstract: "试读一条事项，不登记 / Read one item without registering it",
            discussion: """
                例 / Example:
                  nplus exchange mapping try policeCalls --set 警情编号=1 --set 纠纷类别=邻里纠纷 --set 简要警情=噪声 \\
                    --set 报警人=样例甲 --set 对方当事人=样例乙
                """)

        @OptionGroup var files: MappingFiles
        @Argument(help: "系统 / The system")
        var system: String
        @Option(name: .customLong("set"), help: "字段=内容，可多次 / field=content, may be repeated")
        var values: [String]
        @Option(help: "何日，默认今天 / As of this day. Default: today")
        var on: String?

        func run() throws {
            let day = try on.map(ParsedDay.read) ?? Environment.live.now().day
            let mapping = try Self.find(system, in: files.library(), on: day)
            var fields: [String: String] = [:]
            for value in values {
                let parts = value.split(separator: "=", maxSplits: 1).map(String.init)
                guard parts.count == 2 else {
                    throw ValidationError("「\(value)」应写成 字段=内容 / write '\(value)' as field=content")
                }
                fields[parts[0]] = parts[1]
            }
            let reading = OutsideReading(fields, mapping, on: day)
            for field in reading.unread { print("· “\(field)”不在对照表中，不读 / not in the mapping, not read") }
            for fault in reading.faults { print("✗ \(FaultText(fault))") }
            guard let matter = reading.matter else { throw ExitCode(3) }
            let lines: [(String, String?)] = [
                ("编号 number", matter.reference), ("类型 type", matter.type.title.description),
                ("简要情况 brief", matter.title), ("发生地 place", matter.place),
                ("当事人 parties", "\(matter.applicants.count) + \(matter.respondents.count)"),
                ("诉求 claim", matter.claim), ("金额 amount", matter.amount?.description),
                ("答复期限 due", matter.due?.description), ("接收单位 receiver", matter.receiver),
            ]
            for (title, text) in lines { if let text { print("  \(title)：\(text)") } }
            print("✓ 可以登记 / can be registered")
        }

        static func find(_ system: String, in library: OutsideLibrary, on day: Day) throws -> OutsideMapping {
            guard let mapping = library.inForce(system, on: day) else {
                throw Failure(
                    zh: "\(day) 没有系统「\(system)」的对照表", en: "no mapping of '\(system)' holds on \(day)",
                    remedy: Bilingual(
                        zh: "可用：\(library.systems.joined(separator: "、"))",
                        en: "one of \(library.systems.joined(separator: ", "))"), status: .usage)
            }
            return mapping
        }
    }
}

/// A fault for a person: the field, what is wrong, what to do.
struct FaultText: CustomStringConvertible {
    let fault: OutsideFault

    init(_ fault: OutsideFault) {
        self.fault = fault
    }

    var zh: String {
        (fault.field.map { "“\($0)”：" } ?? "") + fault.reason.zh + (fault.remedy.map { "。\($0.zh)" } ?? "")
    }

    var description: String {
        let en = (fault.field.map { "“\($0)”: " } ?? "") + fault.reason.en + (fault.remedy.map { "; \($0.en)" } ?? "")
        return "\(zh)\n    \(en)"
    }
}
