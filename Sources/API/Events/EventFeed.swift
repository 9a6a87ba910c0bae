import CaseStore
import Engine
import LegalTime
import Mediation
import Tabular
import Workflow

/// `GET /v1/events`: what is committed, as server-sent events, for as long as the reader stays and may see it.
struct EventFeed: Chunks {
    private let house: House
    private let secret: Secret
    private let ticket: StreamDesk.Ticket
    private var position: FeedPosition
    private var span = Self.usualSpan
    private var hasBegun = false
    private var lastWord = ContinuousClock.now

    private static let usualSpan: Int64 = 4096
    /// Events of one piece at the most.
    private static let pageSize = 100

    static func handle(_ call: Call) async throws -> APIResponse {
        let engine = try call.engine()
        guard let secret = call.request.bearer else { throw Problem(.unauthenticated) }
        let ticket = try call.house.streams.enter(try call.asker().name)
        let end = try await engine.store.feedEnd()
        var position = FeedPosition(before: end.horizon)
        if let last = call.request.fields["last-event-id"], !last.isEmpty {
            guard let named = FeedPosition(last) else {
                throw Problem(
                    .parameter, zh: "Last-Event-ID 应为此前事件的 id", en: "Last-Event-ID has to be the id of an earlier event"
                )
            }
            guard named.transaction <= end.next else {
                throw Problem(
                    .parameter, zh: "Last-Event-ID 不在此库的历史中，库可能从备份恢复过",
                    en: "Last-Event-ID is not of this database's past; it may have been restored from a backup",
                    remedy: Bilingual(zh: "请去掉 Last-Event-ID，并重新读取列表", en: "leave it out, and read the lists anew"))
            }
            position = named
        }
        return APIResponse(
            status: 200, fields: [("content-type", "text/event-stream"), ("x-accel-buffering", "no")],
            stream: EventFeed(house: call.house, secret: secret, ticket: ticket, position: position))
    }

    private init(house: House, secret: Secret, ticket: StreamDesk.Ticket, position: FeedPosition) {
        self.house = house
        self.secret = secret
        self.ticket = ticket
        self.position = position
    }

    mutating func next() async throws -> [UInt8]? {
        guard hasBegun else {
            hasBegun = true
            return word("retry: 2000\n")
        }
        while !house.isDraining, !Task.isCancelled {
            // Whatever goes wrong ends the answer; who comes again says where it ended.
            guard let page = try? await page() else { return nil }
            position = page.next
            // Wide enough to cross gaps, and no wider than what one page takes in: all of it is sorted for each page.
            if page.isFull {
                span = max(span / 2, 8)
            } else if page.isQuiet, !page.isLast {
                span = min(span, 1 << 50) * 4
            } else if page.isLast {
                span = Self.usualSpan
            }
            if !page.text.isEmpty { return word(page.text) }
            if ContinuousClock.now - lastWord >= house.pace.heartbeat { return word(": beat\n") }
            if page.isLast { try? await Task.sleep(for: house.pace.look) }
        }
        return nil
    }

    /// Something said, with the place from which to go on.
    private mutating func word(_ text: String) -> [UInt8] {
        lastWord = .now
        return Array("\(text)id: \(position)\n\n".utf8)
    }

    private struct Page {
        var text = ""
        var next: FeedPosition
        var isLast: Bool
        /// Nothing happened at all, whoever may see it.
        var isQuiet: Bool
        /// There may be more in the same transactions.
        var isFull: Bool
    }

    /// The next events that the reader may see now: a token that was revoked, or a role that was taken, ends it at once.
    ///
    /// - Returns: Nil where he may see none any more.
    private func page() async throws -> Page? {
        let engine = try house.engine()
        guard let holder = try await engine.store.holder(ofToken: secret.hash, at: engine.now),
            let sight = house.matrix.sight(of: .follow, for: holder.grants, party: holder.party)
        else { return nil }
        let feed = try await engine.store.feed(after: position, span: span, limit: Self.pageSize)
        var page = Page(
            next: feed.next, isLast: feed.isLast, isQuiet: feed.entries.isEmpty,
            isFull: feed.entries.count == Self.pageSize)
        let isOutside = Showing.isOutside(holder.grants)
        let words = CaseWording(library: engine.decider.library)
        for entry in feed.entries where sight.sees(entry.dispute) {
            guard !isOutside || entry.dispute.mayLeave(entry.event) else { continue }
            page.text += "event: act\ndata: \(Self.json(entry, words).line)\nid: \(entry.position)\n\n"
        }
        return page
    }

    private static func json(_ entry: FeedEntry, _ words: CaseWording) -> JSON {
        let (event, dispute) = (entry.event, entry.dispute)
        return .object([
            ("id", .string(dispute.id.description)), ("code", .string(dispute.code.description)),
            ("sequence", JSON(event.sequence)), ("scope", JSON(event.scope.number)), ("act", .string(event.act)),
            ("title", JSON(words.title(of: event))), ("occurred", .string(event.occurred.description)),
            ("recorded", .string(entry.recorded.description)), ("holder", .string(dispute.custody.body.rawValue)),
            ("revision", JSON(dispute.revision)),
        ])
    }
}

/// How often a reader of events looks for new ones, and how long it says nothing at the most.
package struct FeedPace: Sendable {
    package let look: Duration
    package let heartbeat: Duration

    package init(look: Duration = .seconds(1), heartbeat: Duration = .seconds(15)) {
        self.look = look
        self.heartbeat = heartbeat
    }
}
