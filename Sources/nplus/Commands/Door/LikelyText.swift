import ArgumentParser
import CaseStore
import Engine
import LegalTime
import Mediation
import Register
import Tabular
import Workflow

/// Likely the same disputes, for a person to decide.
enum LikelyText {
    static func listing(_ found: [(dispute: Dispute, same: LikelySame)], _ words: CaseWords) -> Listing {
        Listing(
            columns: [
                .init("code", "编号"), .init("points", "分值", .right), .init("reasons", "理由"), .init("title", "纠纷"),
                .init("registered", "登记"), .init("holder", "承办单位"), .init("standing", "现状"),
            ],
            rows: found.map { dispute, same in
                [
                    .text(dispute.code.description), .integer(same.points),
                    .text(same.reasons.map(\.title.zh).joined(separator: "，")), .text(dispute.title),
                    .text(dispute.registered.day.description), .text(words.name(of: dispute.custody.body)),
                    .text(words.standing(of: dispute)),
                ]
            },
            notes: [
                found.isEmpty
                    ? "没有可能相同的纠纷 / none on file is likely the same"
                    : "是否同一件请人工判断；同一件的：nplus door attach 编号 --door 来源 --from 由谁 / whether it is the same is for you to say"
            ])
    }

    static func reasons(_ same: LikelySame) -> String {
        "\(same.points) 分：\(same.reasons.map(\.title.zh).joined(separator: "，"))"
    }

    /// Said beside a registration that may be the second of one dispute.
    static func note(_ others: [(code: String, title: String, same: String)], registered code: String) -> String {
        let lines = others.prefix(3).map { "  \($0.code) \($0.title)（\($0.same)）" }
        return """
            注意：可能与下列纠纷是同一件，请核对 / this may be the same dispute as:
            \(lines.joined(separator: "\n"))
            是同一件的，请挂到该件（nplus door attach），并将本件关联、转出：nplus act \(code) link --set kind=duplicate --set code=编号

            """
    }
}

/// The parties as a command line names them: names in order, telephones and identity numbers by party number.
struct Persons {
    let particulars: [Particulars]

    init(_ names: [String], phones: [String], identities: [String], on day: Day) throws {
        var persons = names.map { Particulars(name: $0) }
        for (path, values) in [(\Particulars.phone, phones), (\Particulars.identity, identities)] {
            for text in values {
                let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
                guard parts.count == 2, let number = Int(parts[0]), persons.indices.contains(number - 1) else {
                    throw ValidationError(
                        "「\(text)」应写成 序号=内容，序号为 1 至 \(names.count) / write '\(text)' as number=value, 1 to \(names.count)"
                    )
                }
                persons[number - 1][keyPath: path] = parts[1]
            }
        }
        let wrong = persons.compactMap(\.identity).first { text in
            (try? IdentityNumber(text, asOf: day)) == nil && (try? CreditCode(text)) == nil
        }
        if let wrong {
            throw ValidationError("证件号码「\(wrong.prefix(6))…」校验不通过 / the identity number does not check")
        }
        particulars = persons
    }
}
