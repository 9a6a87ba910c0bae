import Testing

/// Which transitions are taken (Recommendation §3.5, §3.12, §3.13, appendix D).
@Suite("SCXML: selection of transitions")
struct SelectionTrials {
    @Test("is the Recommendation's", arguments: matching + guards + priority + conflicts)
    func trial(_ trial: Trial) throws { try trial.run() }

    static let matching: [Trial] = [
        Trial(
            "a descriptor matches the same name",
            "<state id='a'><transition event='go' target='b'/></state><state id='b'/>",
            start: "a", ("stay", "a"), ("go", "b")),
        Trial(
            "a descriptor matches names that begin with its tokens",
            "<state id='a'><transition event='foo' target='b'/></state><state id='b'/>",
            start: "a", ("foo.bar.baz", "b")),
        Trial(
            "a descriptor does not match a name whose token merely begins like its own",
            "<state id='a'><transition event='foo' target='b'/></state><state id='b'/>",
            start: "a", ("foobar", "a"), ("foos.x", "a"), ("fo", "a")),
        Trial(
            "a longer descriptor does not match a shorter name",
            "<state id='a'><transition event='foo.bar' target='b'/></state><state id='b'/>",
            start: "a", ("foo", "a"), ("foo.bars", "a"), ("foo.bar.x", "b")),
        Trial(
            "a trailing .* adds nothing",
            "<state id='a'><transition event='foo.*' target='b'/></state><state id='b'/>",
            start: "a", ("foobar", "a"), ("foo", "b")),
        Trial(
            "a trailing dot adds nothing",
            "<state id='a'><transition event='foo.' target='b'/></state><state id='b'/>",
            start: "a", ("foobar", "a"), ("foo.x", "b")),
        Trial(
            "* matches every event",
            "<state id='a'><transition event='*' target='b'/></state><state id='b'/>",
            start: "a", ("any.thing", "b")),
        Trial(
            "a transition may answer several descriptors",
            "<state id='a'><transition event='x  y.z\n w' target='b'/></state>"
                + "<state id='b'><transition event='x y.z w' target='a'/></state>",
            start: "a", ("y", "a"), ("y.z.q", "b"), ("w", "a"), ("x", "b")),
        Trial(
            "names are told apart by the case of their letters",
            "<state id='a'><transition event='Go' target='b'/></state><state id='b'/>",
            start: "a", ("go", "a"), ("Go", "b")),
        Trial(
            "an event that nothing answers is dropped",
            "<state id='a'><transition event='x' target='b'/></state>"
                + "<state id='b'><transition event='y' target='c'/></state><state id='c'/>",
            start: "a", ("y", "a"), ("x", "b")),
    ]

