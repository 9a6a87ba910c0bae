"""Decides whether a database that was treated badly still tells the truth.

It knows the tables and what callers were told, and shares no code with the engine: the hash of an event is computed
here anew from the definition in the tables' comments, and what must stand beside the events of the timed case is said
here a second time.
"""

import collections
import hashlib
import json
import uuid

ACTS = ["registered", "accept", "assign", "consent", "session", "session", "agree", "sign", "perform", "close"]
GENESIS = bytes(32)


def acknowledged(files):
    """What callers were told, in the order they were told it: case and revision. A line cut short was told to nobody."""
    told = []
    for file in files:
        if file.exists():
            lines = file.read_text(encoding="utf-8").split("\n")
            told += [(case, int(revision)) for case, revision in (line.split(" ") for line in lines[:-1])]
    return told


def table(cluster, database, query):
    """The rows of a query, each a JSON object."""
    text = cluster.sql(database, f"copy (select to_json(q) from ({query}) q) to stdout (format csv, quote E'\\x01', "
                                 "delimiter E'\\x02')")
    return [json.loads(line) for line in text.splitlines()]


def digest(event, previous):
    milliseconds = round(event["ms"])
    return hashlib.sha256(
        previous + event["district"].to_bytes(4, "big") + uuid.UUID(event["case_id"]).bytes
        + event["sequence"].to_bytes(4, "big") + milliseconds.to_bytes(8, "big")
        + event["content"].encode("utf-8")).digest()


def delivered(folder):
    """The messages in a spool folder: case, sequence, number."""
    names = [file.name.removesuffix(".json") for file in folder.iterdir() if not file.name.startswith(".")]
    return [(name[:36], *(int(part) for part in name[37:].split("-"))) for name in names]


def faults(cluster, database, told, interrupted, messages):
    """Everything that is not as it must be.

    `messages` are those that arrived, after all were given time to.
    `interrupted` is how many commands may have been carried out without their caller hearing of it: those that were under
    way when their program was killed, and those that were answered with an error.
    """
    events = collections.defaultdict(list)
    for event in table(cluster, database,
                       "select case_id, district, sequence, act, content::text, encode(previous, 'hex') as previous, "
                       "algorithm, encode(hash, 'hex') as hash, extract(epoch from recorded_at) * 1000 as ms, "
                       "extract(epoch from occurred_at) * 1000 as occurred "
                       "from event order by case_id, sequence"):
        events[event["case_id"]].append(event)
    disputes = {row["id"]: row for row in table(
        cluster, database, "select id, revision, encode(head, 'hex') as head, document::json from dispute")}
    counts = {name: collections.Counter(row["case_id"] for row in table(cluster, database, f"select case_id from {name}"))
              for name in ("case_number", "custody", "work_item", "clock")}
    arrived = collections.defaultdict(list)
    for case, sequence, number in sorted(messages):
        arrived[case].append((sequence, number))

    found = [f"{row['case_id']}: message {row['sequence']} never left"
             for row in table(cluster, database, "select case_id, sequence from outbox")]
    for pair, times in collections.Counter(told).items():
        if times > 1:
            found.append(f"{pair[0]}: revision {pair[1]} was answered {times} times")
    last = {}
    for case, revision in told:
        last[case] = max(revision, last.get(case, 0))
    for case, revision in last.items():
        if len(events[case]) < revision:
            found.append(f"{case}: revision {revision} was answered, {len(events[case])} events are there")
    unheard = 0
    for case, history in events.items():
        size = len(history)
        unheard += size - last.get(case, 0)
        head, last_time = GENESIS, (0, 0)
        for place, event in enumerate(history, start=1):
            if event["sequence"] != place or event["act"] != ACTS[place - 1]:
                found.append(f"{case}: event {event['sequence']} ({event['act']}) stands at place {place}")
            if event["previous"] != head.hex() or event["algorithm"] != "sha256" \
                    or event["hash"] != digest(event, head).hex():
                found.append(f"{case}: the chain breaks at event {place}")
            head = bytes.fromhex(event["hash"])
            times = (event["occurred"], event["ms"])
            if any(later < earlier for earlier, later in zip(last_time, times)):
                found.append(f"{case}: time goes back at event {place}")
            last_time = times
        row = disputes.pop(case, None)
        if row is None or row["revision"] != size or row["head"] != head.hex() or row["document"]["revision"] != size:
            found.append(f"{case}: its row does not stand at event {size}")
        expected = {"case_number": 1, "custody": 1, "work_item": 1 if size < len(ACTS) else 0, "clock": 1 if size > 1 else 0}
        for name, count in expected.items():
            if counts[name].pop(case, 0) != count:
                found.append(f"{case}: {name} has not {count} rows after {size} events")
        caused = [(1, 0)] + ([(10, 0)] if size == len(ACTS) else [])
        if arrived.pop(case, []) != caused:
            found.append(f"{case}: the messages {caused} are not what arrived")
    found += [f"{case}: a dispute without history" for case in disputes]
    for name, rest in [*counts.items(), ("a message", arrived)]:
        found += [f"{case}: {name} without history" for case in rest]
    if unheard > interrupted:
        found.append(f"{unheard} commands were carried out unheard, {interrupted} can have been")
    return found
