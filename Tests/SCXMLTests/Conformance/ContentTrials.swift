import Testing

/// What executable content does (Recommendation §4, §6.2, §6.3, appendix C.1).
@Suite("SCXML: executable content")
struct ContentTrials {
    @Test("is the Recommendation's", arguments: choosing + sending + delays + errors)
    func trial(_ trial: Trial) throws { try trial.run() }

    /// A state that does something on entry and moves to the state named like the first event it hears.
    private static func heard(_ content: String, _ names: String...) -> String {
        "<state id='w'><onentry>\(content)</onentry>"
            + names.map { "<transition event='\($0)' target='\($0.replacing(".", with: "-"))'/>" }.joined() + "</state>"
            + Set(names).sorted().map { "<state id='\($0.replacing(".", with: "-"))'/>" }.joined()
    }

    static let choosing: [Trial] = [
        Trial(
            "if runs its first part when its condition holds",
            heard("<if cond=\"In('w')\"><raise event='x'/><else/><raise event='y'/></if>", "x", "y"), start: "x"),
        Trial(
            "if runs the first part whose condition holds",
            heard(
                "<if cond=\"In('x')\"><raise event='x'/><elseif cond=\"In('w')\"/><raise event='y'/>"
                    + "<elseif cond=\"In('w')\"/><raise event='z'/><else/><raise event='x'/></if>", "x", "y", "z"),
            start: "y"),
        Trial(
            "if runs else when no condition holds",
            heard(
                "<if cond=\"In('x')\"><raise event='x'/><elseif cond=\"In('y')\"/><raise event='y'/>"
                    + "<else/><raise event='z'/></if>", "x", "y", "z"), start: "z"),
        Trial(
            "if without else runs nothing when no condition holds",
            heard("<if cond=\"In('x')\"><raise event='x'/></if>", "x"), start: "w"),
        Trial(
            "if in if, and several things in one part",
            heard(
                "<if cond='true'><if cond='false'><raise event='x'/><else/><raise event='y'/></if><raise event='z'/></if>",
                "y", "z"), start: "y"),
        Trial(
            "In() in onexit is true of the state that is being left, and false of the one inside it",
            """
            <state id='p'><onexit><if cond="In('p') and not In('a')"><raise event='x'/></if></onexit>
              <state id='a'><transition event='e' target='b'/></state></state>
            <state id='b'><transition event='x' target='c'/></state><state id='c'/>
            """, start: "a", ("e", "c")),
        Trial(
            "In() in onentry is true of the state that is being entered, and not yet of the one inside it",
            """
            <state id='p'><onentry><if cond="In('p') and not In('a')"><raise event='x'/></if></onentry>
              <state id='a'><transition event='x' target='b'/></state><state id='b'/></state>
            """, start: "b"),
        Trial(
            "log does not disturb",
            heard("<log label='l' expr=\"'x'\"/><log/><log expr='anything 1 + 2'/><raise event='x'/>", "x"), start: "x"),
    ]

    static let sending: [Trial] = [
        Trial(
            "send may carry content, which nothing can read",
            heard("<send event='x'><content>any &lt;text&gt;</content></send>", "x"), start: "x"),
        Trial("send puts an event in the external queue", heard("<send event='x'/>", "x"), start: "x"),
        Trial(
            "events sent come in the order sent",
            """
            <state id='a'><onentry><send event='x'/><send event='y' delay='0s'/></onentry><transition event='x' target='b'/></state>
            <state id='b'><transition event='y' target='c'/></state><state id='c'/>
            """, start: "c"),
        Trial(
            "#_internal puts an event in the internal queue",
            heard("<send event='x'/><send event='y' target='#_internal'/>", "x", "y"), start: "y"),
        Trial(
            "the type of the SCXML processor may be written",
            heard("<send event='x' type='http://www.w3.org/TR/scxml/#SCXMLEventProcessor'/>", "x"), start: "x"),
        Trial("the type may be written scxml", heard("<send event='x' type='scxml'/>", "x"), start: "x"),
        Trial(
            "send to oneself is one macrostep later",
            """
            <parallel id='p'>
              <state id='r'><state id='a'><onentry><send event='x'/></onentry><transition event='x' target='b'/></state>
                <state id='b'/></state>
              <state id='s'><state id='m'><transition cond="In('a')" target='n'/></state><state id='n'/></state>
            </parallel>
            """, start: "b n"),
    ]

