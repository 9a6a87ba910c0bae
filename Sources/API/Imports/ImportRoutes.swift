import CaseStore
import Engine
import FoundationEssentials
import LegalTime
import Mediation
import Register
import Tabular
import Workflow

/// `POST /v1/imports` and `GET /v1/imports/{import}`: registers come in as by `nplus import`, beside the requests.
enum Importing {
    static func begin(_ call: Call) async throws -> APIResponse {
        let engine = try call.engine()
        var sheets: [ImportSheet] = []
        for (index, sheet) in (call.content["sheets"]?.elements ?? []).enumerated() {
            guard let name = sheet["name"]?.string, let text = sheet["content"]?.string,
                let data = Data(base64Encoded: text)
            else {
                throw Problem(faults: [
                    SchemaFault("/sheets/\(index)/content", zh: "应为 base64", en: "has to be base64")
                ])
            }
            sheets.append(ImportSheet(name: name, bytes: Array(data)))
        }
        let files = RegisterFiles(sheets: sheets.map { ($0.name, $0.bytes) })
        guard files.problems.isEmpty else {
            throw Problem(
                faults: files.problems.map { problem in
                    let index = sheets.firstIndex { $0.name == problem.path } ?? 0
                    return SchemaFault(pointer: "/sheets/\(index)/content", message: problem.message)
                })
        }
        let id = engine.freshID()
        try await engine.store.addImport(
            id, sheets, rows: RegisterImport.work(in: files), by: try call.asker().name, at: engine.now)
        guard let job = try await engine.store.importJob(id) else { throw Problem(.fault) }
        return APIResponse(document(job), status: 202, fields: [("location", "/v1/imports/\(id)")])
    }

    static func show(_ call: Call) async throws -> APIResponse {
        let engine = try call.engine()
        guard let id = CaseID(call.place("import")), let job = try await engine.store.importJob(id) else {
            throw Problem(.importJob)
        }
        return APIResponse(document(job))
    }

    private static func document(_ job: ImportJob) -> JSON {
        var members: [(key: String, value: JSON)] = [
            ("id", .string(job.id.description)), ("state", .string(job.state.rawValue)),
            ("created", .string(job.created.description)), ("by", .string(job.createdBy)), ("rows", JSON(job.rows)),
            ("done", JSON(job.done)), ("finished", JSON(job.finished?.description)),
        ]
        let report = job.report.flatMap { try? JSON(reading: Array($0.utf8)) }
        members += report?.members ?? ImportSummary.empty
        return .object(members)
    }

    static let content = Schema.object([
        .init(
            "sheets",
            .array(
                .object([
                    .init(
                        "name", .string(1...200),
                        Bilingual(zh: "文件名，用于说明退回的行", en: "the file's name, to tell where refused rows stand")),
                    .init(
                        "content", .string(1...200_000_000),
                        Bilingual(
                            zh: "登记表 CSV（UTF-8 或 GB18030）的 base64", en: "the sheet as CSV (UTF-8 or GB18030), in base64"
                        )),
                ]), count: 1...20),
            Bilingual(zh: "纠纷与其流转须一并送来", en: "disputes and their referrals have to come together"))
    ])

    static let schema = Schema.object(
        [
            .init("id", .string()), .init("state", .word(ImportJob.State.allCases.map(\.rawValue))),
            .init("created", .instant), .init("by", .string()), .init("rows", .integer(0...Int.max)),
            .init("done", .integer(0...Int.max), Bilingual(zh: "已审核的行", en: "rows that are decided")),
            .init("finished", .nullable(.instant)),
        ] + ImportSummary.members)
}

extension Route {
    static let imports: [Route] = [
        Route(
            .post, "/v1/imports", .beginImport, zh: "送来登记簿，随后导入", en: "send a register to be taken in",
            content: Importing.content, success: .init(202, Importing.schema, fields: ["location"]), takesSheets: true,
            handler: Importing.begin),
        Route(
            .get, "/v1/imports/{import}", .showImport, zh: "导入进度和退回的行",
            en: "how far an import is, and what was refused",
            parameters: [.path("import", zh: "导入的标识", en: "id of the import")],
            success: .init(200, Importing.schema), problems: [.importJob], handler: Importing.show),
    ]
}
