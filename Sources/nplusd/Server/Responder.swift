#if Daemon
    import API
    import CaseStore
    import Hummingbird
    import HTTPTypes
    import Logging
    import NIOCore
    import Synchronization
    import Tabular
    import Workflow

    /// Brings a request from the server to ``API`` and its answer back, within the limits of the house.
    struct Responder: HTTPResponder {
        typealias Context = BasicRequestContext

        private let api: API
        private let configuration: DaemonConfiguration
        private let logger: Logger
        private let inFlight = InFlight()

        private final class InFlight: Sendable {
            private let count = Mutex(0)

            /// - Returns: Whether there was room.
            func enter(limit: Int) -> Bool {
                count.withLock { count in
                    guard count < limit else { return false }
                    count += 1
                    return true
                }
            }

            func leave() { count.withLock { $0 -= 1 } }
        }

        init(api: API, configuration: DaemonConfiguration, logger: Logger) {
            self.api = api
            self.configuration = configuration
            self.logger = logger
        }

        func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
            let begin = ContinuousClock.now
            let id = Self.identifier(of: request)
            api.house.meters.began()
            let answer: API.Answer
            if inFlight.enter(limit: configuration.concurrentRequests) {
                answer = await self.answer(request, until: begin + .seconds(configuration.requestSeconds))
            } else {
                answer = API.Answer(Problem(.busy, zh: "同时办理的请求过多", en: "too many requests at the same time"))
            }
            let duration = begin.duration(to: .now) / .seconds(1)
            api.house.meters.ended(
                operation: answer.operation, status: answer.response.status, code: answer.code, seconds: duration)
            log(answer, request, id, duration)
            return response(to: request, answer.response, id)
        }

        /// What the interface answers, or that it took too long.
        private func answer(_ request: Request, until deadline: ContinuousClock.Instant) async -> API.Answer {
            let asked: APIRequest
            do throws(Problem) {
                asked = try await read(request, until: deadline)
            } catch {
                inFlight.leave()
                return API.Answer(error)
            }
            let first = First<API.Answer>()
            let timer = Task {
                try? await Task.sleep(until: deadline)
                if !Task.isCancelled { first.settle(API.Answer(Problem(.timeout, remedy: Self.repeating))) }
            }
            // A command that waits for its commit is not given up, only no longer waited for: it may well be carried out.
            let work = Task { [api, inFlight] in
                first.settle(await api.respond(to: asked))
                inFlight.leave()
            }
            let answer = await first.value
            timer.cancel()
            work.cancel()
            return answer
        }

        private static let repeating = Bilingual(
            zh: "请稍后用同一幂等键重新提交", en: "repeat it later under the same idempotency key")

        /// The request with its whole content.
        private func read(
            _ request: Request, until deadline: ContinuousClock.Instant
        ) async throws(Problem) -> APIRequest {
            let asked = head(of: request)
            var limit = configuration.largestBody
            if api.takesSheets(asked) {
                if let refusal = await api.refusal(of: asked) { throw refusal }
                limit = max(limit, configuration.largestImport)
            }
            let result = await withTaskGroup(of: Result<[UInt8], Problem>?.self) { [limit] group in
                group.addTask { await self.content(of: request, upTo: limit) }
                group.addTask {
                    try? await Task.sleep(until: deadline)
                    return Task.isCancelled ? nil : .failure(Problem(.timeout))
                }
                var first: Result<[UInt8], Problem>?
                while first == nil, let next = await group.next() { first = next }
                group.cancelAll()
                return first ?? .failure(Problem(.timeout))
            }
            return APIRequest(
                method: asked.method, path: asked.path, query: asked.query, fields: asked.fields,
                body: try result.get())
        }

        /// The request without its content.
        private func head(of request: Request) -> APIRequest {
            var fields: [String: String] = [:]
            for field in request.headers {
                let name = field.name.canonicalName
                fields[name] = fields[name].map { "\($0), \(field.value)" } ?? field.value
            }
            let parts = (request.head.path ?? "/").split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
            return APIRequest(
                method: request.method == .head ? "GET" : request.method.rawValue, path: String(parts[0]),
                query: parts.count > 1 ? String(parts[1]) : nil, fields: fields)
        }

        private func content(of request: Request, upTo limit: Int) async -> Result<[UInt8], Problem>? {
            if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
                return .failure(Self.tooLarge(limit))
            }
            var body: [UInt8] = []
            do {
                for try await chunk in request.body {
                    guard body.count + chunk.readableBytes <= limit else { return .failure(Self.tooLarge(limit)) }
                    body += chunk.readableBytesView
                }
            } catch is CancellationError {
                return nil
            } catch {
                // The sender went away, or sent no HTTP: nobody reads the answer.
                return .failure(Problem(.malformed, zh: "内容没有收全", en: "the content did not arrive whole"))
            }
            return .success(body)
        }

        private static func tooLarge(_ limit: Int) -> Problem {
            Problem(.tooLarge, zh: "内容不得超过 \(limit) 字节", en: "the content may have \(limit) bytes at the most")
        }

        // MARK: The answer

        private func response(to request: Request, _ answer: APIResponse, _ id: String) -> Response {
            var fields = HTTPFields()
            for (name, value) in answer.fields {
                if let name = HTTPField.Name(name) { fields[name] = value }
            }
            for (name, value) in Self.always {
                if let name = HTTPField.Name(name), fields[name] == nil { fields[name] = value }
            }
            if let name = HTTPField.Name("x-request-id") { fields[name] = id }
            let response = Response(
                status: .init(code: answer.status), headers: fields,
                body: answer.stream.map { body($0, id) } ?? ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
            return request.method == .head ? response.createHeadResponse() : response
        }

        private func body(_ chunks: any Chunks, _ id: String) -> ResponseBody {
            ResponseBody { [logger] writer in
                try await Self.write(chunks, to: &writer, logger, id)
            }
        }

        /// Each piece is made when the one before is on its way. Where one cannot be made the connection is broken off, so that
        /// nobody takes half for the whole.
        private static func write(
            _ chunks: any Chunks, to writer: inout any ResponseBodyWriter, _ logger: Logger, _ id: String
        ) async throws {
            var chunks = chunks
            while true {
                let chunk: [UInt8]?
                do {
                    chunk = try await chunks.next()
                } catch {
                    logger.warning("broken off", metadata: ["request": "\(id)", "fault": "\(type(of: error))"])
                    throw error
                }
                guard let chunk else { break }
                try await writer.write(ByteBuffer(bytes: chunk))
            }
            try await writer.finish(nil)
        }

        /// What every answer says to browsers and to what stands between.
        private static let always = [
            ("cache-control", "no-store"), ("x-content-type-options", "nosniff"), ("referrer-policy", "no-referrer"),
            ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"), ("vary", "authorization"),
        ]

        // MARK: The log

        /// The number that a proxy gave, if it is one, else a new one.
        private static func identifier(of request: Request) -> String {
            if let name = HTTPField.Name("x-request-id"), let given = request.headers[name],
                (8...64).contains(given.count),
                given.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit || $0 == UInt8(ascii: "-") })
            {
                return given
            }
            return String(UInt64.random(in: .min ... .max), radix: 16)
        }

        /// One line a request: what was asked, never of whom. The path may hold a number of a case, so the operation stands for it.
        private func log(_ answer: API.Answer, _ request: Request, _ id: String, _ seconds: Double) {
            var metadata: Logger.Metadata = [
                "request": "\(id)", "method": "\(request.method.rawValue.prefix(16))",
                "operation": "\(answer.operation?.rawValue ?? "none")", "status": "\(answer.response.status)",
                "milliseconds": "\(Int(seconds * 1000))",
            ]
            if let principal = answer.principal { metadata["principal"] = "\(principal)" }
            if let code = answer.code { metadata["code"] = "\(code)" }
            if let fault = answer.fault { metadata["fault"] = "\(fault)" }
            if let name = HTTPField.Name("traceparent"),
                let trace = request.headers[name].flatMap({ APIRequest.trace(of: $0) })
            {
                metadata["trace"] = "\(trace.hexadecimal)"
            }
            logger.log(level: answer.fault == nil ? .info : .error, "request", metadata: metadata)
        }
    }
#endif
