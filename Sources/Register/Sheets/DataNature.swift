/// Whether a row tells of something that happened (数据性质). Blank for real data.
package enum DataNature: Hashable, Sendable {
    /// 样例数据(合成): made by the generator, true of nobody.
    case sample
    case real
}

extension SheetColumn {
    /// The first column of every sheet.
    static func nature(_ path: any WritableKeyPath<Row, DataNature?> & Sendable) -> SheetColumn {
        SheetColumn(
            "数据性质", path, .choice([(.sample, ["样例", "样例数据（合成）", "合成"]), (.real, ["真实", "正式"])]),
            zh: "样例数据（合成）写“样例”，真实数据留空", en: "样例 for synthetic sample data, blank for real data")
    }
}
