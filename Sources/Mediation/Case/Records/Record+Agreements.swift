package import LegalTime

/// What is put on record about agreements and what is owed under them.
extension Record {
    /// The content of an agreement (PML Art 29): facts, terms, and what each side owes.
    package struct AgreementText: Hashable, Sendable, Codable {
        package var terms: String
        /// Numbers of the claims it settles.
        package var claims: [Int]
        package var obligations: [Obligation]
        /// Party numbers it binds; nil for all at the table.
        package var parties: [Int]?
        package var extent: Agreement.Extent?
        /// Of the claims those that it settles in part only.
        package var partOf: [Int]?
        package var replaces: [Int]?
        package var affirms: [Int]?
        package var condition: String?
        package var place: String?
        /// For one made elsewhere and only put on record: before whom, when and in which form.
        package var before: String?
        package var made: Day?
        package var oral: Bool?

        package init(
            terms: String, claims: [Int], obligations: [Obligation], parties: [Int]? = nil,
            extent: Agreement.Extent? = nil, partOf: [Int]? = nil, replaces: [Int]? = nil, affirms: [Int]? = nil,
            condition: String? = nil, place: String? = nil, before: String? = nil, made: Day? = nil, oral: Bool? = nil
        ) {
            self.terms = terms
            self.claims = claims
            self.obligations = obligations
            self.parties = parties
            self.extent = extent
            self.partOf = partOf
            self.replaces = replaces
            self.affirms = affirms
            self.condition = condition
            self.place = place
            self.before = before
            self.made = made
            self.oral = oral
        }
    }

    /// A signature, seal or fingerprint on the agreement.
    package struct Signature: Hashable, Sendable, Codable {
        package var by: String
        /// Number of the agreement; nil for the last one drafted.
        package var agreement: Int?
        /// Number of the representation by which a party signs.
        package var representative: Int?
        /// The body whose seal it is, where several seal.
        package var body: BodyID?
        package init(by: String, agreement: Int? = nil, representative: Int? = nil, body: BodyID? = nil) {
            self.by = by
            self.agreement = agreement
            self.representative = representative
            self.body = body
        }
    }

    /// Something owed was performed, whole or in part.
    package struct Performance: Hashable, Sendable, Codable {
        /// Number of the agreement; nil for the one in force.
        package var agreement: Int?
        /// Number of the obligation; nil for all that is still open.
        package var obligation: Int?
        package var amount: Money?
        /// The party that performed, where it was not the debtor.
        package var by: Int?
        package var receipt: String
        package init(
            obligation: Int?, amount: Money?, receipt: String, agreement: Int? = nil, by: Int? = nil
        ) {
            self.agreement = agreement
            self.obligation = obligation
            self.amount = amount
            self.by = by
            self.receipt = receipt
        }
    }

    /// A plain statement about one obligation: that it was not performed when due.
    package struct Default: Hashable, Sendable, Codable {
        package var agreement: Int?
        package var obligation: Int?
        package var text: String
        package init(text: String, agreement: Int? = nil, obligation: Int? = nil) {
            self.text = text
            self.agreement = agreement
            self.obligation = obligation
        }
    }

    /// A condition of an agreement or of one of its obligations came true.
    package struct ConditionMet: Hashable, Sendable, Codable {
        package var agreement: Int
        package var obligation: Int?
        package var text: String
        package init(agreement: Int, obligation: Int?, text: String) {
            self.agreement = agreement
            self.obligation = obligation
            self.text = text
        }
    }

    /// A creditor lets go of what is owed, or of a part of the money.
    package struct Waiver: Hashable, Sendable, Codable {
        package var agreement: Int?
        package var obligation: Int
        package var amount: Money?
        package var text: String
        package init(obligation: Int, amount: Money?, text: String, agreement: Int? = nil) {
            self.agreement = agreement
            self.obligation = obligation
            self.amount = amount
            self.text = text
        }
    }

    /// Something that befalls an agreement in effect: attack, revocation, annulment, or that it is held good.
    package struct AgreementTurn: Hashable, Sendable, Codable {
        package var agreement: Int
        package var kind: Agreement.Turn.Kind
        package var by: String
        package var text: String
        package init(agreement: Int, kind: Agreement.Turn.Kind, by: String, text: String) {
            self.agreement = agreement
            self.kind = kind
            self.by = by
            self.text = text
        }
    }

    /// Money paid before or without an agreement.
    package struct Advance: Hashable, Sendable, Codable {
        package var by: Int
        package var to: [Int]
        package var amount: Money
        package var purpose: String
        package init(by: Int, to: [Int], amount: Money, purpose: String) {
            self.by = by
            self.to = to
            self.amount = amount
            self.purpose = purpose
        }
    }
}
