# SPDX-License-Identifier: Apache-2.0
"""`dnslint decode` against dnspython, on messages that are made from a seed.

decode_test.py COMMAND [--count N] [--seed N] [--mutated SHARE] [--show]

Both must accept what dnspython has built. Where both accept, they must read the same: header, questions,
every field of every record, options; and dnspython must read the text form as the same bytes.
"""

import argparse
import collections
import ipaddress
import json
import struct
import subprocess
import sys

import dns.edns
import dns.opcode
import dns.rcode

import reference
from messages import Messages

BATCH = 2000


def decode(command, wires):
    """What the command makes of each message."""
    stream = b"".join(struct.pack("!H", len(wire)) + wire for wire in wires)
    done = subprocess.run([command, "decode", "--stream"], input=stream, capture_output=True, check=False)
    if done.returncode not in (0, 3) or done.stderr:
        raise SystemExit(f"decode ended with {done.returncode}: {done.stderr.decode(errors='replace')[-4000:]}")
    lines = done.stdout.decode().splitlines()
    if len(lines) != len(wires):
        raise SystemExit(f"{len(lines)} lines for {len(wires)} messages")
    return [json.loads(line) for line in lines]


def compare(what, ours, theirs):
    if ours != theirs:
        yield f"{what}: dnslint {ours!r}, dnspython {theirs!r}"


def compare_header(ours, theirs):
    numbers = dict(ours)
    numbers["opcode"] = opcode_number(ours["opcode"])
    numbers["rcode"] = rcode_number(ours["rcode"])
    yield from compare("header", numbers, reference.header(theirs))


def opcode_number(mnemonic):
    known = {"DSO": 6}
    if mnemonic.startswith("OPCODE"):
        return int(mnemonic[6:])
    return known.get(mnemonic) if mnemonic in known else int(dns.opcode.from_text(mnemonic))


def rcode_number(mnemonic):
    known = {"BADVERS": 16, "DSOTYPENI": 11, "BADKEY": 17, "BADTIME": 18, "BADMODE": 19, "BADNAME": 20, "BADALG": 21,
             "BADTRUNC": 22, "BADCOOKIE": 23}
    if mnemonic.startswith("RCODE"):
        return int(mnemonic[5:])
    return known[mnemonic] if mnemonic in known else int(dns.rcode.from_text(mnemonic))


def compare_questions(ours, theirs):
    expected = [{"name": reference.name(q.name), "type": reference.kind(q.rdtype), "class": "IN"}
                for q in theirs.question if q.rdclass == reference.IN]
    yield from compare("question", ours["question"], expected)


def compare_record(ours, theirs):
    _, mnemonic, _, fields, data = theirs
    if fields is None:
        # A type that is in dnspython's table only may have had compressed names.
        if not mnemonic.startswith("TYPE") or mnemonic == "TYPE65280":
            yield from compare("rdata", ours["rdata"], {"rdata": data.hex()})
        return
    if not ours["text"].startswith("\\#"):
        yield from compare("fields", {key: ours["rdata"].get(key) for key in fields}, fields)
        missing = set(ours["rdata"]) - set(fields) - {"params"}
        yield from compare("keys", missing, set())
    if mnemonic == "LOC":
        return  # dnspython keeps it as floating-point numbers, and not all sizes that mean 0 metres
    try:
        read = reference.read_text(mnemonic, ours["text"])
    except Exception as error:  # pylint: disable=broad-except
        yield f"text {ours['text']!r}: dnspython refuses it: {error!r}"
        return
    yield from compare(f"text {ours['text']!r}", read.hex(), data.hex())


def compare_section(where, ours, theirs):
    theirs, others = reference.records(theirs)
    # RRsets are sorted when decoded, and their order means nothing.
    theirs.sort(key=lambda r: (r[0], r[1], r[2], r[4]))
    ours = sorted(ours, key=lambda r: (r["name"], r["type"], r["ttl"], our_bytes(r)))
    yield from compare(where, [(r["name"], r["type"], r["ttl"]) for r in ours], [r[:3] for r in theirs])
    if len(ours) == len(theirs):
        for mine, other in zip(ours, theirs):
            yield from (f"{where} {mine['name']} {mine['type']}: {p}" for p in compare_record(mine, other))
    return others


def our_bytes(r):
    """What to sort records of one RRset by."""
    try:
        return reference.read_text(r["type"], r["text"])
    except Exception:  # pylint: disable=broad-except
        return r["text"].encode()


