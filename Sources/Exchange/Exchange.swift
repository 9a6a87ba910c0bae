package import CaseStore
package import Engine
package import LegalTime
package import Mediation
package import Workflow

/// Joint mediation between two installations that share nothing but files.
///
/// Each installation has a key pair. A package is a file with everything the other side has not acknowledged yet, the receipts for
/// what came from it, and a signature over all of it; so a lost package is made good by the next, and one that comes twice or late
/// changes nothing. A message is carried out once: its number is on file together with what it changed.
///
/// **Read in this order**: `Mediation/Exchange` (what is said, and the two sides), ``SignedPackage`` (the file), ``ExchangeKey``,
/// `Exchange+Export`, `Exchange+Import`, `Exchange+Joint` (what people do). Systems that are not ours: ``OutsideExchange``.
package struct Exchange: Sendable {
    package let engine: Engine

    package init(_ engine: Engine) {
        self.engine = engine
    }

    var store: CaseStore { engine.store }

    /// The partner of a district.
    func partner(_ district: DistrictCode) async throws(ExchangeError) -> ExchangePartner {
        guard let partner = try await partners().first(where: { $0.district == district }) else {
            throw .unknownPartner(district)
        }
        return partner
    }

    package func partners() async throws(ExchangeError) -> [ExchangePartner] {
        try await stored { () throws(StoreError) in try await store.exchangePartners() }
    }
}

/// Why nothing was taken from a package, or put into one.
package enum ExchangeError: Error, Sendable {
    /// No package at all, or one that says less than a package has to.
    case malformed(String)
    case version(Int)
    case unknownPartner(DistrictCode)
    /// No outside system of that name is entered here.
    case unknownSystem(String)
    /// No mapping of the system holds on that day.
    case noMapping(String, Day)
    /// Made after the present.
    case fromTheFuture(Instant)
    /// Meant for somebody else, as it names the receiver.
    case astray(String)
    /// Signed with another key than the partner's, by its fingerprint.
    case otherKey(String)
    case forged
    /// Meant for another district.
    case notForUs(DistrictCode)
    /// Messages are missing before this one.
    case gap(expected: Int64, found: Int64)
    /// The number came before with other content.
    case changed(Int64)
    case refused(ExchangeRefusal)
    case engine(EngineError)
    case store(StoreError)

    package var message: Bilingual {
        switch self {
        case .malformed(let what): Bilingual(zh: "不是有效的交换包：\(what)", en: "this is no exchange package: \(what)")
        case .version(let version):
            Bilingual(zh: "交换包版本 \(version) 不受支持", en: "version \(version) of the package is not supported")
        case .unknownPartner(let district):
            Bilingual(zh: "没有登记协作区县 \(district)", en: "district \(district) is no partner")
        case .unknownSystem(let system):
            Bilingual(zh: "没有登记外部系统“\(system.prefix(40))”", en: "no outside system “\(system.prefix(40))” is entered")
        case .noMapping(let system, let day):
            Bilingual(zh: "\(day) 没有“\(system)”的对照表", en: "no mapping of “\(system)” holds on \(day)")
        case .fromTheFuture(let made):
            Bilingual(zh: "交换包的制作时间 \(made) 在将来", en: "the package was made at \(made), which has not come yet")
        case .astray(let receiver):
            Bilingual(
                zh: "交换包是发给“\(receiver.prefix(40))”的", en: "the package is meant for “\(receiver.prefix(40))”")
        case .otherKey(let key):
            Bilingual(zh: "交换包以另一密钥（\(key)）签名", en: "the package is signed with another key (\(key))")
        case .forged: Bilingual(zh: "签名与内容不符，交换包被改动过", en: "the signature does not fit: the package was altered")
        case .notForUs(let district):
            Bilingual(zh: "交换包是发给 \(district) 的", en: "the package is meant for district \(district)")
        case .gap(let expected, let found):
            Bilingual(
                zh: "缺少第 \(expected) 至 \(found - 1) 条消息", en: "messages \(expected) to \(found - 1) are missing")
        case .changed(let number):
            Bilingual(zh: "第 \(number) 条消息与此前收到的内容不同", en: "message \(number) came before with other content")
        case .refused(let refusal): refusal.message
        case .engine(let error): error.message
        case .store(let error): Bilingual(zh: "数据库：\(error)", en: "database: \(error)")
        }
    }

    package var remedy: Bilingual? {
        switch self {
        case .malformed, .forged:
            Bilingual(zh: "请对方重新导出并核对传递过程", en: "have it exported again, and look into how it was carried")
        case .version: Bilingual(zh: "请两地使用相同版本的程序", en: "use the same program on both sides")
        case .unknownPartner:
            Bilingual(
                zh: "请先执行 nplus exchange partner 登记对方公钥", en: "enter its public key first: nplus exchange partner")
        case .unknownSystem:
            Bilingual(
                zh: "请先执行 nplus exchange outside system 登记", en: "enter it first: nplus exchange outside system")
        case .noMapping:
            Bilingual(
                zh: "请核对日期，或在 Workflows/exchange 补上对照表",
                en: "check the day, or add a mapping in Workflows/exchange")
        case .fromTheFuture: Bilingual(zh: "请核对两边的系统时间", en: "compare the clocks of both sides")
        case .astray: Bilingual(zh: "请核对文件", en: "check the file")
        case .otherKey:
            Bilingual(zh: "请当面核对对方公钥后重新登记", en: "compare the public key face to face, then enter it again")
        case .notForUs: Bilingual(zh: "请核对文件", en: "check the file")
        case .gap: Bilingual(zh: "请对方重新导出，其中会包含缺少的消息", en: "have it exported again; the missing ones will be in it")
        case .changed:
            Bilingual(
                zh: "请与对方核对，数据可能被改动或从备份恢复", en: "ask the other side: data were altered, or restored from a backup")
        case .refused: nil
        case .engine(let error): error.remedy
        case .store: nil
        }
    }
}

/// Tells the store's errors as this module's.
func stored<Value: Sendable>(
    _ body: () async throws(StoreError) -> Value
) async throws(ExchangeError) -> Value {
    do {
        return try await body()
    } catch {
        throw .store(error)
    }
}
