package import Canonical

extension PersistedRun.Clock: CanonicalValue {
    package func write(to json: CanonicalWriter) {
        json.open()
        json.member("due", due)
        json.member("expired", expired)
        json.member("extensions", extensions)
        json.member("name", name)
        json.member("pausedSince", pausedSince)
        json.member("pauses", pauses)
        json.member("started", started)
        json.close()
    }

    package init(canonical json: inout CanonicalReader) throws(JSONError) {
        try json.open()
        due = try json.member("due")
        expired = try json.optional("expired")
        extensions = try json.optional("extensions")
        name = try json.member("name")
        pausedSince = try json.optional("pausedSince")
        pauses = try json.optional("pauses")
        started = try json.member("started")
        try json.close()
    }
}

extension PersistedRun: CanonicalValue {
    package func write(to json: CanonicalWriter) {
        json.open()
        json.member("admitted", admitted)
        json.member("clocks", clocks)
        json.member("facts", facts)
        json.member("from", from)
        json.member("history", history)
        json.member("memberFacts", memberFacts)
        json.member("members", members)
        json.member("outcome", outcome)
        json.member("states", states)
        json.member("workflow", workflow)
        json.close()
    }

    package init(canonical json: inout CanonicalReader) throws(JSONError) {
        try json.open()
        admitted = try json.optional("admitted")
        clocks = try json.optional("clocks")
        facts = try json.optional("facts")
        from = try json.member("from")
        history = try json.optional("history")
        memberFacts = try json.optional("memberFacts")
        members = try json.optional("members")
        outcome = try json.optional("outcome")
        states = try json.member("states")
        workflow = try json.member("workflow")
        try json.close()
    }
}