def option_fields(code, data):
    """What is known of an option, by dnspython and the RFCs; None when it is malformed or unknown."""
    if code == dns.edns.ECS:
        try:
            option = dns.edns.option_from_wire(code, data, 0, len(data))
        except Exception:  # pylint: disable=broad-except
            return None
        family = 1 if ipaddress.ip_address(option.address).version == 4 else 2
        return {"family": family, "source_prefix": option.srclen, "scope_prefix": option.scopelen}
    if code == dns.edns.EDE and len(data) >= 2:
        text = data[2:-1] if data.endswith(b"\0") and len(data) > 2 else data[2:]
        return {"info_code": int.from_bytes(data[:2], "big"), "text": reference.text(text)}
    if code == dns.edns.NSID:
        return {"text": reference.text(data)}
    return None


def as_dnspython_keeps_it(code, data):
    """It drops the zero byte behind the text of an extended error, and the bits behind a client's prefix."""
    if code == dns.edns.EDE and len(data) > 2 and data.endswith(b"\0"):
        return data[:-1]
    if code == dns.edns.ECS and len(data) > 4 and data[2] % 8 != 0:
        return data[:-1] + bytes([data[-1] & (0xff << (8 - data[2] % 8)) & 0xff])
    return data


def compare_edns(ours, theirs):
    expected = reference.edns(theirs)
    if ours is None or expected is None:
        yield from compare("edns", ours, expected)
        return
    for key in ("udp_size", "version", "do"):
        yield from compare(key, ours[key], expected[key])
    options = [(o["code"], bytes.fromhex(o["data"])) for o in ours["options"]]
    yield from compare(
        "options", [(code, as_dnspython_keeps_it(code, data)) for code, data in options], expected["options"])
    for option in ours["options"]:
        known = option_fields(option["code"], bytes.fromhex(option["data"]))
        if known is not None:
            yield from compare(f"option {option['code']}", {key: option.get(key) for key in known}, known)


def compare_messages(ours, theirs):
    """Everything that the two read differently."""
    yield from compare_header(ours["header"], theirs)
    # dnspython reads updates by a grammar of their own.
    if theirs.opcode() == dns.opcode.UPDATE:
        return
    yield from compare_questions(ours, theirs)
    others = sum(q.rdclass != reference.IN for q in theirs.question)
    for where, section in (("answer", theirs.answer), ("authority", theirs.authority), ("additional", theirs.additional)):
        others += yield from compare_section(where, ours[where], section)
    yield from compare("other classes", len(ours.get("other_classes", [])), others)
    yield from compare_edns(ours.get("edns"), theirs)


class Tally:
    """How often each thing happened, and the differences."""

    def __init__(self):
        self.counts = collections.Counter()
        self.reasons = collections.Counter()
        self.differences = []
        self.types = collections.Counter()

    def take(self, wire, valid, ours):
        try:
            theirs = reference.read(wire)
        except Exception as error:  # pylint: disable=broad-except
            theirs = error
        accepted = ("error" not in ours, not isinstance(theirs, Exception))
        self.counts[accepted] += 1
        if valid and not all(accepted):
            self.differences.append((wire, f"well-formed, but refused: {ours.get('error')}, {theirs!r}"))
        elif all(accepted):
            self.differences += [(wire, d) for d in compare_messages(ours, theirs)]
            self.types.update(r["type"] for where in ("answer", "authority", "additional") for r in ours[where])
        elif any(accepted):
            self.reasons[("only dnslint accepts", repr(theirs)[:70]) if accepted[0]
                         else ("only dnspython accepts", ours["error"]["reason"])] += 1

    def print(self, show):
        print(f"both accept {self.counts[True, True]}, both refuse {self.counts[False, False]}, "
              f"only dnslint accepts {self.counts[True, False]}, only dnspython accepts {self.counts[False, True]}; "
              f"{self.types.total()} records of {len(self.types)} types compared; {len(self.differences)} differences")
        if show:
            for (who, reason), count in self.reasons.most_common(60):
                print(f"{count:8} {who}: {reason}")
        for wire, difference in self.differences[:20]:
            print(f"\n{difference}\n{wire.hex()}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command")
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mutated", type=float, default=0.5)
    parser.add_argument("--show", action="store_true", help="why only one of the two accepted")
    options = parser.parse_args()
    source = Messages(options.seed)
    tally = Tally()
    for begin in range(0, options.count, BATCH):
        size = min(BATCH, options.count - begin)
        valid = [source.chance.random() >= options.mutated for _ in range(size)]
        wires = [source.valid() if v else source.mutated() for v in valid]
        for wire, v, ours in zip(wires, valid, decode(options.command, wires)):
            tally.take(wire, v, ours)
    tally.print(options.show)
    # Each type of the table has been compared.
    missing = set(reference.FIELDS) - set(tally.types)
    if options.mutated < 1 and missing:
        print(f"never seen: {sorted(missing)}")
        return 1
    return 1 if tally.differences else 0


if __name__ == "__main__":
    sys.exit(main())
