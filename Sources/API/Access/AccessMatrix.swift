package import CaseStore
package import Mediation
package import Workflow

/// Who may do what, and how far each sees: `Access/matrix.yaml`, read and checked.
package struct AccessMatrix: Sendable {
    package struct Role: Sendable {
        package let name: String
        package let title: Bilingual
        /// Roles of the procedures in which it may act.
        package let acts: [String]
    }

    /// How far an operation goes for somebody, the least first.
    package enum Reach: String, Sendable, CaseIterable {
        case open, all, part, district
    }

    package let roles: [Role]
    private let rules: [Operation: [Reach: [String]]]

    /// The matrix inside the program. Tests check it, so a failure here is a fault of the build.
    package static func shipped() throws(AccessMatrixError) -> AccessMatrix {
        guard let file = EmbeddedFiles.all.first(where: { $0.path == "matrix.yaml" }) else {
            throw AccessMatrixError("matrix.yaml is missing")
        }
        return try AccessMatrix(reading: file.text)
    }

    /// - Throws: where the text names an unknown role or operation, leaves an operation out, or says something twice.
    package init(reading text: String) throws(AccessMatrixError) {
        let tree: DataTree
        do {
            tree = try DataTree.read(text)
        } catch {
            throw AccessMatrixError("\(error.line): \(error.message.en)")
        }
        var roles: [Role] = []
        for (name, value) in tree["roles"]?.sortedFields ?? [] {
            guard let zh = value["zh"]?.text, let en = value["en"]?.text, let acts = value["acts"] else {
                throw AccessMatrixError("\(value.line): the role '\(name)' needs zh, en and acts")
            }
            roles.append(Role(name: name, title: Bilingual(zh: zh, en: en), acts: acts.parts.compactMap(\.text)))
        }
        let known = Set(roles.map(\.name))
        let vocabulary = Set(Vocabulary.mediation.roles.map(\.name))
        for role in roles {
            for act in role.acts where !vocabulary.contains(act) || act == "system" {
                throw AccessMatrixError("the role '\(role.name)' cannot act as '\(act)'")
            }
        }
        var rules: [Operation: [Reach: [String]]] = [:]
        for (name, value) in tree["operations"]?.sortedFields ?? [] {
            guard let operation = Operation(rawValue: name) else {
                throw AccessMatrixError("\(value.line): there is no operation '\(name)'")
            }
            for (word, list) in value.sortedFields {
                guard let reach = Reach(rawValue: word) else {
                    throw AccessMatrixError("\(list.line): there is no sight '\(word)'")
                }
                let names = list.parts.compactMap(\.text)
                if let unknown = names.first(where: { !known.contains($0) }) {
                    throw AccessMatrixError("\(list.line): there is no role '\(unknown)'")
                }
                guard reach != .part && reach != .district || !names.isEmpty else {
                    throw AccessMatrixError("\(list.line): nobody is named")
                }
                rules[operation, default: [:]][reach] = names
            }
        }
        if let missing = Operation.allCases.first(where: { rules[$0] == nil }) {
            throw AccessMatrixError("the operation '\(missing.rawValue)' is left out")
        }
        self.roles = roles
        self.rules = rules
    }

    package func role(_ name: String) -> Role? { roles.first { $0.name == name } }

    /// Whether the operation is open to anybody.
    package func isOpen(_ operation: Operation) -> Bool { rules[operation]?[.open] != nil }

    /// How far an operation goes in a role; nil where it is refused.
    package func reach(of operation: Operation, in role: String) -> Reach? {
        let rule = rules[operation] ?? [:]
        if rule[.open] != nil { return .open }
        if rule[.district]?.contains(role) == true { return .district }
        if rule[.part]?.contains(role) == true { return .part }
        if let everybody = rule[.all], everybody.isEmpty || everybody.contains(role) { return .all }
        return nil
    }

    /// Whether a role belongs to bodies: something that it may do depends on whose part it is.
    package func needsBody(_ role: String) -> Bool {
        Operation.allCases.contains { reach(of: $0, in: role) == .part } || role == "coordinator"
    }

    /// How far an operation goes for somebody; nil where none of his roles may do it.
    package func sight(of operation: Operation, for grants: [AccessGrant]) -> Sight? {
        var bodies: Set<BodyID> = []
        var widest: Reach?
        for grant in grants {
            guard let reach = reach(of: operation, in: grant.role) else { continue }
            if let body = grant.body, reach == .part || reach == .district { bodies.insert(body) }
            if widest == nil || reach == .district || widest == .all { widest = reach }
        }
        return widest.map { Sight(isDistrict: $0 == .district, bodies: bodies) }
    }
}

package struct AccessMatrixError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// How far one request sees.
package struct Sight: Hashable, Sendable {
    /// Every dispute of the district.
    package let isDistrict: Bool
    /// The bodies in whose disputes it sees everything that the dispute's people see.
    package let bodies: Set<BodyID>

    package init(isDistrict: Bool, bodies: Set<BodyID>) {
        self.isDistrict = isDistrict
        self.bodies = bodies
    }

    /// Whether one of its bodies has or had a part in the dispute.
    package func hasPart(in dispute: Dispute) -> Bool { !bodies.isDisjoint(with: dispute.bodiesWithPart) }

    package func sees(_ dispute: Dispute) -> Bool { isDistrict || hasPart(in: dispute) }
}

/// Who asks.
package struct Principal: Hashable, Sendable {
    /// `account:NAME` or `token:ID`, as it stands in logs and histories.
    package let name: String
    package let token: CaseID
    package let account: String?
    package let grants: [AccessGrant]
    package let mustChangePassword: Bool

    init(_ holder: TokenHolder) {
        name = holder.account.map { "account:\($0)" } ?? "token:\(holder.label)"
        token = holder.id
        account = holder.account
        grants = holder.grants
        mustChangePassword = holder.mustChangePassword
    }
}
