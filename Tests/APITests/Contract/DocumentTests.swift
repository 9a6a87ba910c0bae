import API
import Foundation
import PostgresServer
import Tabular
import Testing
import Workflow

@Suite("The document of the interface")
struct DocumentTests {
    private static let file = URL(filePath: #filePath).appending(path: "../../../../docs/openapi.json")
        .standardizedFileURL

    @Test("the document in the repository is the one that is served")
    func golden() throws {
        let served = OpenAPIDocument.shipped.text + "\n"
        if ProcessEnvironment.current["NPLUS_RENEW"] != nil {
            try served.write(to: Self.file, atomically: true, encoding: .utf8)
        }
        let kept = try String(contentsOf: Self.file, encoding: .utf8)
        #expect(kept == served, "run script/renew")
    }

    @Test("routes and document agree")
    func agreement() throws {
        let paths = try #require(OpenAPIDocument.shipped["paths"])
        var documented: Set<String> = []
        for (path, item) in paths.members {
            for (method, operation) in item.members {
                #expect(documented.insert("\(method.uppercased()) \(path)").inserted)
                let route = try #require(
                    Route.all.first { $0.path.description == path && $0.method.rawValue == method.uppercased() })
                #expect(operation["operationId"]?.string == route.operation.rawValue)
                let places = (operation["parameters"]?.elements ?? []).filter { $0["in"]?.string == "path" }
                #expect(Set(places.compactMap { $0["name"]?.string }) == Set(route.path.places))
            }
        }
        #expect(documented == Set(Route.all.map { "\($0.method.rawValue) \($0.path)" }))
    }

    @Test("every operation has one route")
    func operations() {
        #expect(
            Route.all.map(\.operation).sorted { $0.rawValue < $1.rawValue }
                == Operation.allCases.sorted { $0.rawValue < $1.rawValue })
    }

    @Test("every shape that is referred to is there")
    func references() {
        func names(_ json: JSON) -> Set<String> {
            var found: Set<String> = []
            if let name = json["$ref"]?.string { found.insert(name) }
            for (_, value) in json.members { found.formUnion(names(value)) }
            for element in json.elements { found.formUnion(names(element)) }
            return found
        }
        let known = Set(OpenAPIDocument.schemas.keys.map { "#/components/schemas/\($0)" })
        #expect(names(OpenAPIDocument.shipped).subtracting(known).isEmpty)
    }

    @Test("codes of problems are unique and every one has both languages")
    func problems() {
        for kind in ProblemKind.allCases {
            #expect(!kind.title.zh.isEmpty && !kind.title.en.isEmpty && (400...599).contains(kind.status))
        }
        #expect(Set(ProblemKind.allCases.map(\.rawValue)).count == ProblemKind.allCases.count)
    }

    @Test("it is served to anybody")
    func served() async throws {
        try await Desk.with { desk in
            let reply = try await desk.send("GET", "/openapi.json")
            #expect(reply.status == 200 && reply.json == OpenAPIDocument.shipped)
        }
    }
}