    static let delays: [Trial] = [
        Trial(
            "a delayed event comes when its time has come",
            "<state id='a'><onentry><send event='x' delay='200ms'/></onentry><transition event='x' target='b'/></state><state id='b'/>",
            start: "a", ("+199ms", "a"), ("+1ms", "b")),
        Trial(
            "delays in seconds, with fractions",
            """
            <state id='a'><onentry><send event='x' delay='1.5s'/><send event='y' delay='.5s'/></onentry>
              <transition event='y' target='b'/></state>
            <state id='b'><transition event='x' target='c'/></state><state id='c'/>
            """, start: "a", ("+0.5s", "b"), ("+999ms", "b"), ("+1ms", "c")),
        Trial(
            "delayed events come in the order of their times, not as sent",
            """
            <state id='a'><onentry><send event='late' delay='20ms'/><send event='soon' delay='10ms'/></onentry>
              <transition event='soon' target='b'/><transition event='late' target='wrong'/></state>
            <state id='b'><transition event='late' target='c'/></state><state id='c'/><state id='wrong'/>
            """, start: "a", ("+1s", "c")),
        Trial(
            "delayed events of one time come as sent",
            """
            <state id='a'><onentry><send event='x' delay='1s'/><send event='y' delay='1000ms'/></onentry>
              <transition event='x' target='b'/><transition event='y' target='wrong'/></state>
            <state id='b'><transition event='y' target='c'/></state><state id='c'/><state id='wrong'/>
            """, start: "a", ("+1s", "c")),
        Trial(
            "what a delayed event sends in turn comes within the same time, counted from then",
            """
            <state id='a'><onentry><send event='x' delay='1s'/></onentry><transition event='x' target='b'/></state>
            <state id='b'><onentry><send event='y' delay='1s'/></onentry><transition event='y' target='c'/></state>
            <state id='c'><onentry><send event='z' delay='1s'/></onentry><transition event='z' target='d'/></state><state id='d'/>
            """, start: "a", ("+2s", "c"), ("+999ms", "c"), ("+1ms", "d")),
        Trial(
            "a delayed event comes wherever one is by then",
            """
            <state id='a'><onentry><send event='x' delay='1s'/></onentry><transition event='e' target='b'/></state>
            <state id='b'><transition event='x' target='c'/></state><state id='c'/>
            """, start: "a", ("e", "b"), ("+1s", "c")),
        Trial(
            "cancel takes a delayed event back",
            """
            <state id='a'><onentry><send event='x' id='n' delay='1s'/></onentry>
              <transition event='e'><cancel sendid='n'/></transition><transition event='x' target='b'/></state><state id='b'/>
            """, start: "a", ("e", "a"), ("+10s", "a")),
        Trial(
            "cancel takes every event of that id, and no other",
            """
            <state id='a'><onentry><send event='x' id='n' delay='1s'/><send event='x' id='n' delay='2s'/>
                <send event='y' id='m' delay='3s'/></onentry>
              <transition event='e'><cancel sendid='n'/></transition>
              <transition event='x' target='wrong'/><transition event='y' target='b'/></state><state id='b'/><state id='wrong'/>
            """, start: "a", ("e", "a"), ("+5s", "b")),
        Trial(
            "cancel of what has come, or never was, does nothing",
            """
            <state id='a'><onentry><cancel sendid='none'/><send event='x' id='n'/><cancel sendid='n'/></onentry>
              <transition event='x' target='b'/></state><state id='b'/>
            """, start: "b"),
        Trial(
            "leaving a state does not take back what it sent; cancel in onexit does",
            """
            <state id='a'><onentry><send event='x' delay='1s'/><send event='y' id='n' delay='2s'/></onentry>
              <onexit><cancel sendid='n'/></onexit><transition event='e' target='b'/></state>
            <state id='b'><transition event='x' target='c'/><transition event='y' target='wrong'/></state>
            <state id='c'><transition event='y' target='wrong'/></state><state id='wrong'/>
            """, start: "a", ("e", "b"), ("+3s", "c")),
        Trial(
            "time that passes in pieces is as long as in one",
            "<state id='a'><onentry><send event='x' delay='1s'/></onentry><transition event='x' target='b'/></state><state id='b'/>",
            start: "a", ("+0s", "a"), ("+400ms", "a"), ("+400ms", "a"), ("+.2s", "b")),
        Trial(
            "the end forgets what is still to come",
            """
            <state id='a'><onentry><send event='x' delay='1s'/></onentry><transition event='e' target='f'/></state><final id='f'/>
            """, start: "a", ("e", "f !"), ("+5s", "f !")),
    ]

    static let errors: [Trial] = [
        Trial(
            "an unknown type raises error.execution",
            heard("<send event='x' type='http://example.com/none'/>", "error.communication", "error.execution", "x"),
            start: "error-execution"),
        Trial(
            "what is no target raises error.execution",
            heard("<send event='x' target='baz'/>", "error.communication", "error.execution", "x"),
            start: "error-execution"),
        Trial(
            "a session that is not there raises error.communication",
            heard("<send event='x' target='#_scxml_none'/>", "error.execution", "error.communication", "x"),
            start: "error-communication"),
        Trial(
            "there is no parent to send to",
            heard("<send event='x' target='#_parent'/>", "error.execution", "error.communication", "x"),
            start: "error-communication"),
        Trial(
            "an error ends its block, and no other",
            """
            <state id='a'><onentry><send event='x' type='none'/><raise event='no'/></onentry>
              <onentry><raise event='yes'/></onentry>
              <transition event='no' target='wrong'/><transition event='error' target='b'/></state>
            <state id='b'><transition event='no' target='wrong'/><transition event='yes' target='c'/></state>
            <state id='c'/><state id='wrong'/>
            """, start: "c"),
        Trial(
            "an error inside if ends the block around it",
            """
            <state id='a'><onentry><if cond='true'><send event='x' target='baz'/></if><raise event='no'/></onentry>
              <transition event='error.execution' target='b'/></state>
            <state id='b'><transition event='no' target='wrong'/></state><state id='wrong'/>
            """, start: "b"),
        Trial(
            "an error in what a transition does does not stop the transition",
            """
            <state id='a'><transition event='e' target='b'><send event='x' target='baz'/></transition></state>
            <state id='b'/>
            """, start: "a", ("e", "b")),
        Trial(
            "an error that nobody waits for is dropped",
            "<state id='a'><onentry><send event='x' type='none' delay='1s'/></onentry></state>", start: "a",
            ("+2s", "a")),
        Trial(
            "an error is an internal event in its turn",
            """
            <state id='a'><onentry><raise event='first'/><send event='x' target='baz'/></onentry>
              <transition event='error' target='wrong'/><transition event='first' target='b'/></state>
            <state id='b'><transition event='error.*' target='c'/></state><state id='c'/><state id='wrong'/>
            """, start: "c"),
    ]
}
