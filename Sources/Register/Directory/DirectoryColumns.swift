import Tabular

/// The columns of each kind of directory files.
enum DirectoryColumns {
    static let divisions =
        [
            ColumnSpec("code", "区划代码", "行政区划代码", "代码"), ColumnSpec("name", "名称"), ColumnSpec("kind", "类别"),
            ColumnSpec("successor", "继任代码", required: false), ColumnSpec("villages", "村委会数", required: false),
            ColumnSpec("communities", "居委会数", required: false),
        ] + common

    static let bodies =
        [
            ColumnSpec("id", "编号"), ColumnSpec("kind", "类别"), ColumnSpec("name", "名称"),
            ColumnSpec("shortName", "简称", required: false), ColumnSpec("division", "区划代码"),
            ColumnSpec("parent", "上级", required: false), ColumnSpec("guidingOffice", "指导司法所", required: false),
            ColumnSpec("pairedTribunal", "对接法庭", required: false), ColumnSpec("subjects", "受理范围", required: false),
            ColumnSpec("capacity", "承办上限", required: false), ColumnSpec("successor", "继任编号", required: false),
        ] + common

    static let coverage =
        [
            ColumnSpec("body", "组织编号"), ColumnSpec("division", "区划代码"),
            ColumnSpec("subjects", "受理范围", required: false), ColumnSpec("amountFrom", "金额下限", required: false),
            ColumnSpec("amountBelow", "金额上限", required: false),
        ] + common

    static let advisers =
        [
            ColumnSpec("id", "编号"), ColumnSpec("name", "姓名"), ColumnSpec("synthetic", "样例", required: false),
            ColumnSpec("kind", "类别"), ColumnSpec("division", "服务区划"), ColumnSpec("firm", "执业机构", required: false),
        ] + common

    static let mediators =
        [
            ColumnSpec("id", "编号"), ColumnSpec("name", "姓名"), ColumnSpec("synthetic", "样例", required: false),
            ColumnSpec("body", "所在组织"), ColumnSpec("fullTime", "专职"), ColumnSpec("level", "等级", required: false),
            ColumnSpec("qualification", "资格", required: false),
        ] + common

    static let rosters =
        [
            ColumnSpec("id", "编号"), ColumnSpec("person", "姓名"), ColumnSpec("synthetic", "样例", required: false),
            ColumnSpec("profession", "身份"), ColumnSpec("centre", "中心编号"), ColumnSpec("manner", "方式"),
            ColumnSpec("weekdays", "值班日", required: false),
        ] + common

    static let trainings =
        [
            ColumnSpec("mediator", "调解员编号"), ColumnSpec("day", "日期"), ColumnSpec("hours", "学时"),
            ColumnSpec("subject", "内容"), ColumnSpec("organiser", "主办单位", required: false),
        ] + origin

    static let conflicts =
        [
            ColumnSpec("mediator", "调解员编号"), ColumnSpec("party", "回避单位"), ColumnSpec("reason", "事由"),
        ] + common

    private static let origin = [
        ColumnSpec("source", "来源"), ColumnSpec("verified", "已核实"), ColumnSpec("note", "备注", required: false),
    ]

    private static let common =
        [ColumnSpec("from", "启用日期", "聘任日期"), ColumnSpec("to", "停用日期", "届满日期")] + origin
}
