import CaseStore
import Engine
import LegalTime
import Mediation
import Tabular
import Workflow

/// `GET /v1/exports/disputes`: every dispute that the reader may see, open and closed, as a sheet made while it is sent.
///
/// Pages follow the ids, so that a dispute is in it once however long it takes; what is registered meanwhile may be in it or not.
struct DisputeExport: Chunks {
    private let store: CaseStore
    private let sight: Sight
    private let filter: Filter
    private let words: CaseWording
    private let directory: Directory
    private let ticket: StreamDesk.Ticket
    private var last: CaseID?
    private var hasBegun = false

    private struct Filter: Sendable {
        let holder: BodyID?
        let from: Day?
        let to: Day?
        let isOpen: Bool?

        func fits(_ row: ExportRow) -> Bool {
            let day = row.dispute.registered.day
            return (holder == nil || row.dispute.custody.body == holder) && (from.map { $0 <= day } ?? true)
                && (to.map { day <= $0 } ?? true) && (isOpen == nil || row.isOpen == isOpen)
        }
    }

    static func handle(_ call: Call) async throws -> APIResponse {
        let engine = try call.engine()
        let filter = Filter(
            holder: call.text("body").map { BodyID($0) }, from: try call.day("from"), to: try call.day("to"),
            isOpen: call.text("open").map { $0 == "true" })
        let export = DisputeExport(
            store: engine.store, sight: call.sight, filter: filter,
            words: CaseWording(library: engine.decider.library), directory: engine.directory,
            ticket: try call.house.streams.enter(try call.asker().name))
        return APIResponse(
            status: 200,
            fields: [
                ("content-type", "text/csv; charset=utf-8; header=present"),
                ("content-disposition", "attachment; filename=\"disputes.csv\""),
            ], stream: export)
    }

    private init(
        store: CaseStore, sight: Sight, filter: Filter, words: CaseWording, directory: Directory,
        ticket: StreamDesk.Ticket
    ) {
        self.store = store
        self.sight = sight
        self.filter = filter
        self.words = words
        self.directory = directory
        self.ticket = ticket
    }

    mutating func next() async throws -> [UInt8]? {
        guard hasBegun else {
            hasBegun = true
            return try SheetWriter.bytes(header: Self.header, rows: [])
        }
        while let page = try await store.exportPage(after: last, naming: sight.isDistrict ? nil : sight.bodies) {
            last = page.last
            let cells = page.rows.filter { sight.sees($0.dispute) && filter.fits($0) }.map(cells)
            if !cells.isEmpty { return Array(SheetWriter.records(cells).utf8) }
        }
        return nil
    }

    private static let header = [
        "一案一码", "名称", "类型", "状态", "承办单位编号", "承办单位", "登记日期", "期限", "已结", "版本",
    ]

    private func cells(_ row: ExportRow) -> [String] {
        let dispute = row.dispute
        let body = dispute.custody.body
        let runs = [dispute.pipeline] + dispute.proceedings.filter(\.isOpen).map(\.run)
        return [
            dispute.code.description, Masking.title(of: dispute, hasPart: sight.hasPart(in: dispute)).zh,
            dispute.type.title.zh, runs.flatMap { words.states(of: $0) }.map(\.title.zh).joined(separator: "；"),
            body.rawValue, directory.name(of: body), dispute.registered.day.description, row.due?.description ?? "",
            row.isOpen ? "否" : "是", "\(dispute.revision)",
        ]
    }
}
