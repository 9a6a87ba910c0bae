/// How long to wait before something that failed is tried again.
package enum Pause {
    /// Doubles from the first up to an hour, and is spread by half of it either way, so that what failed together does not come
    /// back together.
    ///
    /// - Parameters:
    ///   - chance: 64 random bits.
    ///   - first: Seconds after the first failure.
    package static func seconds(after failures: Int, chance: UInt64, first: Int64 = 1) -> Int64 {
        let whole = min(first << Int64(min(max(failures, 1) - 1, 20)), 3600)
        return max(1, whole / 2 + Int64(chance % UInt64(whole + 1)))
    }
}
