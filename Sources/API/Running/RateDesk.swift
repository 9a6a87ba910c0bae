import Synchronization
import Workflow

/// How many requests a principal may send: so many a second on average, and twice as many at once (a token bucket).
///
/// It keeps a program that went wild from slowing the others; the number of requests at the same time is bounded besides, and addresses
/// that guess are the proxy's.
package final class RateDesk: Sendable {
    private struct Bucket {
        var left: Double
        var filled: ContinuousClock.Instant
    }

    private let perSecond: Double
    private let buckets = Mutex<[String: Bucket]>([:])

    /// Principals whose bucket is full again are forgotten when there are more than this.
    private static let most = 10_000

    package init(perSecond: Int = 200) {
        self.perSecond = Double(perSecond)
    }

    /// Counts a request.
    ///
    /// - Throws: where there were too many, with when it is worth trying again.
    package func take(_ principal: String, at now: ContinuousClock.Instant = .now) throws(Problem) {
        let wait = buckets.withLock { buckets in
            if buckets.count > Self.most {
                buckets = buckets.filter { $0.value.filled.duration(to: now) < .seconds(2) }
            }
            var bucket = buckets[principal] ?? Bucket(left: 2 * perSecond, filled: now)
            bucket.left = min(
                2 * perSecond, bucket.left + perSecond * (bucket.filled.duration(to: now) / .seconds(1)))
            bucket.filled = now
            let isFree = bucket.left >= 1
            if isFree { bucket.left -= 1 }
            buckets[principal] = bucket
            return isFree ? 0 : (1 - bucket.left) / perSecond
        }
        guard wait > 0 else { return }
        var problem = Problem(
            .tooMany, zh: "请求过于频繁（每秒至多 \(Int(perSecond)) 次）",
            en: "too many requests (\(Int(perSecond)) a second at the most)",
            remedy: Bilingual(zh: "请稍后再发", en: "send it later"))
        problem.fields = [("retry-after", String(Int(wait.rounded(.up))))]
        throw problem
    }
}
