"""Runs random statecharts here and in two other implementations, and compares what is active after every event.

python-statemachine reads the same SCXML as we do. sismic has no SCXML: it gets the part of the chart that it has words
for, built through its own interface. Where another implementation answers differently for a reason that is known, the
reason has a name below and in docs/statecharts.md; a difference without a name fails the comparison.
"""

import argparse
import collections
import contextlib
import io
import json
import logging
import random
import signal
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)

from sismic.exceptions import ConflictingTransitionsError, NonDeterminismError  # noqa: E402
from sismic.interpreter import Interpreter  # noqa: E402
from sismic.model import (  # noqa: E402
    CompoundState, BasicState, DeepHistoryState, FinalState, OrthogonalState, ShallowHistoryState, Statechart,
    Transition,
)
from statemachine.engines.sync import SyncEngine  # noqa: E402
from statemachine.io.scxml.processor import SCXMLProcessor  # noqa: E402
from statemachine.orderedset import OrderedSet  # noqa: E402

EVENTS = ["a", "b", "c"]


class Node:
    """One state of a random chart."""

    def __init__(self, name, kind, parent):
        self.name, self.kind, self.parent = name, kind, parent
        self.children, self.transitions, self.entry, self.exit = [], [], [], []
        self.initial = None  # a child, or for a history its default
        self.deep = False

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    def ancestors(self):
        node = self.parent
        while node:
            yield node
            node = node.parent


class Edge:
    """One transition of a random chart."""

    def __init__(self, source, events, guard, target, internal, raises):
        self.source, self.events, self.guard = source, events, guard
        self.target, self.internal, self.raises = target, internal, raises


class RandomChart:
    """A chart of nested, parallel, final and history states.

    `plain` leaves out what sismic has no words for: wildcards, several events, internal transitions, done events.
    """

    def __init__(self, seed, plain):
        self.random, self.plain, self.count = random.Random(seed), plain, 0
        self.root = Node("root", "compound", None)
        for _ in range(self.random.randint(2, 3)):
            self.grow(self.root, 1)
        if self.random.random() < 0.3:
            self.add(self.root, "final")
        self.states = list(self.root.walk())[1:]
        for node in [self.root] + self.states:
            self.fill(node)

    def add(self, parent, kind):
        self.count += 1
        node = Node(f"s{self.count}", kind, parent)
        parent.children.append(node)
        return node

    def grow(self, parent, depth):
        roll = self.random.random()
        if depth >= 3 or roll < 0.4:
            return self.add(parent, "final" if parent.kind == "compound" and parent.children and roll < 0.06 else "atomic")
        node = self.add(parent, "parallel" if roll < 0.65 else "compound")
        for _ in range(self.random.randint(2, 3)):
            self.grow(node, depth + 1)
        if node.kind == "compound":
            if self.random.random() < 0.25:
                self.add(node, "final")
            if self.random.random() < 0.35:
                history = self.add(node, "history")
                history.deep = self.random.random() < 0.5
        return node

    def fill(self, node):
        pick, chance = self.random.choice, self.random.random
        real = [child for child in node.children if child.kind != "history"]
        if node.kind == "compound":
            node.initial = pick(real if node.parent else [child for child in real if child.kind != "final"])
        if node.kind == "history":
            node.initial = pick([child for child in node.parent.children if child.kind != "history"])
        if node.kind in ("atomic", "compound", "parallel") and node.parent:
            for _ in range(self.random.choice([0, 1, 1, 2])):
                node.transitions.append(self.edge(node))
            if chance() < 0.15:
                node.entry.append("i")
            if chance() < 0.15:
                node.exit.append("j")

    def edge(self, node):
        pick, chance = self.random.choice, self.random.random
        names = EVENTS + ["i", "j"]
        if self.plain:
            events = [pick(names)]
        else:
            names = names + ["a.x", "*", "a.*", "done.state." + pick(self.states).name, "done"]
            events = [pick(names) for _ in range(pick([1, 1, 1, 2]))]
        guard = None
        if chance() < 0.3:
            asked = pick([state for state in self.states if state.kind != "history"]).name
            guard = (asked, chance() < 0.3)
        eventless = guard is not None and not guard[1] and chance() < 0.15
        target = None if chance() < 0.08 else pick(self.states)
        # python-statemachine refuses internal transitions that the Recommendation treats as external ones.
        inside = node.kind == "compound" and target is not None and node in target.ancestors()
        return Edge(
            node, [] if eventless else events, guard, pick(self.states) if eventless else target,
            not self.plain and inside and not eventless and chance() < 0.5,
            ["i"] if chance() < 0.12 and not eventless else [])


