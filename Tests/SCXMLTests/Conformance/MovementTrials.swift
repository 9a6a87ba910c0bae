import Testing

/// What is left and entered (Recommendation §3.2–§3.11, appendix D).
@Suite("SCXML: leaving and entering")
struct MovementTrials {
    @Test("is the Recommendation's", arguments: initials + kinds + histories + endings)
    func trial(_ trial: Trial) throws { try trial.run() }

    static let initials: [Trial] = [
        Trial("without initial the first state is entered", "<state id='b'/><state id='a'/>", start: "b"),
        Trial("initial of the document", root: "initial='a'", "<state id='b'/><state id='a'/>", start: "a"),
        Trial(
            "initial of the document may lie deep", root: "initial='c'",
            "<state id='x'/><state id='p'><state id='a'/><state id='q'><state id='b'/><state id='c'/></state></state>",
            start: "c"),
        Trial(
            "initial of the document may name states of several regions", root: "initial='b y'",
            """
            <parallel id='p'>
              <state id='r'><state id='a'/><state id='b'/></state>
              <state id='s'><state id='x'/><state id='y'/></state>
              <state id='t'><state id='m'/></state>
            </parallel>
            """, start: "b m y"),
        Trial(
            "without initial the first child is entered, also after a history",
            "<state id='p'><history id='h'><transition target='b'/></history><state id='a'/><state id='b'/></state>",
            start: "a"),
        Trial("the attribute initial", "<state id='p' initial='b'><state id='a'/><state id='b'/></state>", start: "b"),
        Trial(
            "the attribute initial may name several states below",
            """
            <state id='top' initial='b y'><state id='z'/>
              <parallel id='p'>
                <state id='r'><state id='a'/><state id='b'/></state>
                <state id='s'><state id='x'/><state id='y'/></state>
              </parallel></state>
            """, start: "b y"),
        Trial(
            "the element initial",
            """
            <state id='p'><initial><transition target='b'/></initial><state id='a'/><state id='b'/></state>
            """, start: "b"),
        Trial(
            "what the element initial does comes after onentry of its state and before that of the target",
            """
            <state id='p'>
              <onentry><raise event='one'/></onentry>
              <initial><transition target='a'><raise event='two'/></transition></initial>
              <state id='a'><onentry><raise event='three'/></onentry><transition event='one' target='b'/></state>
              <state id='b'><transition event='two' target='c'/></state>
              <state id='c'><transition event='three' target='d'/></state><state id='d'/>
            </state>
            """, start: "d"),
        Trial(
            "what the element initial does is left out when the state is not entered by default",
            """
            <state id='s'><transition event='go' target='b'/></state>
            <state id='p'>
              <initial><transition target='a'><raise event='x'/></transition></initial>
              <state id='a'/><state id='b'><transition event='x' target='wrong'/></state><state id='wrong'/>
            </state>
            """, start: "s", ("go", "b")),
        Trial(
            "a parallel state enters all its regions",
            """
            <parallel id='p'><state id='a'/><state id='q' initial='c'><state id='b'/><state id='c'/></state>
              <parallel id='r'><state id='x'/><state id='y'/></parallel></parallel>
            """, start: "a c x y"),
        Trial(
            "a target deep in one region enters the other regions by default",
            """
            <state id='s'><transition event='go' target='b'/></state>
            <parallel id='p'><state id='q'><state id='a'/><state id='b'/></state><state id='r'><state id='x'/></state></parallel>
            """, start: "s", ("go", "b x")),
        Trial(
            "several targets in different regions",
            """
            <state id='s'><transition event='go' target='y b'/></state>
            <parallel id='p'>
              <state id='q'><state id='a'/><state id='b'/></state>
              <state id='r'><state id='x'/><state id='y'/></state>
            </parallel>
            """, start: "s", ("go", "b y")),
        Trial(
            "entering goes from the outside in and in document order",
            """
            <parallel id='p'><onentry><raise event='p'/></onentry>
              <state id='q'><onentry><raise event='q'/></onentry><state id='a'><onentry><raise event='a'/></onentry></state></state>
              <state id='r'><onentry><raise event='r'/></onentry>
                <state id='s1'><transition event='p' target='s2'/></state><state id='s2'><transition event='q' target='s3'/></state>
                <state id='s3'><transition event='a' target='s4'/></state><state id='s4'><transition event='r' target='s5'/></state>
                <state id='s5'/></state>
            </parallel>
            """, start: "a s5"),
    ]

