package import Canonical
import LegalTime
import Workflow

extension Dispute: CanonicalValue {
    package func write(to json: CanonicalWriter) {
        json.open()
        json.member("agreements", agreements)
        json.member("applied", applied)
        json.member(encoding: "beside", beside)
        json.member("changed", changed)
        json.member("claims", claims)
        json.member("custody", custody)
        json.member("district", district)
        json.member("firstReceiver", firstReceiver)
        json.member("id", id)
        json.member("papers", papers)
        json.member("parties", parties)
        json.member("phase", phase)
        json.member("pipeline", pipeline)
        json.member("place", place)
        json.member("proceedings", proceedings)
        json.member("referrals", referrals)
        json.member("registerNumber", registerNumber)
        json.member("registered", registered)
        json.member("revision", revision)
        json.member("sender", sender)
        json.member("source", source)
        json.member("synthetic", synthetic)
        json.member("title", title)
        json.member("type", type)
        json.close()
    }

    package init(canonical json: inout CanonicalReader) throws(JSONError) {
        try json.open()
        agreements = try json.member("agreements")
        applied = try json.optional("applied")
        beside = try json.optional(decoding: "beside")
        changed = try json.member("changed")
        claims = try json.member("claims")
        custody = try json.member("custody")
        district = try json.member("district")
        firstReceiver = try json.member("firstReceiver")
        id = try json.member("id")
        papers = try json.member("papers")
        parties = try json.member("parties")
        phase = try json.member("phase")
        pipeline = try json.member("pipeline")
        place = try json.member("place")
        proceedings = try json.member("proceedings")
        referrals = try json.member("referrals")
        registerNumber = try json.optional("registerNumber")
        registered = try json.member("registered")
        revision = try json.member("revision")
        sender = try json.optional("sender")
        source = try json.member("source")
        synthetic = try json.member("synthetic")
        title = try json.member("title")
        type = try json.member("type")
        try json.close()
    }
}

extension Dispute.Paper: CanonicalValue {
    package func write(to json: CanonicalWriter) {
        json.open()
        json.member("name", name)
        json.member("revision", revision)
        json.member("scope", scope)
        json.close()
    }

    package init(canonical json: inout CanonicalReader) throws(JSONError) {
        try json.open()
        name = try json.member("name")
        revision = try json.member("revision")
        scope = try json.member("scope")
        try json.close()
    }
}

extension Custody: CanonicalValue {
    package func write(to json: CanonicalWriter) {
        json.open()
        json.member("body", body)
        json.member("since", since)
        json.close()
    }

    package init(canonical json: inout CanonicalReader) throws(JSONError) {
        try json.open()
        body = try json.member("body")
        since = try json.member("since")
        try json.close()
    }
}

extension Referral: CanonicalValue {
    package func write(to json: CanonicalWriter) {
        json.open()
        json.member("answered", answered)
        json.member("code", code)
        json.member("from", from)
        json.member("manner", manner)
        json.member("number", number)
        json.member("offered", offered)
        json.member("reason", reason)
        json.member("reply", reply)
        json.member("state", state)
        json.member("to", to)
        json.close()
    }

    package init(canonical json: inout CanonicalReader) throws(JSONError) {
        try json.open()
        answered = try json.optional("answered")
        code = try json.optional("code")
        from = try json.member("from")
        manner = try json.member("manner")
        number = try json.member("number")
        offered = try json.member("offered")
        reason = try json.member("reason")
        reply = try json.optional("reply")
        state = try json.member("state")
        to = try json.member("to")
        try json.close()
    }
}

extension Proceeding: CanonicalValue {
    package func write(to json: CanonicalWriter) {
        json.open()
        json.member("accepted", accepted)
        json.member("body", body)
        json.member("concluded", concluded)
        json.member("dossier", dossier)
        json.member("filed", filed)
        json.member("joint", joint)
        json.member("mediators", mediators)
        json.member("number", number)
        json.member("opened", opened)
        json.member("outcome", outcome)
        json.member("overdue", overdue)
        json.member("participants", participants)
        json.member("run", run)
        json.member("sessions", sessions)
        json.close()
    }

    package init(canonical json: inout CanonicalReader) throws(JSONError) {
        try json.open()
        accepted = try json.optional("accepted")
        body = try json.member("body")
        concluded = try json.optional("concluded")
        dossier = try json.optional("dossier")
        filed = try json.optional("filed")
        joint = try json.optional("joint")
        mediators = try json.member("mediators")
        number = try json.member("number")
        opened = try json.member("opened")
        outcome = try json.optional("outcome")
        overdue = try json.member("overdue")
        participants = try json.optional("participants")
        run = try json.member("run")
        sessions = try json.member("sessions")
        try json.close()
    }
}

extension DossierNumber: CanonicalValue {
    package func write(to json: CanonicalWriter) {
        json.open()
        json.member("sequence", sequence)
        json.member("series", series)
        json.member("year", year)
        json.close()
    }

    package init(canonical json: inout CanonicalReader) throws(JSONError) {
        try json.open()
        sequence = try json.member("sequence")
        series = try json.member("series")
        year = try json.member("year")
        try json.close()
    }
}

extension Referral.State: CanonicalValue {}
extension Referral.DeclineCode: CanonicalValue {}
extension ReferralManner: CanonicalValue {}
