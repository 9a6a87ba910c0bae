import CaseStore
package import Engine
package import Mediation
package import Postgres
import Synchronization
package import Workflow

/// What the interface works on: the database, and the engine over the directory and calendar of the moment.
///
/// Several daemons and command lines share one database, so the directory and the calendar are read again from time to
/// time (``refresh()``).
package final class House: Sendable {
    /// Works as the role that may add to the history.
    package let client: PostgresClient
    /// Looks at the schema; works also where there is none yet.
    package let owner: PostgresClient
    package let passwords = PasswordDesk()
    package let meters = Meters()
    package let streams = StreamDesk()
    let rates: RateDesk
    /// How much room the disk of the data has, in bytes; nil where that is not known, as of a database elsewhere.
    let freeDisk: (@Sendable () -> Int?)?
    /// Signing in through an identity provider; nil where there is none.
    let signOn: SignOn?
    let pace: FeedPace
    private let wanted: DistrictCode?
    private let environment: Environment
    private let rules: Rules
    /// How long a look at the database may take before it counts as away.
    let patience: Duration
    private let current = Mutex<(engine: Engine, basis: Basis)?>(nil)
    private let draining = Mutex(false)
    private let look = Mutex<Look?>(nil)

    /// - Parameters:
    ///   - client: Connects as the role `nplus_writer`.
    ///   - owner: Connects as whoever the address names.
    ///   - rules: Those inside the program.
    ///   - district: Which district; nil takes the only one that the database knows.
    package init(
        client: PostgresClient, owner: PostgresClient, rules: Rules, district: DistrictCode? = nil,
        environment: Environment = .live, patience: Duration = .seconds(3), pace: FeedPace = FeedPace(),
        signOn: SignOn? = nil, freeDisk: (@Sendable () -> Int?)? = nil, rates: RateDesk = RateDesk()
    ) {
        self.client = client
        self.owner = owner
        wanted = district
        self.environment = environment
        self.rules = rules
        self.patience = patience
        self.pace = pace
        self.signOn = signOn
        self.freeDisk = freeDisk
        self.rates = rates
    }

    /// What travels inside the program: the procedures, the routing rules, the access matrix.
    package struct Rules: Sendable {
        let library: WorkflowLibrary
        let routing: RoutingLibrary
        let matrix: AccessMatrix

        package static func shipped() throws -> Rules {
            Rules(library: try Shipped.library(), routing: try Shipped.routing(), matrix: try AccessMatrix.shipped())
        }
    }

    package var matrix: AccessMatrix { rules.matrix }
    package var routing: RoutingLibrary { rules.routing }

    /// - Throws: where the database has not been ready since the start.
    package func engine() throws(Problem) -> Engine {
        guard let engine = current.withLock({ $0?.engine }) else {
            throw Problem(.notReady, remedy: Bilingual(zh: "原因见 /ready", en: "/ready tells why"))
        }
        return engine
    }

    /// From now on `/ready` says no, so that a proxy sends no further requests.
    package func drain() { draining.withLock { $0 = true } }

    package var isDraining: Bool { draining.withLock { $0 } }

    /// Whether the directory was read since the start.
    var isKnown: Bool { current.withLock { $0 != nil } }

    /// What an engine was made from.
    private struct Basis: Hashable {
        let divisions: [Division]
        let bodies: [Body]
        let coverage: [Coverage]
        let mediators: [Mediator]
        let notices: [String]
    }

    /// What stood in the way when the database was last asked.
    struct Look {
        let at: ContinuousClock.Instant
        let obstacles: [Obstacle]
    }

    var lastLook: Look? {
        get { look.withLock { $0 } }
        set { look.withLock { $0 = newValue } }
    }

    /// Reads the directory and the calendar anew.
    ///
    /// - Returns: What stands in the way; empty where the engine is ready.
    @discardableResult
    package func refresh() async -> [Obstacle] {
        do {
            let pending = try await Migrator(client: owner).pending()
            guard pending.isEmpty else { return [.migrations(pending)] }
            let district: DistrictCode
            if let wanted {
                district = wanted
            } else {
                let found = try await CaseStore.districts(in: client)
                guard let first = found.first else { return [.directory] }
                guard found.count == 1 else { return [.districts(found.map(\.description))] }
                district = first
            }
            let store = CaseStore(client: client, district: district)
            let (directory, notices) = (try await store.directory(), try await store.approvedNotices())
            guard !directory.bodies.isEmpty else { return [.directory] }
            let basis = Basis(
                divisions: directory.divisions, bodies: directory.bodies, coverage: directory.coverage,
                mediators: directory.mediators, notices: notices.map(\.content))
            // An engine has connections of its own, so the one at work stays while nothing changed.
            guard current.withLock({ $0?.basis != basis || $0?.engine.district != district }) else { return [] }
            let calendar = try Engine.calendar(approved: notices)
            let decider = Decider(library: rules.library, calendar: calendar, directory: directory)
            let engine = Engine(store: store, decider: decider, environment: environment)
            current.withLock { $0 = (engine, basis) }
            return []
        } catch let error as MigrationError {
            return [Obstacle(error)]
        } catch let error as StoreError {
            return [.database(error.message)]
        } catch let error as LoadFailure {
            return [.schema("\(error)")]
        } catch {
            return [.database("\(error)")]
        }
    }
}

/// What keeps the service from being ready.
package enum Obstacle: Hashable, Sendable {
    case draining
    /// The database cannot be reached, with what it said.
    case database(String)
    case standby
    case migrations([String])
    /// The database is not one that this program can work on.
    case schema(String)
    case directory
    case districts([String])

    package var name: String {
        switch self {
        case .draining: "draining"
        case .database: "database-away"
        case .standby: "database-read-only"
        case .migrations: "migrations-missing"
        case .schema: "schema"
        case .directory: "directory-missing"
        case .districts: "district-unclear"
        }
    }

    package var message: Bilingual {
        switch self {
        case .draining: Bilingual(zh: "服务正在停止", en: "the service is stopping")
        case .database: Bilingual(zh: "数据库无法连接", en: "the database cannot be reached")
        case .standby: Bilingual(zh: "数据库只读（备库）", en: "the database only reads (a standby)")
        case .migrations(let names):
            Bilingual(
                zh: "数据库结构缺少 \(names.joined(separator: "、"))", en: "the schema lacks \(names.joined(separator: ", "))")
        case .schema: Bilingual(zh: "数据库与本程序不符", en: "the database does not fit this program")
        case .directory: Bilingual(zh: "尚未载入名录", en: "no directory is loaded yet")
        case .districts(let codes):
            Bilingual(
                zh: "库中有多个区县：\(codes.joined(separator: "、"))",
                en: "there are several districts: \(codes.joined(separator: ", "))")
        }
    }

    package var remedy: Bilingual? {
        switch self {
        case .draining: nil
        case .database: Bilingual(zh: "请确认数据库在运行，地址无误", en: "see that the database runs and its address is right")
        case .standby: Bilingual(zh: "请连接主库", en: "connect to the primary")
        case .migrations: Bilingual(zh: "请执行 nplus migrate", en: "run nplus migrate")
        case .schema: Bilingual(zh: "请使用与数据库相符的程序", en: "use the program that fits the database")
        case .directory: Bilingual(zh: "请执行 nplus directory load 文件夹", en: "run nplus directory load FOLDER")
        case .districts: Bilingual(zh: "请在配置中写明 district", en: "name one in the configuration as district")
        }
    }

    /// What an operator reads in the log.
    package var detail: String? {
        switch self {
        case .database(let said), .schema(let said): said
        default: nil
        }
    }
}