    static let kinds: [Trial] = [
        Trial(
            "an external transition to a state inside leaves and enters its source",
            """
            <state id='w'><state id='p'>
              <onentry><raise event='in'/></onentry><onexit><raise event='out'/></onexit>
              <transition event='e' target='b'/><transition event='out' target='seen'/>
              <state id='a'/><state id='b'/></state></state><state id='seen'/>
            """, start: "a", ("e", "seen")),
        Trial(
            "an internal transition to a state inside stays in its source",
            """
            <state id='p'>
              <onexit><raise event='out'/></onexit>
              <transition event='e' type='internal' target='b'/><transition event='out' target='seen'/>
              <state id='a'/><state id='b'/></state><state id='seen'/>
            """, start: "a", ("e", "b")),
        Trial(
            "an internal transition to a state outside is as an external one",
            """
            <state id='p'><transition event='e' type='internal' target='c'/><state id='a'/></state><state id='c'/>
            """, start: "a", ("e", "c")),
        Trial(
            "an internal transition to its own source is as an external one",
            """
            <state id='p'><onexit><raise event='out'/></onexit>
              <transition event='e' type='internal' target='p'/><transition event='out' target='seen'/>
              <state id='a'/></state><state id='seen'/>
            """, start: "a", ("e", "seen")),
        Trial(
            "an internal transition of a parallel state is as an external one",
            """
            <parallel id='p'><onexit><raise event='out'/></onexit>
              <transition event='e' type='internal' target='b'/><transition event='out' target='seen'/>
              <state id='r'><state id='a'/><state id='b'/></state><state id='s'><state id='x'/></state>
            </parallel><state id='seen'/>
            """, start: "a x", ("e", "seen")),
        Trial(
            "an external transition between regions' states leaves the whole parallel state",
            """
            <parallel id='p'>
              <state id='r'><state id='a'><transition event='e' target='y'/></state><state id='b'/></state>
              <state id='s'><state id='x'><transition event='n' target='y'/></state><state id='y'/></state>
              <state id='t'><state id='m'><transition event='n' target='o'/></state><state id='o'/></state>
            </parallel>
            """, start: "a m x", ("n", "a o y"), ("e", "a m y")),
        Trial(
            "a transition of a region to its own inside, external, leaves the other regions too",
            """
            <parallel id='p'>
              <state id='r'><transition event='e' target='b'/><state id='a'/><state id='b'/></state>
              <state id='s'><state id='x'><transition event='n' target='y'/></state><state id='y'/></state>
            </parallel>
            """, start: "a x", ("n", "a y"), ("e", "b x")),
        Trial(
            "a transition of a region to its own inside, internal, leaves the other regions alone",
            """
            <parallel id='p'>
              <state id='r'><transition event='e' type='internal' target='b'/><state id='a'/><state id='b'/></state>
              <state id='s'><state id='x'><transition event='n' target='y'/></state><state id='y'/></state>
            </parallel>
            """, start: "a x", ("n", "a y"), ("e", "b y")),
        Trial(
            "a transition without target leaves nothing and does what it says",
            """
            <state id='a'><onexit><raise event='out'/></onexit>
              <transition event='e'><raise event='n'/></transition>
              <transition event='out' target='wrong'/><transition event='n' target='b'/></state>
            <state id='b'/><state id='wrong'/>
            """, start: "a", ("e", "b")),
        Trial(
            "a transition to its own state leaves and enters it",
            """
            <state id='a'><onexit><raise event='out'/></onexit><transition event='e' target='a'/>
              <transition event='out' target='b'/></state><state id='b'/>
            """, start: "a", ("e", "b")),
        Trial(
            "exits from the inside out, then the transition, then entries",
            """
            <state id='p'><onexit><raise event='two'/></onexit>
              <state id='a'><onexit><raise event='one'/></onexit>
                <transition event='e' target='c'><raise event='three'/></transition></state></state>
            <state id='q'><state id='c'><onentry><raise event='four'/></onentry><transition event='one' target='d'/></state>
              <state id='d'><transition event='two' target='f'/></state>
              <state id='f'><transition event='three' target='g'/></state>
              <state id='g'><transition event='four' target='h'/></state><state id='h'/></state>
            """, start: "a", ("e", "h")),
        Trial(
            "regions are left in reverse document order",
            """
            <parallel id='p'><transition event='e' target='s1'/>
              <state id='r'><onexit><raise event='r'/></onexit></state>
              <state id='s'><onexit><raise event='s'/></onexit></state></parallel>
            <state id='s1'><transition event='s' target='s2'/></state>
            <state id='s2'><transition event='r' target='s3'/></state><state id='s3'/>
            """, start: "r s", ("e", "s3")),
        Trial(
            "transitions of regions act in document order, after all exits",
            """
            <parallel id='p'>
              <state id='r'><state id='a'><onexit><raise event='xa'/></onexit>
                <transition event='e' target='b'><raise event='ta'/></transition></state><state id='b'/></state>
              <state id='s'><state id='x'><onexit><raise event='xx'/></onexit>
                <transition event='e' target='y'><raise event='tx'/></transition></state><state id='y'/></state>
              <state id='o'><state id='o1'><transition event='xx' target='o2'/></state>
                <state id='o2'><transition event='xa' target='o3'/></state><state id='o3'><transition event='ta' target='o4'/></state>
                <state id='o4'><transition event='tx' target='o5'/></state><state id='o5'/></state>
            </parallel>
            """, start: "a o1 x", ("e", "b o5 y")),
        Trial(
            "blocks of onentry run in document order",
            """
            <state id='a'><onentry><raise event='x'/></onentry><onentry><raise event='y'/></onentry>
              <transition event='x' target='b'/></state>
            <state id='b'><transition event='y' target='c'/></state><state id='c'/>
            """, start: "c"),
        Trial(
            "an event raised on exit is answered from where one has come to",
            """
            <state id='a'><onexit><raise event='x'/></onexit><transition event='e' target='b'/><transition event='x' target='wrong'/></state>
            <state id='b'><transition event='x' target='c'/></state><state id='c'/><state id='wrong'/>
            """, start: "a", ("e", "c")),
    ]

