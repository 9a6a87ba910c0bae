import LegalTime
import Mediation
import Workflow

/// How a person names a body: by its id, or by its name where one body bears it.
enum BodyReference {
    static func find(_ text: String, in directory: Directory, on day: Day) throws -> BodyID {
        let id = BodyID(text)
        if directory.bodies.contains(where: { $0.id == id }) { return id }
        let named = directory.bodies(named: text, on: day)
        if let only = named.first, named.count == 1 { return only.id }
        guard named.isEmpty else {
            throw Failure(
                zh: "有 \(named.count) 个单位叫「\(text)」", en: "\(named.count) bodies are named '\(text)'",
                remedy: remedy(named), status: .refused)
        }
        let valid = directory.bodies.filter { $0.validity.contains(day) }
        var near = valid.filter { $0.name.contains(text) }
        if near.isEmpty, let nearest = Spelling.nearest(to: text, among: valid.lazy.map(\.id.rawValue)) {
            near = valid.filter { $0.id.rawValue == nearest }
        }
        throw Failure(
            zh: "名录中没有单位「\(text)」", en: "the directory has no body '\(text)'", remedy: remedy(near),
            status: .refused)
    }

    private static func remedy(_ bodies: [Body]) -> Bilingual {
        guard !bodies.isEmpty else {
            return Bilingual(zh: "请用 nplus directory list 查找代码", en: "look its id up with nplus directory list")
        }
        let shown = bodies.prefix(5).map { "\($0.id) \($0.name)" }.joined(separator: "，")
        let more = bodies.count > 5 ? " …" : ""
        return Bilingual(zh: "是否指：\(shown)\(more)", en: "did you mean: \(shown)\(more)")
    }
}

extension Actor {
    /// The role that a word names.
    static func role(_ word: String) throws -> String {
        guard let role = RoleName.find(word) else {
            throw Failure(
                zh: "没有身份「\(word)」", en: "there is no role '\(word)'",
                remedy: Bilingual(zh: "可用：\(RoleName.listing)", en: "one of \(RoleName.all.joined(separator: ", "))"),
                status: .usage)
        }
        return role
    }
}
