import CaseStore
import Engine
import Tabular
import Workflow

extension Route {
    static let running: [Route] = [
        Route(
            .get, "/health", .live, zh: "进程在运行", en: "the process runs",
            success: .init(200, .object([.init("alive", .boolean)]))
        ) { _ in APIResponse(.object([("alive", .bool(true))])) },
        Route(
            .get, "/ready", .ready, zh: "能否接受请求，不能时说明原因", en: "whether requests can be taken, and if not why",
            success: .init(200, Readiness.schema)
        ) { call in Readiness.response(await call.house.obstacles(), freeDisk: call.house.freeDisk?()) },
        Route(
            .get, "/openapi.json", .document, zh: "本接口的说明", en: "this document",
            success: .init(200, .map(.anything))
        ) { _ in APIResponse(OpenAPIDocument.shipped) },
        Route(
            .get, "/metrics", .metrics, zh: "运行指标（Prometheus）", en: "metrics for Prometheus",
            success: .init(200, .string(), type: "text/plain; version=0.0.4")
        ) { call in
            let isReady = await call.house.obstacles().isEmpty
            var gauges = [(name: "nplus_ready", help: "Whether requests can be taken.", value: isReady ? 1 : 0)]
            gauges.append(
                (name: "nplus_streams", help: "Event streams and exports under way.", value: call.house.streams.count))
            if let free = call.house.freeDisk?() {
                gauges.append((name: "nplus_disk_free_bytes", help: "Room on the disk of the data.", value: free))
            }
            // What cannot be counted now is left out: a zero would say that all is well.
            if isReady, let engine = try? call.house.engine() {
                if let clocks = try? await engine.store.clocks(at: engine.now) {
                    gauges.append(
                        (name: "nplus_clocks_due", help: "Clocks that have run out and wait.", value: clocks.due))
                }
                if let registers = try? await engine.store.openImports() {
                    gauges.append(
                        (name: "nplus_imports_open", help: "Registers that wait or are coming in.", value: registers))
                }
                if let counts = try? await engine.store.outboxCounts() {
                    gauges.append(
                        (name: "nplus_outbox_waiting", help: "Messages still to be delivered.", value: counts.waiting))
                    gauges.append((name: "nplus_outbox_dead", help: "Messages given up.", value: counts.dead))
                }
            }
            let text = call.house.meters.text(gauges: gauges)
            return APIResponse(
                status: 200, fields: [("content-type", "text/plain; version=0.0.4")], body: Array(text.utf8))
        },
    ]
}

/// `/ready`: the truth about whether requests can be taken.
enum Readiness {
    /// Less room than this is told, in bytes: requests are still taken, until the database says that its disk is full.
    static let lowDisk = 1_073_741_824

    static func response(_ obstacles: [Obstacle], freeDisk: Int?) -> APIResponse {
        let json = JSON.object([
            ("ready", .bool(obstacles.isEmpty)),
            (
                "obstacles",
                .array(
                    obstacles.map { obstacle in
                        .object([
                            ("name", .string(obstacle.name)), ("message", JSON(obstacle.message)),
                            ("remedy", obstacle.remedy.map { JSON($0) } ?? .null),
                        ])
                    })
            ),
            (
                "warnings",
                .array(
                    (freeDisk.map { $0 < lowDisk } == true ? [lowDiskWarning(freeDisk ?? 0)] : []))
            ),
        ])
        return APIResponse(
            json, status: obstacles.isEmpty ? 200 : 503, fields: obstacles.isEmpty ? [] : [("retry-after", "5")])
    }

    private static func lowDiskWarning(_ free: Int) -> JSON {
        let megabytes = free / 1_048_576
        return .object([
            ("name", .string("disk-low")),
            (
                "message",
                JSON(Bilingual(zh: "数据所在磁盘只剩 \(megabytes) MB", en: "the disk of the data has \(megabytes) MB left"))
            ),
            (
                "remedy",
                JSON(Bilingual(zh: "请清理或扩容；写满后将不能登记和办理", en: "make room: when it is full nothing can be entered"))
            ),
        ])
    }

    private static let told = Schema.array(
        .object([
            .init("name", .string()), .init("message", .bilingual), .init("remedy", .nullable(.bilingual)),
        ]))

    static let schema = Schema.object([
        .init("ready", .boolean), .init("obstacles", told),
        .init("warnings", told, Bilingual(zh: "尚能工作，但须处理", en: "it still works, but somebody has to see to it")),
    ])
}