    private static let twoLevels = """
        <state id='p'><transition event='out' target='away'/>
          <state id='q'><state id='a'><transition event='n' target='b'/></state><state id='b'/></state>
          <state id='r'><state id='c'><transition event='n' target='d'/></state><state id='d'/></state>
          <transition event='to.r' target='r'/>
        """

    static let histories: [Trial] = [
        Trial(
            "a shallow history leads back to the child, whose inside is entered by default",
            twoLevels + "<history id='h'><transition target='q'/></history></state>"
                + "<state id='away'><transition event='back' target='h'/></state>",
            start: "a", ("to.r", "c"), ("n", "d"), ("out", "away"), ("back", "c")),
        Trial(
            "a deep history leads back to the very inside",
            twoLevels + "<history id='h' type='deep'><transition target='q'/></history></state>"
                + "<state id='away'><transition event='back' target='h'/></state>",
            start: "a", ("to.r", "c"), ("n", "d"), ("out", "away"), ("back", "d")),
        Trial(
            "a history that remembers nothing leads to its default", root: "initial='away'",
            twoLevels + "<history id='h'><transition target='r'/></history></state>"
                + "<state id='away'><transition event='back' target='h'/></state>",
            start: "away", ("back", "c")),
        Trial(
            "the default of a deep history may lie deep", root: "initial='away'",
            twoLevels + "<history id='h' type='deep'><transition target='d'/></history></state>"
                + "<state id='away'><transition event='back' target='h'/></state>",
            start: "away", ("back", "d")),
        Trial(
            "what the default of a history does comes after onentry of its parent", root: "initial='away'",
            """
            <state id='p'><onentry><raise event='one'/></onentry>
              <history id='h'><transition target='a'><raise event='two'/></transition></history>
              <state id='a'><onentry><raise event='three'/></onentry><transition event='one' target='b'/></state>
              <state id='b'><transition event='two' target='c'/></state><state id='c'><transition event='three' target='d'/></state>
              <state id='d'/></state>
            <state id='away'><transition event='back' target='h'/></state>
            """, start: "away", ("back", "d")),
        Trial(
            "what the default of a history does is left out when the history remembers",
            """
            <state id='p'><history id='h'><transition target='a'><raise event='x'/></transition></history>
              <transition event='out' target='away'/>
              <state id='a'><transition event='x' target='wrong'/></state><state id='wrong'/></state>
            <state id='away'><transition event='back' target='h'/></state>
            """, start: "a", ("out", "away"), ("back", "a")),
        Trial(
            "a deep history of a parallel state remembers every region",
            """
            <parallel id='p'><history id='h' type='deep'><transition target='a x'/></history>
              <transition event='out' target='away'/>
              <state id='r'><state id='a'><transition event='e' target='b'/></state><state id='b'/></state>
              <state id='s'><state id='x'><transition event='e' target='y'/></state><state id='y'/></state>
            </parallel><state id='away'><transition event='back' target='h'/></state>
            """, start: "a x", ("e", "b y"), ("out", "away"), ("back", "b y")),
        Trial(
            "a shallow history of a parallel state enters its regions by default",
            """
            <parallel id='p'><history id='h'><transition target='r s'/></history>
              <transition event='out' target='away'/>
              <state id='r'><state id='a'><transition event='e' target='b'/></state><state id='b'/></state>
              <state id='s'><state id='x'><transition event='e' target='y'/></state><state id='y'/></state>
            </parallel><state id='away'><transition event='back' target='h'/></state>
            """, start: "a x", ("e", "b y"), ("out", "away"), ("back", "a x")),
        Trial(
            "a history is recorded at every exit",
            """
            <state id='p'><history id='h'><transition target='a'/></history><transition event='out' target='away'/>
              <state id='a'><transition event='n' target='b'/></state><state id='b'><transition event='n' target='a'/></state></state>
            <state id='away'><transition event='back' target='h'/></state>
            """, start: "a", ("n", "b"), ("out", "away"), ("back", "b"), ("n", "a"), ("out", "away"), ("back", "a")),
        Trial(
            "histories in two regions are recalled together",
            """
            <parallel id='p'><transition event='out' target='away'/>
              <state id='r'><history id='h'><transition target='a'/></history>
                <state id='a'><transition event='e' target='b'/></state><state id='b'/></state>
              <state id='s'><history id='i'><transition target='x'/></history>
                <state id='x'><transition event='f' target='y'/></state><state id='y'/></state>
            </parallel><state id='away'><transition event='back' target='h i'/><transition event='half' target='h'/></state>
            """, start: "a x", ("e", "b x"), ("f", "b y"), ("out", "away"), ("back", "b y"), ("out", "away"),
            ("half", "b x")),
        Trial(
            "a history may be where a state begins",
            """
            <state id='p' initial='h'><history id='h'><transition target='b'/></history><transition event='out' target='away'/>
              <state id='a'/><state id='b'><transition event='n' target='a'/></state></state>
            <state id='away'><transition event='back' target='p'/></state>
            """, start: "b", ("n", "a"), ("out", "away"), ("back", "a")),
    ]