def scxml(chart):
    """The chart as SCXML."""
    lines = [f'<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" initial="{chart.root.initial.name}">']

    def raises(names):
        return "".join(f'<raise event="{name}"/>' for name in names)

    def write(node, indent):
        pad = "  " * indent
        if node.kind == "history":
            kind = "deep" if node.deep else "shallow"
            lines.append(f'{pad}<history id="{node.name}" type="{kind}"><transition target="{node.initial.name}"/></history>')
            return
        tag = {"parallel": "parallel", "final": "final"}.get(node.kind, "state")
        initial = f' initial="{node.initial.name}"' if node.initial else ""
        lines.append(f'{pad}<{tag} id="{node.name}"{initial}>')
        if node.entry:
            lines.append(f"{pad}  <onentry>{raises(node.entry)}</onentry>")
        if node.exit:
            lines.append(f"{pad}  <onexit>{raises(node.exit)}</onexit>")
        for edge in node.transitions:
            attributes = f' event="{" ".join(edge.events)}"' if edge.events else ""
            if edge.guard:
                attributes += f' cond="{"not " if edge.guard[1] else ""}In(\'{edge.guard[0]}\')"'
            if edge.target:
                attributes += f' target="{edge.target.name}"'
            if edge.internal:
                attributes += ' type="internal"'
            lines.append(f"{pad}  <transition{attributes}>{raises(edge.raises)}</transition>")
        for child in node.children:
            write(child, indent + 1)
        lines.append(f"{pad}</{tag}>")

    for child in chart.root.children:
        write(child, 1)
    return "\n".join(lines + ["</scxml>", ""])


# What each implementation makes of a chart: a list of (sorted active atomic states, ended), first at the start.


def run_ours(program, text, events):
    with tempfile.NamedTemporaryFile("w", suffix=".scxml") as file:
        file.write(text)
        file.flush()
        script = "".join(json.dumps({"event": event}) + "\n" for event in events)
        done = subprocess.run(
            [program, "workflow", "run-scxml", file.name, "--script", "-"], input=script, capture_output=True, text=True,
            timeout=60)
    if done.returncode == 4:
        return None
    if done.returncode != 0:
        raise SystemExit(f"{program} refuses a chart ({done.returncode}):\n{done.stderr}\n{text}")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return [(line["configuration"], line["final"]) for line in lines]


class Watched:
    """After how many events python-statemachine first chose otherwise because it asked its states out of order."""

    events = 0
    disorder = None


def select(engine, data, predicate, choose=SyncEngine._select_transitions):
    """As it selects, watching whether document order would have made a difference."""
    chosen = choose(engine, data, predicate)
    atomic = sorted((state for state in engine.sm.configuration if state.is_atomic), key=lambda s: int(s.id[1:]))
    ordered = OrderedSet()
    for state in atomic:
        transition = engine._first_transition_that_matches(state, data, predicate)
        if transition is not None:
            ordered.add(transition)
    if Watched.disorder is None and list(engine._filter_conflicting_transitions(ordered)) != list(chosen):
        Watched.disorder = Watched.events
    return chosen


SyncEngine._select_transitions = select


class Endless(Exception):
    """Raised by an alarm: the other implementation does not come to rest."""


def ring(*_):
    raise Endless("does not come to rest")


signal.signal(signal.SIGALRM, ring)


def run_statemachine(text, events, chart):
    Watched.events, Watched.disorder = 0, None
    atomic = {state.name for state in chart.states if state.kind in ("atomic", "final")}
    processor = SCXMLProcessor()
    with contextlib.redirect_stdout(io.StringIO()):
        processor.parse_scxml("random", text)
        machine = processor.start()

        def look():
            return (sorted(str(s.value) for s in machine.configuration if str(s.value) in atomic), machine.is_terminated)

        yield look()
        for event in events:
            Watched.events += 1
            if not machine.is_terminated:
                machine.send(event)
            yield look()


