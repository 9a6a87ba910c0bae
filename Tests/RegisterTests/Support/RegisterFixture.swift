import CaseStore
import Engine
import Foundation
import LegalTime
import Mediation
import Postgres
import PostgresServer
import Tabular
import TestSupport
import Testing
import Workflow

@testable import Register

extension TestDatabase.Template {
    /// The schema with the directory of Jizhou in it.
    static let jizhou = Self("jizhou") { url in
        let client = PostgresClient(PostgresConfiguration.patient(url.description))
        _ = try await Migrator(client: client).migrate()
        try await CaseStore(client: client, district: RegisterFixture.district).save(RegisterFixture.directory)
        await client.close()
    }
}

/// A store with the directory of Jizhou, an engine over it, and a folder for sheets.
struct RegisterFixture {
    let engine: Engine
    let client: PostgresClient
    let folder: URL
    var store: CaseStore { engine.store }

    static let district = DistrictCode(rawValue: 120119)
    static let deploy = URL(filePath: #filePath).appending(path: "../../../../deploy/jizhou").standardized
    static let directory = DirectoryFolder.read(deploy.path()).directory
    private static let workflows = Result { (try Shipped.library(), try Shipped.calendar()) }

    /// - Parameter now: The time that the engine takes it to be; nil for the machine's.
    static func with(
        _ template: TestDatabase.Template = .jizhou, now: String? = nil, _ body: (RegisterFixture) async throws -> Void
    ) async throws {
        try await TestDatabase.with(template) { url in try await with(at: url, now: now, body) }
    }

    /// The same over a database that is there.
    static func with(
        at url: ConnectionURL, now: String? = nil, _ body: (RegisterFixture) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "nplus-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let client = PostgresClient(.patientWriter(url.description))
        let (library, calendar) = try workflows.get()
        let decider = Decider(library: library, calendar: calendar, directory: directory)
        var environment = Environment.live
        if let now {
            let instant = try #require(Instant(now))
            environment = Environment(now: { instant }, random: Environment.live.random)
        }
        let engine = Engine(
            store: CaseStore(client: client, district: district), decider: decider, environment: environment)
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await body(RegisterFixture(engine: engine, client: client, folder: folder)))
        } catch {
            outcome = .failure(error)
        }
        await client.close()
        try outcome.get()
    }

    /// Writes a sheet and gives its path.
    @discardableResult
    func write(_ sheet: TestSheet, _ name: String, _ options: SheetWriter.Options = .init()) throws -> String {
        let url = folder.appending(path: name)
        try Data(try SheetWriter.bytes(header: sheet.header, rows: sheet.rows, options: options)).write(to: url)
        return url.path
    }

    func run(_ paths: String..., rehearsal: Bool = false) async -> ImportReport {
        await RegisterImport(engine: engine, isRehearsal: rehearsal).run(RegisterFiles(paths))
    }

    /// The disputes in the store, by register number.
    func disputes() async throws -> [String: Dispute] {
        let ids = try await client.query("select id from dispute").decode(PostgresUUID.self).map { CaseID($0) }
        let loaded = try await store.load(ids).values.map(\.dispute)
        return Dictionary(loaded.compactMap { dispute in dispute.registerNumber.map { ($0, dispute) } }) { $1 }
    }

    func count(_ table: String) async throws -> Int {
        try await client.query(Statement(SQL(trusted: "select count(*) from \(table)"), bindings: [])).only(Int.self)
    }
}

/// A sheet under the hands of a test: cells by row and title.
struct TestSheet {
    var header: [String]
    var rows: [[String]]

    init<Row: SheetRow>(_ rows: [Row]) {
        header = Row.header
        self.rows = rows.map(\.cells)
    }

    /// Reads a file back, for instance one of refused rows.
    init(path: String) throws {
        let sheet = try Sheet.read(path: path)
        header = sheet.header
        rows = sheet.rows.map(\.cells)
    }

    subscript(row: Int, title: String) -> String {
        get { header.firstIndex(of: title).map { rows[row][$0] } ?? "" }
        set { if let column = header.firstIndex(of: title) { rows[row][column] = newValue } }
    }
}

/// A dispute that was settled in writing and performed, with nothing wrong in it. Everybody in it is made up.
enum GoodRow {
    static let day = Day(year: 2023, month: 3, day: 1) ?? Day(number: 0)
    static let committee = "渔阳镇人民调解委员会"

    static func mediator(of body: String) -> String {
        let directory = RegisterFixture.directory
        let id = directory.bodies(named: body, on: day).first?.id
        return id.flatMap { directory.mediators(of: $0, on: day).first?.name } ?? ""
    }

    static func dispute(_ number: String, _ change: (inout DisputeRow) -> Void = { _ in }) -> DisputeRow {
        var row = DisputeRow()
        row.number = number
        row.registered = day
        row.body = committee
        row.type = DisputeType(rawValue: "neighbour")
        row.source = .application
        row.applicants = PartyCells([PartyCell(name: "样例甲", kind: .person, identity: nil, phone: nil)])
        row.respondents = PartyCells([PartyCell(name: "样例乙", kind: .person, identity: nil, phone: nil)])
        row.brief = "排水沟走向争议"
        row.claim = "恢复排水"
        row.mediation.consented = day.adding(days: 1)
        row.mediation.accepted = day.adding(days: 1)
        row.mediation.rightsTold = day.adding(days: 1)
        row.mediation.mediators = [mediator(of: committee)]
        row.mediation.sessions = [day.adding(days: 4)]
        row.result = .succeeded
        row.form = .written
        row.agreed = day.adding(days: 4)
        row.terms = "恢复排水并赔偿"
        row.amount = Money(yuan: 3000)
        row.due = day.adding(days: 20)
        row.performance = .performed
        row.performed = day.adding(days: 18)
        row.closed = day.adding(days: 19)
        change(&row)
        return row
    }

    /// A mediation that failed, in place of the agreement.
    static func failed(_ number: String, _ change: (inout DisputeRow) -> Void = { _ in }) -> DisputeRow {
        dispute(number) { row in
            row.result = .failed
            row.mediation.ended = day.adding(days: 4)
            row.remedies = "可向人民法院起诉"
            (row.form, row.agreed, row.terms, row.amount, row.due) = (nil, nil, nil, nil, nil)
            (row.performance, row.performed) = (nil, nil)
            change(&row)
        }
    }

    /// The same matter sent up to the centre of the district before it was mediated there.
    static func referral(_ number: String, _ change: (inout ReferralRow) -> Void = { _ in }) -> ReferralRow {
        var row = ReferralRow()
        row.registerNumber = number
        row.day = day
        row.from = committee
        row.to = "渔阳镇人民政府"
        row.manner = .offer(.transfer)
        row.reason = "属部门职责范围"
        row.answered = day
        row.answer = .accepted
        change(&row)
        return row
    }
}
