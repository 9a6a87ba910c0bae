import Testing

@testable import CaseStore

@Suite("Merkle trees and signatures")
struct MerkleTreeTests {
    @Test(
        "every leaf of every size of tree leads to the root, and no other leaf does",
        arguments: Array(1...17) + [64, 100])
    func paths(size: Int) {
        let leaves = (0..<size).map { [UInt8(truncatingIfNeeded: $0), 7] }
        let tree = MerkleTree(leaves: leaves)
        for index in leaves.indices {
            let path = tree.path(of: index)
            #expect(MerkleTree.root(of: leaves[index], path) == tree.root)
            #expect(MerkleTree.root(of: [99, 99], path) != tree.root)
        }
    }

    @Test("the empty tree and RFC 9162's rule: a leaf cannot pass for a node")
    func domains() {
        #expect(MerkleTree(leaves: []).root == HashAlgorithm.sha256.digest([]))
        let two = MerkleTree(leaves: [[1], [2]])
        let digests = [HashAlgorithm.sha256.digest([0, 1]), HashAlgorithm.sha256.digest([0, 2])]
        #expect(two.root == HashAlgorithm.sha256.digest([1] + digests[0] + digests[1]))
        #expect(MerkleTree(leaves: [digests[0] + digests[1]]).root != two.root)
    }

    @Test("Ed25519 as in RFC 8032 §7.1, test 2")
    func knownSignature() throws {
        let seed = try #require(
            [UInt8](hexadecimal: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"))
        let key = try #require(SigningKey(seed: seed))
        #expect(
            key.verifying.bytes.hexadecimal == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
        let signature = key.sign([0x72])
        #expect(
            signature.hexadecimal
                == "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        )
        #expect(key.verifying.verifies(signature, of: [0x72]))
        #expect(!key.verifying.verifies(signature, of: [0x73]))
        #expect(!SigningKey.random().verifying.verifies(signature, of: [0x72]))
    }
}