    static let endings: [Trial] = [
        Trial(
            "a final state at the top ends the document",
            "<state id='a'><transition event='e' target='f'/></state><final id='f'/>", start: "a", ("e", "f !"),
            ("e", "f !"), ("+1s", "f !")),
        Trial("a document may end at once", "<final id='f'/>", start: "f !"),
        Trial(
            "a final child tells that its parent is done",
            """
            <state id='p'><transition event='done.state.p' target='b'/>
              <state id='a'><transition event='e' target='f'/></state><final id='f'/></state><state id='b'/>
            """, start: "a", ("e", "b")),
        Trial(
            "a final child that nobody waits for does not end the document",
            "<state id='p'><state id='a'><transition event='e' target='f'/></state><final id='f'/></state>",
            start: "a", ("e", "f")),
        Trial(
            "done.state comes after what onentry of the final state raised",
            """
            <state id='p'><transition event='done.state.p' target='wrong'/><transition event='x' target='b'/>
              <final id='f'><onentry><raise event='x'/></onentry></final></state><state id='b'/><state id='wrong'/>
            """, start: "b"),
        Trial(
            "a parallel state is done when all its regions are",
            """
            <parallel id='p'><transition event='done.state.p' target='end'/>
              <state id='r'><state id='a'><transition event='e' target='fa'/></state><final id='fa'/></state>
              <state id='s'><state id='x'><transition event='g' target='fx'/></state><final id='fx'/></state>
            </parallel><state id='end'/>
            """, start: "a x", ("e", "fa x"), ("g", "end")),
        Trial(
            "done.state of the regions comes before that of the parallel state",
            """
            <parallel id='p'><transition event='done.state.p' target='wrong'/>
              <state id='r'><final id='fa'/></state>
              <state id='s'><transition event='done.state.s' target='right'/><final id='fx'/></state>
            </parallel><state id='wrong'/><state id='right'/>
            """, start: "right"),
        Trial(
            "a parallel state in a parallel state counts as done when its regions are",
            """
            <parallel id='p'><transition event='done.state.p' target='end'/>
              <parallel id='q'>
                <state id='r'><state id='a'><transition event='e' target='fa'/></state><final id='fa'/></state>
                <state id='s'><state id='b'><transition event='e' target='fb'/></state><final id='fb'/></state>
              </parallel>
              <state id='t'><state id='x'><transition event='g' target='fx'/></state><final id='fx'/></state>
            </parallel><state id='end'/>
            """, start: "a b x", ("e", "fa fb x"), ("g", "end")),
        Trial(
            "a region without a final state never completes its parallel state",
            """
            <parallel id='p'><transition event='done.state.p' target='end'/>
              <state id='r'><state id='a'><transition event='e' target='fa'/></state><final id='fa'/></state>
              <state id='s'/></parallel><state id='end'/>
            """, start: "a s", ("e", "fa s")),
        Trial(
            "descriptors match done.state by tokens",
            """
            <state id='p'><transition event='done.state' target='b'/><final id='f'/></state><state id='b'/>
            """, start: "b"),
        Trial(
            "after the end nothing raised is handled",
            """
            <state id='a'><transition event='e' target='f'/></state>
            <final id='f'><onentry><raise event='x'/><send event='y'/></onentry></final>
            """, start: "a", ("e", "f !"), ("x", "f !")),
        Trial(
            "done data are permitted",
            "<state id='p'><transition event='done.state.p' target='b'/>"
                + "<final id='f'><donedata><content>well</content></donedata></final></state><state id='b'/>",
            start: "b"),
    ]
}
