package import LegalTime
package import Mediation

/// An outside system with which this installation exchanges.
package struct OutsideSystem: Hashable, Sendable {
    package let id: String
    /// The body that receives what names no other.
    package let receiver: BodyID
    /// Of its signatures, by name.
    package let algorithm: String
    package let publicKey: [UInt8]
    /// Where in the feed the search for news goes on; nil before the first.
    package let looked: FeedPosition?

    package init(
        id: String, receiver: BodyID, algorithm: String, publicKey: [UInt8], looked: FeedPosition? = nil
    ) {
        self.id = id
        self.receiver = receiver
        self.algorithm = algorithm
        self.publicKey = publicKey
        self.looked = looked
    }
}

/// A matter that an outside system sent, and what became of it.
package struct OutsideItem: Hashable, Sendable {
    /// Its number there; empty where it had none.
    package let number: String
    /// Keyed hash of its content.
    package let fingerprint: [UInt8]
    /// Its place in the package it came with, from 1.
    package let line: Int
    /// When the package was made: the mapping of that day reads it.
    package let made: Instant
    package let received: Instant
    package var state: State
    package var dispute: CaseID?
    package var faults: [OutsideFault]
    /// Its fields as they came; nil once it is taken.
    package var content: [String: String]?

    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        /// It became a dispute of its own, or one more door of one on file.
        case registered, attached
        /// It waits for a person: likely on file already, or of a type that the mapping leaves open.
        case held
        case refused
    }

    package init(
        number: String, fingerprint: [UInt8], line: Int, made: Instant, received: Instant, state: State,
        dispute: CaseID? = nil, faults: [OutsideFault] = [], content: [String: String]?
    ) {
        self.number = number
        self.fingerprint = fingerprint
        self.line = line
        self.made = made
        self.received = received
        self.state = state
        self.dispute = dispute
        self.faults = faults
        self.content = content
    }
}

/// Something that an outside system is told, numbered from 1 without gaps.
package struct OutsideMessage: Hashable, Sendable {
    package let sequence: Int64
    package let draft: Draft
    package let at: Instant
    package let state: State

    package enum Kind: String, Hashable, Sendable, Codable {
        case receipt, report
    }

    package enum State: String, Hashable, Sendable, CaseIterable {
        case waiting, taken, refused, unmapped, replaced
    }

    /// A message before it has a number.
    package struct Draft: Hashable, Sendable {
        package let kind: Kind
        /// What it is about; each is told once.
        package let subject: String
        package let dispute: CaseID?
        /// Canonical JSON, in the words of the other side.
        package let content: String
        package let source: OutsideReport?
        /// Why it cannot be said in the words of the other side, or why it was refused there.
        package let faults: [OutsideFault]

        package init(
            kind: Kind, subject: String, dispute: CaseID?, content: String, source: OutsideReport? = nil,
            faults: [OutsideFault] = []
        ) {
            self.kind = kind
            self.subject = subject
            self.dispute = dispute
            self.content = content
            self.source = source
            self.faults = faults
        }
    }
}
