/// Whatever can hold a dispute, while it bears one name: a committee, an office, a unit, a tribunal, a centre （调解组织）.
///
/// A body that is renamed keeps its id and has a row for each name; the days of these rows do not overlap. A body that ends names
/// its successor.
package struct Body: Hashable, Sendable {
    package let id: BodyID
    package let kind: BodyKind
    package let name: String
    /// What stands before 人调字 in its case numbers; empty for bodies without such numbers.
    package let shortName: String
    /// The division it belongs to, which need not be all it covers.
    package let division: DivisionCode
    /// The body it is a part of: the court of a tribunal, the committee of a brand room.
    package let parent: BodyID?
    /// The judicial office that guides it.
    package let guidingOffice: BodyID?
    /// The tribunal it is linked with. A default for confirmations, never a limit on competent courts.
    package let pairedTribunal: BodyID?
    /// The subject matters it takes, as dispute types by name; empty for all.
    package let subjects: [String]
    /// How many open disputes it can carry at once; nil where nobody has set a number.
    package let capacity: Int?
    package let validity: Validity
    /// The body that took over when this one ended.
    package let successor: BodyID?
    package let provenance: Provenance

    package init(
        id: BodyID, kind: BodyKind, name: String, shortName: String = "", division: DivisionCode, parent: BodyID? = nil,
        guidingOffice: BodyID? = nil, pairedTribunal: BodyID? = nil, subjects: [String] = [],
        capacity: Int? = nil, validity: Validity = .always, successor: BodyID? = nil, provenance: Provenance
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        self.shortName = shortName
        self.division = division
        self.parent = parent
        self.guidingOffice = guidingOffice
        self.pairedTribunal = pairedTribunal
        self.subjects = subjects
        self.capacity = capacity
        self.validity = validity
        self.successor = successor
        self.provenance = provenance
    }

    /// The forms of its name that people write: in full, and 调委会 for 人民调解委员会.
    package var writtenNames: [String] {
        let committee = "人民调解委员会"
        return name.hasSuffix(committee) ? [name, name.dropLast(committee.count) + "调委会"] : [name]
    }
}