class Sismic:
    """The chart in sismic, with the transitions that it took."""

    def __init__(self, chart):
        self.chart = chart
        self.edges = {}
        model = Statechart("random")
        model.add_state(CompoundState("root", initial=chart.root.initial.name), None)
        for node in chart.states:
            model.add_state(self.state(node), node.parent.name)
        for node in chart.states:
            for edge in node.transitions:
                guard = f"{'not ' if edge.guard[1] else ''}active('{edge.guard[0]}')" if edge.guard else None
                transition = Transition(
                    node.name, edge.target.name if edge.target else None, event=(edge.events or [None])[0], guard=guard,
                    action="\n".join(f"send('{name}')" for name in edge.raises) or None)
                model.add_transition(transition)
                self.edges[id(transition)] = edge
        self.machine = Interpreter(model)
        self.taken = []

    def state(self, node):
        entry = "\n".join(f"send('{name}')" for name in node.entry) or None
        leave = "\n".join(f"send('{name}')" for name in node.exit) or None
        if node.kind == "compound":
            return CompoundState(node.name, initial=node.initial.name, on_entry=entry, on_exit=leave)
        if node.kind == "parallel":
            return OrthogonalState(node.name, on_entry=entry, on_exit=leave)
        if node.kind == "final":
            return FinalState(node.name, on_entry=entry, on_exit=leave)
        if node.kind == "history":
            return (DeepHistoryState if node.deep else ShallowHistoryState)(node.name, memory=node.initial.name)
        return BasicState(node.name, on_entry=entry, on_exit=leave)

    def run(self, events):
        yield self.settle()
        for event in events:
            if not self.machine.final:
                self.machine.queue(event)
                yield self.settle()

    def settle(self):
        atomic = {s.name for s in self.chart.states if s.kind in ("atomic", "final")}
        for _ in range(300):
            step = self.machine.execute_once()
            if step is None:
                return (sorted(name for name in self.machine.configuration if name in atomic), False)
            for micro in step.steps:
                if micro.transition is not None:
                    self.taken.append(self.edges[id(micro.transition)])
            # Where it ends, sismic leaves everything, the final state first.
            if self.machine.final:
                return (step.steps[-1].exited_states[:1], True)
        raise RecursionError


# Known differences. Each is a name and a test that is given the chart and what was taken before the first difference.


def meeting(edge):
    """The nearest state around both ends of a transition, of any kind."""
    around = list(edge.source.ancestors())
    return next(node for node in edge.target.ancestors() if node in around)


def crosses_parallel(edge):
    return edge.target is not None and meeting(edge).kind == "parallel"


def enters_parallel_inside(edge):
    if edge.target is None:
        return False
    below = meeting(edge)
    for node in edge.target.ancestors():
        if node is below:
            return False
        if node.kind == "parallel":
            return True
    return False


SISMIC = [
    ("sismic-parallel-domain", lambda run, _: any(crosses_parallel(edge) for edge in run.taken)),
    ("sismic-other-regions", lambda run, _: any(enters_parallel_inside(edge) for edge in run.taken)),
]
STATEMACHINE = [
    ("statemachine-order", lambda _, place: Watched.disorder is not None and Watched.disorder <= place),
]


def compare(name, ours, theirs, exceptions, tally, explain):
    """The first difference, if it has no name. Runs the other implementation no further than that."""
    place, right = -1, None

    def known():
        for exception, applies in exceptions:
            if applies(explain, max(place, 0)):
                return exception
        return None

    signal.alarm(20)
    try:
        for place, right in enumerate(theirs):
            if ours[place] != right:
                problem = f"after {place} events: ours {ours[place]}, theirs {right}"
                break
        else:
            tally[name, "same"] += 1
            return None
    except (NonDeterminismError, ConflictingTransitionsError) as error:
        tally[name, "sismic-" + type(error).__name__] += 1
        return None
    except Exception as error:  # noqa: BLE001
        place += 1
        problem = f"after {place} events: {type(error).__name__}: {error}"
    finally:
        signal.alarm(0)
    exception = known()
    if exception is None:
        return f"{name}: {problem}"
    tally[name, exception] += 1
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    tally, failures = collections.Counter(), 0
    for seed in range(options.seed, options.seed + options.count):
        for plain in (False, True):
            chart = RandomChart(seed, plain)
            text = scxml(chart)
            names = EVENTS if plain else EVENTS + ["a.x.y", "unheard"]
            events = [chart.random.choice(names) for _ in range(12)]
            ours = run_ours(options.program, text, events)
            if ours is None:
                tally["ours", "endless"] += 1
                continue
            problems = [
                compare("python-statemachine", ours, run_statemachine(text, events, chart), STATEMACHINE, tally, chart)]
            if plain:
                run = Sismic(chart)
                problems.append(compare("sismic", ours, run.run(events), SISMIC, tally, run))
            for problem in filter(None, problems):
                failures += 1
                print(f"seed {seed}{' plain' if plain else ''}: {problem}", file=sys.stderr)
                if failures <= 3:
                    print(f"  events {' '.join(events)}\n{text}", file=sys.stderr)
    for (name, what), count in sorted(tally.items()):
        print(f"{name:22} {what:32} {count}")
    if failures:
        sys.exit(f"{failures} differences without a name")


main()
