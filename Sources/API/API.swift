import CaseStore
import Engine
import LegalTime
import Mediation
import Tabular
import Workflow

/// The interface over HTTP: every request comes in here as a value and goes out as one, so that it knows no server.
///
/// **Read in this order**: ``Route`` and `Routes/AllRoutes` (what there is), `Access/AccessMatrix` (who may), this file
/// (the way of a request), ``Problem`` (how it is refused), ``House`` (what it works on), then the folders of the matters:
/// `Disputes`, `Reports`, `Routing`, `Directory`, `Deadlines`, `Access`.
///
/// A command goes the same way as from the command line: `Engine.perform`.
package struct API: Sendable {
    package let house: House
    package let routes: [Route]

    package init(house: House, routes: [Route] = Route.all) {
        self.house = house
        self.routes = routes
    }

    /// What is answered, and what the log tells of it: nothing about parties.
    package struct Answer: Sendable {
        package var response: APIResponse
        package var operation: Operation?
        package var principal: String?
        /// The code of the problem, where there is one.
        package var code: String?
        /// What the database or the program said, for an operator.
        package var fault: String?

        fileprivate init() {
            response = APIResponse(status: 200)
        }

        /// The answer to a request that comes to nothing before it gets here.
        package init(_ problem: Problem) {
            response = problem.response
            code = problem.kind.rawValue
        }
    }

    /// Answers a request. Whatever goes wrong becomes a problem with a code.
    package func respond(to request: APIRequest) async -> Answer {
        var answer = Answer()
        do {
            let (route, places) = try find(request)
            answer.operation = route.operation
            let principal = try await principal(of: request, for: route)
            answer.principal = principal?.logged
            if let principal { try house.rates.take(principal.name) }
            let sight = try sight(of: principal, on: route)
            let call = Call(
                request: request, house: house, principal: principal, sight: sight, places: places,
                query: try route.read(query: request), content: try route.read(content: request))
            answer.response = try await route.handler(call)
        } catch {
            let problem = Self.problem(error)
            answer.response = problem.response
            answer.code = problem.kind.rawValue
            answer.fault = Self.fault(error)
        }
        return answer
    }

    /// Whether the content of a request may be as large as registers are.
    package func takesSheets(_ request: APIRequest) -> Bool {
        (try? find(request))?.0.takesSheets ?? false
    }

    /// Why a request is refused whatever its content is; nil where that has to be read.
    package func refusal(of request: APIRequest) async -> Problem? {
        do {
            let (route, _) = try find(request)
            _ = try sight(of: try await principal(of: request, for: route), on: route)
            return nil
        } catch {
            return Self.problem(error)
        }
    }

    // MARK: The way of a request

    private func find(_ request: APIRequest) throws(Problem) -> (Route, [String: String]) {
        guard let segments = request.segments else {
            throw Problem(.address, zh: "地址中的 % 转义有误", en: "an escape in the address is broken")
        }
        let fitting = routes.compactMap { route in route.path.match(segments).map { (route, $0) } }
        if let found = fitting.first(where: { $0.0.method.rawValue == request.method }) { return found }
        guard !fitting.isEmpty else {
            throw Problem(
                .address, remedy: Bilingual(zh: "各地址见 /openapi.json", en: "/openapi.json lists the addresses"))
        }
        let allowed = fitting.map(\.0.method.rawValue).joined(separator: ", ")
        var problem = Problem(.method, zh: "此地址只接受 \(allowed)", en: "the address takes \(allowed)")
        problem.fields = [("allow", allowed)]
        throw problem
    }

    private func principal(of request: APIRequest, for route: Route) async throws -> Principal? {
        guard !house.matrix.isOpen(route.operation) else { return nil }
        guard request.fields["authorization"] != nil else {
            throw Problem(
                .unauthenticated,
                remedy: Bilingual(
                    zh: "请先登录（POST /v1/session），再带 Authorization: Bearer 令牌",
                    en: "sign in first (POST /v1/session), then send Authorization: Bearer TOKEN"))
        }
        guard let secret = request.bearer else {
            throw Problem(.unauthenticated, zh: "令牌格式有误", en: "that is not a token")
        }
        let engine = try house.engine()
        guard let holder = try await engine.store.holder(ofToken: secret.hash, at: engine.now) else {
            throw Problem(
                .unauthenticated, zh: "令牌无效、已过期或已撤销", en: "the token is unknown, expired or revoked",
                remedy: Bilingual(zh: "请重新登录", en: "sign in again"))
        }
        let principal = Principal(holder)
        guard !principal.mustChangePassword || [.showSession, .endSession, .changePassword].contains(route.operation)
        else {
            throw Problem(
                .passwordExpired,
                remedy: Bilingual(zh: "请先调用 POST /v1/session/password", en: "call POST /v1/session/password first"))
        }
        return principal
    }

    private func sight(of principal: Principal?, on route: Route) throws(Problem) -> Sight {
        guard let principal else { return Sight(isDistrict: false, bodies: []) }
        guard let sight = house.matrix.sight(of: route.operation, for: principal.grants, party: principal.party) else {
            throw Problem(
                .forbidden, zh: "您的角色不能做「\(route.summary.zh)」", en: "your roles do not permit: \(route.summary.en)",
                remedy: Bilingual(zh: "如需此权限，请联系管理员", en: "ask the administrator if you need it"))
        }
        return sight
    }

    // MARK: What goes wrong

    private static func problem(_ error: any Error) -> Problem {
        switch error {
        case let error as Problem: error
        case let error as EngineError: Problem(error)
        case let error as StoreError: Problem(error)
        case let error as FormError: Problem(error)
        case let error as ReferenceError: Problem(error)
        case is CancellationError: Problem(.timeout)
        default: Problem(.fault, remedy: Bilingual(zh: "请联系管理员", en: "tell the administrator"))
        }
    }

    /// For the log: it names what happened, never the data.
    private static func fault(_ error: any Error) -> String? {
        switch error {
        case let error as StoreError: "\(error.code.rawValue): \(error.message)"
        case EngineError.store(let error): "\(error.code.rawValue): \(error.message)"
        case is Problem, is EngineError, is FormError, is ReferenceError, is CancellationError: nil
        default: String(describing: type(of: error))
        }
    }
}
