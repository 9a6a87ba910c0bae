package import Tabular
import Workflow

/// The document of the interface, OpenAPI 3.1, written from the routes: what it says of a request is what is checked.
package struct OpenAPIDocument: Sendable {
    private let routes: [Route]
    private let matrix: AccessMatrix

    package init(_ routes: [Route], _ matrix: AccessMatrix) {
        self.routes = routes
        self.matrix = matrix
    }

    /// The document of all routes. The matrix is checked by the tests, so that it can always be read.
    package static let shipped: JSON = {
        do {
            return OpenAPIDocument(Route.all, try AccessMatrix.shipped()).json
        } catch {
            preconditionFailure("Access/matrix.yaml: \(error)")
        }
    }()

    /// Shapes that have a name of their own.
    package static let schemas: [String: Schema] = [
        "Problem": Problem.schema, "Receipt": ReceiptDocument.schema, "Standing": ReceiptDocument.standing,
        "WorkList": WorkListing.schema, "Readiness": Readiness.schema, "Dispute": DisputeDocument.schema,
        "BodyName": DisputeDocument.body,
    ].merging(ActOffers.schemas) { first, _ in first }

    package var json: JSON {
        .object([
            ("openapi", .string("3.1.0")),
            (
                "info",
                .object([
                    ("title", .string("N+ 调解 / N+ Mediation")), ("version", .string("1")),
                    (
                        "description",
                        .string(
                            "登记、流转、调解、统计。时间带时区，金额以元计。 / Registering, routing, mediating, reporting. Times carry their offset, amounts are in yuan."
                        )
                    ),
                ])
            ),
            ("paths", .object(paths)),
            (
                "components",
                .object([
                    ("schemas", .object(Self.schemas.sorted { $0.key < $1.key }.map { ($0.key, $0.value.openAPI) })),
                    (
                        "securitySchemes",
                        .object([("bearer", .object([("type", .string("http")), ("scheme", .string("bearer"))]))])
                    ),
                ])
            ),
        ])
    }

    private var paths: [(key: String, value: JSON)] {
        var order: [String] = []
        var items: [String: [(key: String, value: JSON)]] = [:]
        for route in routes {
            let path = route.path.description
            if items[path] == nil { order.append(path) }
            items[path, default: []].append((route.method.rawValue.lowercased(), operation(route)))
        }
        return order.map { ($0, .object(items[$0] ?? [])) }
    }

    private func operation(_ route: Route) -> JSON {
        let isOpen = matrix.isOpen(route.operation)
        var members: [(key: String, value: JSON)] = [
            ("operationId", .string(route.operation.rawValue)), ("summary", .string(route.summary.both)),
            ("security", .array(isOpen ? [] : [.object([("bearer", .array([]))])])),
        ]
        if !route.parameters.isEmpty { members.append(("parameters", .array(route.parameters.map(parameter)))) }
        if let content = route.content {
            members.append(
                (
                    "requestBody",
                    .object([
                        ("required", .bool(true)),
                        ("content", .object([("application/json", .object([("schema", content.openAPI)]))])),
                    ])
                ))
        }
        members.append(("responses", .object(responses(route, isOpen: isOpen))))
        return .object(members)
    }

    private func parameter(_ parameter: Route.Parameter) -> JSON {
        let schema = parameter.repeats ? Schema.array(parameter.schema) : parameter.schema
        return .object([
            ("name", .string(parameter.name)), ("in", .string(parameter.place.rawValue)),
            ("required", .bool(parameter.isRequired)), ("description", .string(parameter.note.both)),
            ("schema", schema.openAPI),
        ])
    }

    private func responses(_ route: Route, isOpen: Bool) -> [(key: String, value: JSON)] {
        var success: [(key: String, value: JSON)] = [("description", .string(route.summary.both))]
        if !route.success.fields.isEmpty {
            success.append(
                (
                    "headers",
                    .object(
                        route.success.fields.map { ($0, .object([("schema", .object([("type", .string("string"))]))])) }
                    )
                ))
        }
        if let schema = route.success.schema {
            success.append(("content", .object([(route.success.type, .object([("schema", schema.openAPI)]))])))
        }
        var answers: [(Int, JSON)] = [(route.success.status, .object(success))]
        if route.operation == .show { answers.append((304, .object([("description", .string("未改动 / not modified"))]))) }
        if route.operation == .ready { answers.append((503, Self.answer(.named("Readiness"), "尚未就绪 / not ready"))) }
        for (status, kinds) in Dictionary(grouping: Self.kinds(route, isOpen: isOpen), by: \.status) {
            guard !(route.operation == .ready && status == 503) else { continue }
            let text = kinds.sorted { $0.rawValue < $1.rawValue }.map { "\($0.rawValue): \($0.title.both)" }
            answers.append(
                (status, Self.answer(.named("Problem"), text.joined(separator: "; "), "application/problem+json")))
        }
        return answers.sorted { $0.0 < $1.0 }.map { (String($0.0), $0.1) }
    }

    private static func answer(_ schema: Schema, _ text: String, _ type: String = "application/json") -> JSON {
        .object([
            ("description", .string(text)),
            ("content", .object([(type, .object([("schema", schema.openAPI)]))])),
        ])
    }

    /// Every kind of problem that a route may answer with.
    package static func kinds(_ route: Route, isOpen: Bool) -> Set<ProblemKind> {
        var kinds: Set<ProblemKind> = [.parameter, .address, .busy, .timeout, .fault, .tooLarge]
        if route.method == .post { kinds.insert(.full) }
        if route.content != nil { kinds.formUnion([.mediaType, .malformed, .content]) }
        if !isOpen { kinds.formUnion([.unauthenticated, .forbidden, .passwordExpired, .tooMany]) }
        if ![.live, .document].contains(route.operation) {
            kinds.formUnion([.notReady, .database, .readOnly, .unknownOutcome])
        }
        return kinds.union(route.problems)
    }
}
