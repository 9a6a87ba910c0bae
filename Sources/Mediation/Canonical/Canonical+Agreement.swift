package import Canonical
import LegalTime
import Workflow

extension Agreement: CanonicalValue {
    package func write(to json: CanonicalWriter) {
        json.open()
        json.member("affirms", affirms)
        json.member("before", before)
        json.member("claims", claims)
        json.member("condition", condition)
        json.member("conditionMet", conditionMet)
        json.member("confirmed", confirmed)
        json.member("drafted", drafted)
        json.member("effective", effective)
        json.member("extent", extent)
        json.member("form", form)
        json.member("lateFiling", lateFiling)
        json.member("mediatorSigned", mediatorSigned)
        json.member("number", number)
        json.member("obligations", obligations)
        json.member("partOf", partOf)
        json.member("parties", parties)
        json.member("place", place)
        json.member("proceeding", proceeding)
        json.member("replaces", replaces)
        json.member("seals", seals)
        json.member("signatures", signatures)
        json.member("terms", terms)
        json.member("turns", turns)
        json.close()
    }

    package init(canonical json: inout CanonicalReader) throws(JSONError) {
        try json.open()
        affirms = try json.optional("affirms")
        before = try json.optional("before")
        claims = try json.member("claims")
        condition = try json.optional("condition")
        conditionMet = try json.optional("conditionMet")
        confirmed = try json.optional("confirmed")
        drafted = try json.member("drafted")
        effective = try json.optional("effective")
        extent = try json.member("extent")
        form = try json.member("form")
        lateFiling = try json.optional("lateFiling")
        mediatorSigned = try json.optional("mediatorSigned")
        number = try json.member("number")
        obligations = try json.member("obligations")
        partOf = try json.optional("partOf")
        parties = try json.member("parties")
        place = try json.optional("place")
        proceeding = try json.optional("proceeding")
        replaces = try json.optional("replaces")
        seals = try json.member("seals")
        signatures = try json.member("signatures")
        terms = try json.member("terms")
        turns = try json.optional("turns")
        try json.close()
    }
}

extension Agreement.Signature: CanonicalValue {
    package func write(to json: CanonicalWriter) {
        json.open()
        json.member("at", at)
        json.member("party", party)
        json.member("representative", representative)
        json.close()
    }

    package init(canonical json: inout CanonicalReader) throws(JSONError) {
        try json.open()
        at = try json.member("at")
        party = try json.member("party")
        representative = try json.optional("representative")
        try json.close()
    }
}

extension Agreement.Seal: CanonicalValue {
    package func write(to json: CanonicalWriter) {
        json.open()
        json.member("at", at)
        json.member("body", body)
        json.close()
    }

    package init(canonical json: inout CanonicalReader) throws(JSONError) {
        try json.open()
        at = try json.member("at")
        body = try json.optional("body")
        try json.close()
    }
}

extension Agreement.Confirmation: CanonicalValue {
    package func write(to json: CanonicalWriter) {
        json.open()
        json.member("at", at)
        json.member("court", court)
        json.member("number", number)
        json.close()
    }

    package init(canonical json: inout CanonicalReader) throws(JSONError) {
        try json.open()
        at = try json.member("at")
        court = try json.member("court")
        number = try json.member("number")
        try json.close()
    }
}

extension Agreement.Turn: CanonicalValue {
    package func write(to json: CanonicalWriter) {
        json.open()
        json.member("at", at)
        json.member("by", by)
        json.member("kind", kind)
        json.member("text", text)
        json.close()
    }

    package init(canonical json: inout CanonicalReader) throws(JSONError) {
        try json.open()
        at = try json.member("at")
        by = try json.member("by")
        kind = try json.member("kind")
        text = try json.member("text")
        try json.close()
    }
}

extension Obligation: CanonicalValue {
    package func write(to json: CanonicalWriter) {
        json.open()
        json.member("against", against)
        json.member("amount", amount)
        json.member("breaches", breaches)
        json.member("by", by)
        json.member("condition", condition)
        json.member("conditionMet", conditionMet)
        json.member("content", content)
        json.member("due", due)
        json.member("instalments", instalments)
        json.member("manner", manner)
        json.member("number", number)
        json.member("offset", offset)
        json.member("paid", paid)
        json.member("payer", payer)
        json.member("performances", performances)
        json.member("performed", performed)
        json.member("term", term)
        json.member("to", to)
        json.member("waived", waived)
        json.close()
    }

    package init(canonical json: inout CanonicalReader) throws(JSONError) {
        try json.open()
        against = try json.optional("against")
        amount = try json.optional("amount")
        breaches = try json.optional("breaches")
        by = try json.member("by")
        condition = try json.optional("condition")
        conditionMet = try json.optional("conditionMet")
        content = try json.member("content")
        due = try json.optional("due")
        instalments = try json.optional("instalments")
        manner = try json.optional("manner")
        number = try json.member("number")
        offset = try json.optional("offset")
        paid = try json.member("paid")
        payer = try json.optional("payer")
        performances = try json.optional("performances")
        performed = try json.optional("performed")
        term = try json.optional("term")
        to = try json.member("to")
        waived = try json.optional("waived")
        try json.close()
    }
}

extension Obligation.Instalment: CanonicalValue {
    package func write(to json: CanonicalWriter) {
        json.open()
        json.member("amount", amount)
        json.member("due", due)
        json.member("term", term)
        json.close()
    }

    package init(canonical json: inout CanonicalReader) throws(JSONError) {
        try json.open()
        amount = try json.member("amount")
        due = try json.member("due")
        term = try json.optional("term")
        try json.close()
    }
}

extension Obligation.Performance: CanonicalValue {
    package func write(to json: CanonicalWriter) {
        json.open()
        json.member("amount", amount)
        json.member("at", at)
        json.member("by", by)
        json.member("receipt", receipt)
        json.close()
    }

    package init(canonical json: inout CanonicalReader) throws(JSONError) {
        try json.open()
        amount = try json.optional("amount")
        at = try json.member("at")
        by = try json.optional("by")
        receipt = try json.member("receipt")
        try json.close()
    }
}

extension Agreement.Form: CanonicalValue {}
extension Agreement.Extent: CanonicalValue {}
extension Agreement.Turn.Kind: CanonicalValue {}
extension Obligation.Manner: CanonicalValue {}
