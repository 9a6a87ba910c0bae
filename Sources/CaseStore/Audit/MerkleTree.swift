/// A hash tree over a list of leaves, in the shape of RFC 9162 §2.1: its root commits to all of them, and a short path
/// proves one.
package struct MerkleTree: Sendable {
    package let algorithm: HashAlgorithm
    /// The hashes of the leaves first, then each level above.
    private let levels: [[[UInt8]]]

    /// - Parameter leaves: What each leaf stands for; hashed here, behind a zero byte, so that no node can pass for a leaf.
    package init(leaves: [[UInt8]], algorithm: HashAlgorithm = .sha256) {
        self.algorithm = algorithm
        var levels = [leaves.map { algorithm.digest([0] + $0) }]
        while let last = levels.last, last.count > 1 {
            levels.append(
                stride(from: 0, to: last.count, by: 2).map { index in
                    // A last node without a partner rises as it is.
                    index + 1 < last.count ? Self.parent(last[index], last[index + 1], algorithm) : last[index]
                })
        }
        self.levels = levels
    }

    package var root: [UInt8] { levels.last?.first ?? algorithm.digest([]) }

    /// The nodes that lead from a leaf to the root, the nearest first.
    package func path(of leaf: Int) -> [Step] {
        var path: [Step] = []
        var index = leaf
        for level in levels.dropLast() {
            let sibling = index ^ 1
            if sibling < level.count { path.append(Step(isLeft: sibling < index, hash: level[sibling])) }
            index /= 2
        }
        return path
    }

    package struct Step: Hashable, Sendable {
        /// Whether it stands left of what it is joined with.
        package let isLeft: Bool
        package let hash: [UInt8]

        package init(isLeft: Bool, hash: [UInt8]) {
            self.isLeft = isLeft
            self.hash = hash
        }
    }

    /// The root to which a path leads from a leaf.
    package static func root(of leaf: [UInt8], _ path: [Step], algorithm: HashAlgorithm = .sha256) -> [UInt8] {
        path.reduce(algorithm.digest([0] + leaf)) { node, step in
            step.isLeft ? parent(step.hash, node, algorithm) : parent(node, step.hash, algorithm)
        }
    }

    private static func parent(_ left: [UInt8], _ right: [UInt8], _ algorithm: HashAlgorithm) -> [UInt8] {
        algorithm.digest([1] + left + right)
    }
}
