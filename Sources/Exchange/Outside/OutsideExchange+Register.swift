import CaseStore
import Engine
import LegalTime
import Mediation
import Register
import Workflow

/// A matter of an outside system becomes a dispute here.
struct OutsideIntake {
    let registration: Record.Registration
    let particulars: [Particulars]
    let matter: OutsideMatter

    /// - Throws: what the directory does not know.
    init(
        _ matter: OutsideMatter, of mapping: OutsideMapping, receiver: BodyID, directory: Directory, on day: Day
    ) throws(OutsideFaults) {
        let names = BodyNames(directory: directory)
        var faults: [OutsideFault] = []
        func field(_ slot: OutsideIntakeSlot) -> String? {
            mapping.fields.first { $0.direction == .in && $0.ours == slot.rawValue }?.theirs
        }
        var body = directory.body(receiver, on: day)
        if let text = matter.receiver {
            do throws(CellFault) {
                body = try names.body(text, on: day)
            } catch {
                faults.append(OutsideFault(error, field: field(.receiver)))
            }
        }
        var place = body?.division.description ?? ""
        if let text = matter.place {
            do throws(CellFault) {
                place = try names.place(text, on: day)
            } catch {
                faults.append(OutsideFault(error, field: field(.place)))
            }
        }
        guard faults.isEmpty, let body else {
            if faults.isEmpty { faults.append(.noReceiver(receiver, on: day)) }
            throw OutsideFaults(faults: faults)
        }
        let door = mapping.door.flatMap(Intake.Door.init)
        registration = Record.Registration(
            title: matter.title, type: matter.type, source: Self.source(of: door), place: place,
            parties: Self.parties(of: matter), claims: Self.claims(of: matter), body: body.id,
            sender: matter.sender ?? mapping.title.zh, door: door, reference: matter.reference, due: matter.due)
        particulars = matter.persons
        self.matter = matter
    }

    private static func source(of door: Intake.Door?) -> DisputeSource {
        switch door {
        case .grid, .screening: .ownInitiative
        case .visit, .telephone, .online: .application
        default: .entrusted
        }
    }

    private static func parties(of matter: OutsideMatter) -> [Party] {
        let applicants = matter.applicants.count
        return matter.persons.enumerated().map { index, person in
            Party(
                number: index + 1, side: index < applicants ? 1 : 2,
                role: index < applicants ? .applicant : .respondent,
                kind: PartyCells.kind(of: person.name, identity: person.identity), commitment: "")
        }
    }

    private static func claims(of matter: OutsideMatter) -> [Claim] {
        guard matter.claim != nil || matter.amount != nil else { return [] }
        let applicants = matter.applicants.count
        return [
            Claim(
                number: 1, by: Array(1...max(1, applicants)),
                against: Array((applicants + 1)...max(applicants + 1, matter.persons.count)),
                subject: matter.claim ?? matter.title, amount: matter.amount)
        ]
    }

    /// The request that registers it, once under its number.
    func request(key: String, at: Instant) -> Request {
        Request(
            commands: [
                .register(
                    registration, actor: Actor(role: "clerk", name: "exchange", body: registration.body), at: at)
            ], particulars: particulars, key: key, isTimed: false)
    }
}

extension OutsideFault {
    init(_ fault: CellFault, field: String?) {
        self.init(fault.code, field: field, fault.reason, remedy: fault.remedy)
    }

    static func noReceiver(_ body: BodyID, on day: Day) -> OutsideFault {
        OutsideFault(
            "no-receiver", Bilingual(zh: "接收单位 \(body) 在 \(day) 不存续", en: "the receiver \(body) is no body on \(day)"),
            remedy: Bilingual(
                zh: "请用 nplus exchange outside system 另行指定接收单位",
                en: "name another with nplus exchange outside system"))
    }

    static func likelySame(_ codes: [CaseCode]) -> OutsideFault {
        let list = codes.map(\.description)
        return OutsideFault(
            "likely-same",
            Bilingual(
                zh: "可能与已登记的是同一件：\(list.joined(separator: "、"))",
                en: "likely on file already: \(list.joined(separator: ", "))"),
            remedy: Bilingual(
                zh: "请人工判断：nplus exchange outside take … --same 编号，或 --new",
                en: "decide: nplus exchange outside take … --same CODE, or --new"))
    }

    /// The same number came before with other content.
    static let changed = OutsideFault(
        "changed", Bilingual(zh: "同一编号此前已收到内容不同的事项", en: "the number came before with other content"),
        remedy: Bilingual(zh: "请与对方核对；确为另一件的，请对方另编号", en: "ask the other side; another matter needs another number"))

    static let nothingComes = OutsideFault(
        "nothing-comes", Bilingual(zh: "对照表不收该系统的事项", en: "the mapping takes no matters of this system"),
        remedy: Bilingual(zh: "请核对对照表的 door 和 in", en: "see door and in of the mapping"))

    static let malformed = OutsideFault(
        "malformed", Bilingual(zh: "不是一条事项", en: "this is no item"),
        remedy: Bilingual(zh: "应为字段名与文字、数字的对照", en: "it has to be names of fields with texts or numbers"))
}
