import Mediation
import Workflow

/// The roles as a person names them on the command line: `clerk` or 工作人员.
enum RoleName {
    private static let short = [
        "party": "当事人", "clerk": "工作人员", "mediator": "调解员", "head": "负责人", "coordinator": "协调员",
        "organ": "行政机关", "police": "公安", "court": "法院", "judge": "法官", "adviser": "法律顾问", "partner": "协办组织",
        "system": "系统",
    ]

    /// Roles that a person can take, in the order of the vocabulary.
    static let all = Vocabulary.mediation.roles.map(\.name).filter { $0 != "system" }

    static func title(of role: String) -> String {
        short[role] ?? Vocabulary.mediation.title(ofRole: role).zh
    }

    /// The role that a word means. Nil where there is none.
    static func find(_ word: String) -> String? {
        all.first { $0 == word || short[$0] == word || Vocabulary.mediation.title(ofRole: $0).zh == word }
    }

    /// All of them with their titles, for help and messages.
    static var listing: String { all.map { "\($0) \(title(of: $0))" }.joined(separator: "，") }
}
