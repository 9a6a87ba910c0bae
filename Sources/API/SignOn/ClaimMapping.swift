import CaseStore
import Mediation
import Tabular
package import Workflow

/// Which claims of an identity provider give which role, for which body.
///
/// ```yaml
/// name: preferred_username          # what somebody is called in the history; sub by default
/// grants:
///   - { claim: groups, value: yuyang-clerks, role: clerk, body: TWN-120119100 }
///   - { claim: realm_access.roles, value: bureau-leader, role: leader }
/// ```
package struct ClaimMapping: Hashable, Sendable {
    struct Rule: Hashable {
        /// A member's name, or names from the outside in with dots between.
        let claim: String
        let value: String
        let grant: AccessGrant
    }

    private let name: String
    private let rules: [Rule]

    /// - Throws: What is wrong, with the line.
    package init(reading text: String, matrix: AccessMatrix) throws(DataTreeError) {
        let tree = try DataTree.read(text)
        if let (unknown, value) = tree.sortedFields.first(where: { !["name", "grants"].contains($0.0) }) {
            throw DataTreeError(
                line: value.line, message: Bilingual(zh: "没有项目「\(unknown)」", en: "there is no '\(unknown)' here"))
        }
        name = tree["name"]?.text ?? "sub"
        var rules: [Rule] = []
        for row in tree["grants"]?.parts ?? [] {
            func text(_ key: String) throws(DataTreeError) -> String {
                guard let text = row[key]?.text, !text.isEmpty else {
                    throw DataTreeError(line: row.line, message: Bilingual(zh: "缺少 \(key)", en: "\(key) is missing"))
                }
                return text
            }
            let role = try text("role")
            guard matrix.grantable.contains(where: { $0.name == role }) else {
                let all = matrix.grantable.map(\.name).joined(separator: ", ")
                throw DataTreeError(
                    line: row.line,
                    message: Bilingual(zh: "没有角色「\(role)」，可用：\(all)", en: "there is no role '\(role)'; one of \(all)"))
            }
            let body = row["body"]?.text
            guard body != nil || !matrix.needsBody(role) else {
                throw DataTreeError(
                    line: row.line,
                    message: Bilingual(zh: "角色「\(role)」须写明 body", en: "the role '\(role)' needs a body"))
            }
            rules.append(
                Rule(
                    claim: try text("claim"), value: try text("value"),
                    grant: AccessGrant(role: role, body: body.map { BodyID($0) })))
        }
        guard !rules.isEmpty else {
            throw DataTreeError(line: 1, message: Bilingual(zh: "grants 中没有内容", en: "grants are missing"))
        }
        self.rules = rules
    }

    /// What somebody is called. Nil where the claim is missing.
    func name(in claims: JSON) -> String? { Self.find(name, in: claims)?.string }

    /// The roles that the claims give, each once.
    func grants(in claims: JSON) -> [AccessGrant] {
        var grants: [AccessGrant] = []
        for rule in rules where !grants.contains(rule.grant) {
            guard let found = Self.find(rule.claim, in: claims) else { continue }
            let values = found.string.map { [$0] } ?? found.elements.compactMap(\.string)
            if values.contains(rule.value) { grants.append(rule.grant) }
        }
        return grants
    }

    private static func find(_ claim: String, in claims: JSON) -> JSON? {
        // The names of some providers' claims are addresses, with dots of their own.
        claims[claim] ?? claim.split(separator: ".").reduce(claims) { (json: JSON?, key) in json?[String(key)] }
    }
}
