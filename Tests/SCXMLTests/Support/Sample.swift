/// Documents that use everything, to be broken by tests.
enum Sample {
    static let null = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- everything of the null data model -->
        <scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:x="urn:x" version="1.0" name="all" initial="b y" x:a="1">
          <parallel id="p">
            <onentry><log label="in" expr="'p'"/><send event="t.one" delay="1.5s" id="n"/></onentry>
            <onexit><cancel sendid="n"/></onexit>
            <transition event="out" target="w"/>
            <state id="r">
              <initial><transition target="a"><raise event="i"/></transition></initial>
              <history id="h" type="deep"><transition target="b"/></history>
              <state id="a"><transition event="go t.* *" cond="In('x') and not (In('b') or In(y))" target="b c"/></state>
              <state id="b"><transition event="back" target="h"/><transition event="f" target="g"/></state>
              <final id="g"><donedata><content>well &amp; good</content></donedata></final>
            </state>
            <state id="s" initial="x">
              <state id="x"><transition event="n" type="internal"><send event="e" target="#_internal"/></transition></state>
              <state id="y">
                <onentry>
                  <if cond="In('b') &amp;&amp; true"><raise event="k"/><elseif cond="!In('a')"/><log/><else/><send event="z" type="scxml"/></if>
                </onentry>
                <transition cond="In('a') || In(&quot;g&quot;)" target="x"/>
              </state>
            </state>
            <state><state id="c"/></state>
          </parallel>
          <state id="w"><transition event="error.execution done.state.p" target="end"/></state>
          <final id="end"><![CDATA[  ]]></final>
        </scxml>
        """

    static let facts = """
        <scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:f="urn:nplus:facts" version="1.0" datamodel="nplus-facts">
          <datamodel>
            <data id="fact.flag" expr="false"/>
            <data id="fact.mood" f:values="calm cross" expr="'calm'"/>
            <data id="fact.count" f:most="3" expr="0"/>
            <data id="fact.consent" f:values="asked given" f:each="true" expr="'asked'"/>
          </datamodel>
          <state id="a">
            <onentry><assign location="fact.flag" expr="true"/><f:increment fact="fact.count" by="1"/></onentry>
            <transition event="e" cond="fact.flag and (fact.mood != 'cross' or fact.count &gt;= 2)" target="b">
              <assign location="fact.consent" expr="'given'" f:of="mine"/><f:effect do="paper p"/><f:fail event="error.x"/>
            </transition>
          </state>
          <state id="b">
            <transition event="e" cond="every(fact.consent == 'given') and fact.mood in ('calm', 'cross')" target="f"/>
          </state>
          <final id="f"><donedata><content>settled</content></donedata></final>
        </scxml>
        """

    /// What breaks XML, or what it means.
    static let pieces = [
        "<", ">", "/>", "</", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "<!DOCTYPE a>", "&", ";", "&#0;",
        "&#x10FFFF;",
        "&lt;", "\"", "'", "=", ":", " ", "\n", "\r", "\t", "\u{0}", "\u{FEFF}", "\u{FFFE}", "e\u{301}", "中", "🏮",
        "xmlns=\"\"", "xmlns:f=\"urn:x\"", "<state>", "</state>", "<parallel/>", "<history/>", "<final id='a'/>",
        "<transition target='a'/>", "<initial/>", "<else/>", "initial=\"a\"", " id=\"a\"", "type='deep'", "In('a')",
        "not ",
        "((((", ")", " and ", "fact.mood", "*", ".", "99999999999999999999", "ms", "-1", "\\", "true",
    ]
}
