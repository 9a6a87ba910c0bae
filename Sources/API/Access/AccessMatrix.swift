package import CaseStore
import Mediation
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
        case open, all, own, part, district
    }

    package let roles: [Role]
    /// What a party may do that has signed in by itself.
    package let unaided: Set<String>
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
                guard reach == .open || reach == .all || !names.isEmpty else {
                    throw AccessMatrixError("\(list.line): nobody is named")
                }
                rules[operation, default: [:]][reach] = names
            }
        }
        if let missing = Operation.allCases.first(where: { rules[$0] == nil }) {
            throw AccessMatrixError("the operation '\(missing.rawValue)' is left out")
        }
        self.roles = roles
        unaided = Set(tree["unaided"]?.parts.compactMap(\.text) ?? [])
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
        if rule[.own]?.contains(role) == true { return .own }
        if let everybody = rule[.all], everybody.isEmpty || everybody.contains(role) { return .all }
        return nil
    }

    /// Roles that can be given. That of a party comes from signing in as one.
    package var grantable: [Role] {
        roles.filter { role in !Operation.allCases.contains { reach(of: $0, in: role.name) == .own } }
    }

    /// Whether a role belongs to bodies: something that it may do depends on whose part it is.
    package func needsBody(_ role: String) -> Bool {
        Operation.allCases.contains { reach(of: $0, in: role) == .part } || role == "coordinator"
    }

    /// How far an operation goes for somebody; nil where none of his roles may do it.
    ///
    /// - Parameter party: The party that asks, where one does.
    package func sight(of operation: Operation, for grants: [AccessGrant], party: PartyRef? = nil) -> Sight? {
        var bodies: Set<BodyID> = []
        var widest: Reach?
        for grant in grants {
            guard let reach = reach(of: operation, in: grant.role) else { continue }
            if let body = grant.body, reach == .part || reach == .district { bodies.insert(body) }
            if widest == nil || reach == .district || widest == .all { widest = reach }
        }
        return widest.map { Sight(isDistrict: $0 == .district, bodies: bodies, party: $0 == .own ? party : nil) }
    }
}

package struct AccessMatrixError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