    static let guards: [Trial] = [
        Trial(
            "the first enabled transition in document order is taken",
            """
            <state id='a'>
              <transition event='go' cond="In('c')" target='c'/>
              <transition event='go' target='b'/>
              <transition event='go' target='c'/>
            </state><state id='b'/><state id='c'/>
            """, start: "a", ("go", "b")),
        Trial(
            "In() is true of active states and of those around them",
            """
            <state id='p'><state id='a'>
              <transition event='go' cond="In('p') and In('a') and not In('b')" target='b'/>
            </state></state><state id='b'/>
            """, start: "a", ("go", "b")),
        Trial(
            "In() takes its state with or without quotation marks",
            """
            <state id='a'><transition event='go' cond='In(a) &amp;&amp; In( "a" )' target='b'/></state><state id='b'/>
            """, start: "a", ("go", "b")),
        Trial(
            "not binds closer than and, and closer than or",
            """
            <state id='a'>
              <transition event='x' cond="In('a') or In('b') and In('c')" target='b'/>
              <transition event='y' cond="(In('a') or In('b')) and In('c')" target='c'/>
              <transition event='z' cond="not In('b') and In('a')" target='c'/>
              <transition event='v' cond="not (In('a') and In('a'))" target='c'/>
            </state>
            <state id='b'><transition event='back' target='a'/></state><state id='c'/>
            """, start: "a", ("y", "a"), ("v", "a"), ("x", "b"), ("back", "a"), ("z", "c")),
        Trial(
            "!, && and || are not, and, or",
            """
            <state id='a'><transition event='go' cond="!In('b') &amp;&amp; (In('b') || In('a'))" target='b'/></state>
            <state id='b'/>
            """, start: "a", ("go", "b")),
        Trial(
            "a guard sees a state of another region",
            """
            <parallel id='p'>
              <state id='r'><state id='a'><transition event='go' cond="In('y')" target='b'/></state><state id='b'/></state>
              <state id='s'><state id='x'><transition event='turn' target='y'/></state><state id='y'/></state>
            </parallel>
            """, start: "a x", ("go", "a x"), ("turn", "a y"), ("go", "b y")),
        Trial(
            "guards are evaluated before anything of the microstep is done",
            """
            <parallel id='p'>
              <state id='r'><state id='a'><transition event='e' cond="In('x')" target='b'/></state><state id='b'/></state>
              <state id='s'><state id='x'><transition event='e' cond="In('a')" target='y'/></state><state id='y'/></state>
            </parallel>
            """, start: "a x", ("e", "b y")),
        Trial(
            "a transition with a guard and no event is taken as soon as it holds",
            """
            <parallel id='p'>
              <state id='r'><state id='a'><transition cond="In('y')" target='b'/></state><state id='b'/></state>
              <state id='s'><state id='x'><transition event='e' target='y'/></state><state id='y'/></state>
            </parallel>
            """, start: "a x", ("e", "b y")),
    ]

    static let priority: [Trial] = [
        Trial(
            "the transition of an inner state comes before that of one around it",
            """
            <state id='p'><transition event='e' target='out'/>
              <state id='a'><transition event='e' target='b'/></state><state id='b'/>
            </state><state id='out'/>
            """, start: "a", ("e", "b"), ("e", "out")),
        Trial(
            "a state around answers what the inner one does not, or not now",
            """
            <state id='p'><transition event='e' target='out'/>
              <state id='a'><transition event='e' cond="In('out')" target='b'/></state><state id='b'/>
            </state><state id='out'/>
            """, start: "a", ("e", "out")),
        Trial(
            "an inner transition without target takes the event away from the outer one",
            """
            <state id='p'><transition event='e' target='out'/>
              <state id='a'><transition event='e'/></state>
            </state><state id='out'/>
            """, start: "a", ("e", "a")),
        Trial(
            "eventless transitions come before internal events",
            """
            <state id='a'><onentry><raise event='x'/></onentry>
              <transition event='x' target='wrong'/><transition target='b'/></state>
            <state id='b'><transition event='x' target='c'/></state><state id='c'/><state id='wrong'/>
            """, start: "c"),
        Trial(
            "internal events come before external ones, whichever was sent first",
            """
            <state id='a'><onentry><send event='out'/><raise event='in'/></onentry>
              <transition event='out' target='wrong'/><transition event='in' target='b'/></state>
            <state id='b'><transition event='out' target='c'/></state><state id='c'/><state id='wrong'/>
            """, start: "c"),
        Trial(
            "internal events come in the order raised",
            """
            <state id='a'><onentry><raise event='x'/><raise event='y'/></onentry>
              <transition event='x' target='b'/><transition event='y' target='wrong'/></state>
            <state id='b'><transition event='y' target='c'/></state><state id='c'/><state id='wrong'/>
            """, start: "c"),
        Trial(
            "* answers internal events too",
            "<state id='a'><onentry><raise event='x'/></onentry><transition event='*' target='b'/></state><state id='b'/>",
            start: "b"),
        Trial(
            "* does not make a transition eventless",
            "<state id='a'><transition event='*' target='b'/></state><state id='b'/>", start: "a"),
        Trial(
            "an eventless transition of an outer state is taken when the inner has none enabled",
            """
            <state id='p'><transition cond="In('b')" target='out'/>
              <state id='a'><transition event='e' target='b'/></state><state id='b'/>
            </state><state id='out'/>
            """, start: "a", ("e", "out")),
    ]

