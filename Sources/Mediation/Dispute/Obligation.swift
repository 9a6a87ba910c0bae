package import LegalTime
package import Workflow

/// Who owes what by when (履行义务).
package struct Obligation: Hashable, Sendable, Codable {
    /// Number within the agreement, from 1.
    package let number: Int
    /// Party numbers that owe.
    package let by: [Int]
    /// Party numbers to whom it is owed.
    package let to: [Int]
    package let content: String
    package let amount: Money?
    package let due: Day?
    /// How it is performed; nil: money where it has an amount, else conduct.
    package let manner: Manner?
    /// The term as the parties wrote it, where it is no date of the calendar, such as 农历腊月二十.
    package let term: String?
    package let instalments: [Instalment]?
    /// Somebody outside who pays in the debtor's place and steps into the claim.
    package let payer: Int?
    /// Owed only when this comes true, and when it did.
    package let condition: String?
    package var conditionMet: Instant?
    /// Obligations of the same agreement that are to be performed in exchange.
    package let against: [Int]?
    /// Paid before the agreement and counted towards it.
    package let offset: Money?
    /// What was paid so far, for an obligation in money, without what is offset.
    package var paid: Money
    package var performed: Instant?
    /// What the creditor let go.
    package var waived: Money?
    package var performances: [Performance]?
    /// Each time it was not performed when due.
    package var breaches: [Instant]?

    package init(
        number: Int, by: [Int], to: [Int], content: String, amount: Money?, due: Day?, manner: Manner? = nil,
        term: String? = nil, instalments: [Instalment]? = nil, payer: Int? = nil, condition: String? = nil,
        against: [Int]? = nil, offset: Money? = nil, paid: Money = Money(fen: 0), performed: Instant? = nil
    ) {
        self.number = number
        self.by = by
        self.to = to
        self.content = content
        self.amount = amount
        self.due = due
        self.manner = manner
        self.term = term
        self.instalments = instalments
        self.payer = payer
        self.condition = condition
        self.against = against
        self.offset = offset
        self.paid = paid
        self.performed = performed
    }

    package enum Manner: String, Hashable, Sendable, Codable, CaseIterable {
        case money, inKind, work, conduct, apology

        package var title: Bilingual {
            switch self {
            case .money: Bilingual(zh: "付款", en: "money")
            case .inKind: Bilingual(zh: "实物或服务抵偿", en: "in kind")
            case .work: Bilingual(zh: "施工、劳作", en: "work")
            case .conduct: Bilingual(zh: "行为承诺", en: "conduct")
            case .apology: Bilingual(zh: "赔礼道歉", en: "apology")
            }
        }
    }

    package struct Instalment: Hashable, Sendable, Codable {
        package let amount: Money
        package let due: Day
        package let term: String?

        package init(amount: Money, due: Day, term: String? = nil) {
            self.amount = amount
            self.due = due
            self.term = term
        }
    }

    /// One act of performance.
    package struct Performance: Hashable, Sendable, Codable {
        package let at: Instant
        package let amount: Money?
        /// Who performed, where it was not the debtor.
        package let by: Int?
        package let receipt: String
    }

    /// What is still owed in money.
    package var rest: Money? {
        guard let amount else { return nil }
        guard performed == nil else { return Money(fen: 0) }
        let gone = paid + (offset ?? Money(fen: 0)) + (waived ?? Money(fen: 0))
        return Money(fen: max(0, amount.fen - gone.fen))
    }

    /// How much of the money is due by a day and not paid: of instalments the part due by then.
    package func overdue(on day: Day) -> Money? {
        guard let amount, let rest, rest.fen > 0 else { return nil }
        guard let instalments else { return due.map { $0 < day } == true ? rest : nil }
        let dueSum = instalments.filter { $0.due < day }.reduce(Int64(0)) { $0 + $1.amount.fen }
        let missing = dueSum - (amount.fen - rest.fen)
        return missing > 0 ? Money(fen: missing) : nil
    }

    /// Takes a performance in.
    mutating func perform(_ performance: Performance, whole: Bool) {
        performances = (performances ?? []) + [performance]
        if let amount, let part = performance.amount, !whole {
            paid = paid + part
            if rest?.fen == 0 { performed = performance.at }
            if paid > amount { performed = performance.at }
        } else {
            if let rest { paid = paid + rest }
            performed = performance.at
        }
    }
}
