extension Interpreter {
    /// Runs a block of actions, up to its end or to the first that fails.
    mutating func run(_ block: Range<Int>) {
        var position = block.lowerBound
        while position < block.upperBound {
            let instruction = chart.tables.code[position]
            position += 1
            switch instruction {
            case .set(let byte, let code):
                snapshot.facts[byte: byte] = code
            case .add(let byte, let amount, let max):
                add(amount, to: byte, max)
            case .setActing(let place, let code):
                guard let member else { return fail() }
                snapshot.facts[byte: chart.tables.facts.byte(place, of: member)] = code
            case .addActing(let place, let amount, let max):
                guard let member else { return fail() }
                add(amount, to: chart.tables.facts.byte(place, of: member), max)
            case .setEvery(let place, let code):
                for member in 0..<snapshot.memberCount {
                    snapshot.facts[byte: chart.tables.facts.byte(place, of: member)] = code
                }
            case .addEvery(let place, let amount, let max):
                for member in 0..<snapshot.memberCount {
                    add(amount, to: chart.tables.facts.byte(place, of: member), max)
                }
            case .raise(let event):
                raise(event)
            case .output(let output):
                if isTraced { trace.outputs.append(output) }
            case .fail(let event, let name):
                return fail(event, name)
            case .jump(let destination):
                position = destination
            case .jumpUnless(let test, let destination):
                if !chart.tables.holds(test, snapshot, member) { position = destination }
            }
        }
    }

    /// Queues an internal event, unless no transition of the chart answers it.
    mutating func raise(_ event: EventID) {
        if !chart.tables.answering[event.rawValue].isEmpty { queue.append(event) }
    }

    mutating func assign(_ inputs: [Input]) {
        for input in inputs {
            let place = chart.tables.facts.offsets[input.fact.rawValue]
            if chart.tables.facts.isEach[input.fact.rawValue] {
                guard let member = input.member ?? member else { continue }
                snapshot.facts[byte: chart.tables.facts.byte(place, of: member)] = input.code
            } else {
                snapshot.facts[byte: place] = input.code
            }
        }
    }

    private mutating func add(_ amount: Int, to byte: Int, _ max: UInt8) {
        let (sum, overflow) = Int(snapshot.facts[byte: byte]).addingReportingOverflow(amount)
        snapshot.facts[byte: byte] = overflow ? max : min(UInt8(clamping: sum), max)
    }

    private mutating func fail() {
        fail(chart.tables.errorEvent, Tables.errorName)
    }

    private mutating func fail(_ event: EventID, _ name: String) {
        raise(event)
        if isTraced { trace.outputs.append(.failure(event: name)) }
    }
}