    static let conflicts: [Trial] = [
        Trial(
            "every region answers an event",
            """
            <parallel id='p'>
              <state id='r'><state id='a'><transition event='e' target='b'/></state><state id='b'/></state>
              <state id='s'><state id='x'><transition event='e' target='y'/></state><state id='y'/></state>
            </parallel>
            """, start: "a x", ("e", "b y")),
        Trial(
            "of two that leave the parallel state the first in document order wins",
            """
            <parallel id='p'>
              <state id='r'><state id='a'><transition event='e' target='one'/></state></state>
              <state id='s'><state id='x'><transition event='e' target='two'/></state></state>
            </parallel><state id='one'/><state id='two'/>
            """, start: "a x", ("e", "one")),
        Trial(
            "one that leaves the parallel state pre-empts a later one that stays in its region",
            """
            <parallel id='p'>
              <state id='r'><state id='a'><transition event='e' target='one'/></state></state>
              <state id='s'><state id='x'><transition event='e' target='y'/></state><state id='y'/></state>
            </parallel><state id='one'/>
            """, start: "a x", ("e", "one")),
        Trial(
            "an earlier one that stays in its region pre-empts one that leaves the parallel state",
            """
            <parallel id='p'>
              <state id='r'><state id='a'><transition event='e' target='b'/></state><state id='b'/></state>
              <state id='s'><state id='x'><transition event='e' target='out'/></state></state>
            </parallel><state id='out'/>
            """, start: "a x", ("e", "b x"), ("e", "out")),
        Trial(
            "one of an inner state pre-empts one of a state around it that was selected before",
            """
            <parallel id='p'><transition event='e' target='out'/>
              <state id='r'><state id='a'/></state>
              <state id='s'><state id='x'><transition event='e' target='y'/></state><state id='y'/></state>
            </parallel><state id='out'/>
            """, start: "a x", ("e", "a y"), ("e", "out")),
        Trial(
            "a transition of the parallel state selected by two regions is taken once",
            """
            <parallel id='p'><transition event='e'><raise event='n'/></transition>
              <state id='r'><state id='a'/></state>
              <state id='s'><state id='x'><transition event='n' target='y'/></state>
                <state id='y'><transition event='n' target='z'/></state><state id='z'/></state>
            </parallel>
            """, start: "a x", ("e", "a y")),
        Trial(
            "transitions without target conflict with nothing",
            """
            <parallel id='p'>
              <state id='r'><state id='a'><transition event='e'><raise event='n'/></transition></state></state>
              <state id='s'><state id='x'><transition event='e' target='y'/></state>
                <state id='y'><transition event='n' target='z'/></state><state id='z'/></state>
            </parallel>
            """, start: "a x", ("e", "a z")),
        Trial(
            "a third region goes its way while two others conflict",
            """
            <parallel id='top'>
              <parallel id='p'>
                <state id='r'><state id='a'><transition event='e' target='q'/></state></state>
                <state id='s'><state id='x'><transition event='e' target='y'/></state><state id='y'/></state>
              </parallel>
              <state id='t'><state id='m'><transition event='e' target='n'/></state><state id='n'/></state>
            </parallel><state id='q'/>
            """, start: "a m x", ("e", "q")),
        Trial(
            "conflicts are looked for among eventless transitions as well",
            """
            <state id='zero'><transition event='go' target='p'/></state>
            <parallel id='p'>
              <state id='r'><state id='a'><transition target='one'/></state></state>
              <state id='s'><state id='x'><transition target='two'/></state></state>
            </parallel><state id='one'/><state id='two'/>
            """, start: "zero", ("go", "one")),
    ]
}
