package import CaseStore
package import Mediation
package import Workflow

/// Commands for one case, carried out all or none.
package struct Request: Sendable {
    /// Nil for a case that the first command registers.
    package var id: CaseID?
    package var commands: [Command]
    /// Who the parties are, in the order of their numbers, where a command registers the case.
    package var particulars: [Particulars]
    /// The revision the caller saw; nil takes whatever is stored.
    package var expected: Int?
    /// Repeating a request under the same key gives its first answer.
    package var key: String?
    /// Whether the caller said when it happens. Where not, it happens when it is decided, and not before the step before it; the
    /// times in its commands are replaced, and its key does not stand for them.
    package var isTimed: Bool
    /// Whether those who have to be told are told. What is entered afterwards from a register is news to nobody.
    package var isAnnounced = true
    /// The request over the network that it came by: 16 bytes of W3C Trace Context, kept beside the events.
    package var trace: [UInt8]?

    package init(
        id: CaseID? = nil, commands: [Command], particulars: [Particulars] = [], expected: Int? = nil,
        key: String? = nil, isTimed: Bool = true
    ) {
        self.id = id
        self.commands = commands
        self.particulars = particulars
        self.expected = expected
        self.key = key
        self.isTimed = isTimed
    }
}

/// What was done, durably.
package struct Receipt: Hashable, Sendable {
    package let id: CaseID
    package let revision: Int
    /// The dispute after the request; nil where the request was answered from its key.
    package let dispute: Dispute?
    /// True where the request had been carried out before.
    package let repeated: Bool

    package init(id: CaseID, revision: Int, dispute: Dispute?, repeated: Bool) {
        self.id = id
        self.revision = revision
        self.dispute = dispute
        self.repeated = repeated
    }
}

/// Why a request was not carried out. Nothing changed, unless the store says that it does not know.
package enum EngineError: Error, Sendable {
    case refused(CommandRefusal)
    case notFound(CaseID)
    /// Somebody else changed the case since the caller read it.
    case stale(expected: Int, actual: Int)
    /// The key was used for another request.
    case keyReused(String)
    /// Others kept changing the case; nothing is wrong with the request.
    case busy
    case store(StoreError)

    package var message: Bilingual {
        switch self {
        case .refused(let refusal): refusal.message
        case .notFound(let id): Bilingual(zh: "没有纠纷 \(id)", en: "there is no dispute \(id)")
        case .stale(let expected, let actual):
            Bilingual(
                zh: "纠纷已被他人更新（您看到第 \(expected) 版，现为第 \(actual) 版）",
                en: "the dispute was changed meanwhile (you saw revision \(expected), it is \(actual))")
        case .keyReused(let key):
            Bilingual(zh: "幂等键「\(key)」已用于另一请求", en: "the key '\(key)' was used for another request")
        case .busy: Bilingual(zh: "该纠纷正被频繁更新，请稍后重试", en: "others keep changing the dispute; try again")
        case .store(let error): Bilingual(zh: "数据库：\(error)", en: "database: \(error)")
        }
    }

    package var remedy: Bilingual? {
        switch self {
        case .refused(let refusal): refusal.remedy
        case .notFound: Bilingual(zh: "请核对编号", en: "check the number")
        case .stale: Bilingual(zh: "请重新打开后再办理", en: "open it again and repeat")
        case .keyReused: Bilingual(zh: "请换用新的键", en: "use a new key")
        case .busy: nil
        case .store(let error):
            switch error.code {
            case .diskFull: Bilingual(zh: "请清理数据库所在磁盘后重试", en: "free space on the database's disk, then repeat")
            case .readOnly: Bilingual(zh: "所连数据库只读，请连接主库", en: "the database only reads; connect to the primary")
            case .unavailable:
                Bilingual(zh: "请确认数据库在运行（nplus db status）", en: "see that the database runs (nplus db status)")
            case .tooLong:
                Bilingual(
                    zh: "请稍后重试；经常如此请调大 statement_timeout",
                    en: "try again later; where it happens often, raise statement_timeout")
            case .schema: Bilingual(zh: "请先执行 nplus migrate", en: "run nplus migrate first")
            default: nil
            }
        }
    }
}
