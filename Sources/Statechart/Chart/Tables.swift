/// What the interpreter reads: everything by integers. Sets of states have one bit a state.
struct Tables: Sendable {
    /// Of the names and domains; stamps snapshots.
    var fingerprint: UInt32 = 0
    var stateCount = 0

    // By state.
    var parent: [Int] = []
    /// Children that can be active.
    var children: [[Int]] = []
    /// History children.
    var histories: [[Int]] = []
    var descendants: [BitSet] = []
    var doneEvent: [EventID] = []
    var doneData: [Int?] = []
    var onEntry: [[Range<Int>]] = []
    var onExit: [[Range<Int>]] = []
    /// The default entry of a compound state (the root too), the default of a history.
    var initialTargets: [[Int]] = []
    var initialActions: [Range<Int>] = []
    /// The number of a history state among the histories.
    var historySlot: [Int] = []

    // Kinds of states.
    var compound: BitSet
    var parallel: BitSet
    var final: BitSet
    var deepHistory: BitSet
    var shallowHistory: BitSet
    /// Atomic and final.
    var leaves: BitSet
    var historyCount = 0

    /// By transition.
    var rules: [Rule] = []
    /// By state: its transitions.
    var rulesOf: [Range<Int>] = []

    /// By event: the transitions that answer it. The last row holds the eventless ones.
    var answers: [BitSet] = []
    /// By event: the states that have such a transition.
    var answering: [BitSet] = []
    var eventlessRow: Int { answers.count - 1 }

    /// Raised by an action that cannot be done.
    var errorEvent = EventID.other
    static let errorName = "error.execution"

    var facts = FactLayout()
    var tests: [Test] = []
    var code: [Instruction] = []

    init(stateCount: Int) {
        self.stateCount = stateCount
        let none = BitSet(capacity: stateCount)
        (compound, parallel, final, deepHistory, shallowHistory, leaves) = (none, none, none, none, none, none)
    }

    func isHistory(_ state: Int) -> Bool { shallowHistory.contains(state) || deepHistory.contains(state) }

    func isDescendant(_ state: Int, of ancestor: Int) -> Bool { descendants[ancestor].contains(state) }
}

/// A compiled transition. A class, so that reading one copies nothing.
final class Rule: Sendable {
    let source: Int
    let targets: [Int]
    let isInternal: Bool
    /// Where its guard begins in ``Tables/tests``.
    let condition: Int?
    let actions: Range<Int>
    let reach: Reach

    init(source: Int, targets: [Int], isInternal: Bool, condition: Int?, actions: Range<Int>, reach: Reach) {
        self.source = source
        self.targets = targets
        self.isInternal = isInternal
        self.condition = condition
        self.actions = actions
        self.reach = reach
    }

    func reaching(_ reach: Reach) -> Rule {
        Rule(
            source: source, targets: targets, isInternal: isInternal, condition: condition, actions: actions,
            reach: reach)
    }

    /// How it moves through the tree.
    enum Reach: Sendable {
        /// Exits and enters nothing.
        case targetless
        /// No history has a part in it, so it always exits what is active in `domain` and enters the same states.
        case fixed(domain: Int, EntryPlan)
        /// Depends on what histories remember.
        case recalled
    }
}

/// Where facts lie in a snapshot: one byte each, first the single ones, then a block a member.
struct FactLayout: Sendable {
    /// By fact: its byte, or its place in each member's block.
    var offsets: [Int] = []
    var isEach: [Bool] = []
    var sizes: [Int] = []
    var initialSingles: [UInt8] = []
    var initialBlock: [UInt8] = []

    func byteCount(members: Int) -> Int { initialSingles.count + members * initialBlock.count }

    /// The byte of a member's fact, given its place in the block.
    func byte(_ place: Int, of member: Int) -> Int { initialSingles.count + member * initialBlock.count + place }
}

/// One node of a compiled guard, in prefix order: its operands follow it, up to `end`.
struct Test: Sendable {
    enum Kind: Sendable {
        case constant(Bool)
        case all
        case any
        case not
        case active(Int)
        /// The byte of the fact, and the codes for which it holds.
        case single(Int, BitSet)
        /// The place in a member's block.
        case members(Quantifier, Int, BitSet)
        case actingMember(Int, BitSet)
    }

    let kind: Kind
    var end: Int
}

/// One compiled action. Blocks of actions are ranges of these.
enum Instruction: Sendable {
    case set(byte: Int, UInt8)
    case setActing(place: Int, UInt8)
    case setEvery(place: Int, UInt8)
    case add(byte: Int, Int, max: UInt8)
    case addActing(place: Int, Int, max: UInt8)
    case addEvery(place: Int, Int, max: UInt8)
    case raise(EventID)
    case output(Output)
    case fail(EventID, String)
    case jump(Int)
    case jumpUnless(test: Int, Int)
}
