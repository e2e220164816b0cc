# SPDX-License-Identifier: Apache-2.0
"""Publishes what `dnslint fix` prints on a real name server, Knot: fix_on_server_test.py DNSLINT

A domain is audited over the network, its edits are applied, once by nsupdate (RFC 2136) and once as lines of the zone
file, and the audit that follows must give the score that was rehearsed, with the mended checks passing.
"""

import json
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DOMAIN = "advised.test"
ZONES = {
    "test.": ["@ SOA a.nic.test. h.test. 1 14400 3600 1209600 3600", "@ NS a.nic.test."],
    "host.test.": ["@ SOA ns1 h 1 14400 3600 1209600 3600", "@ NS ns1", "ns1 A 192.0.2.3", "ns2 A 198.51.100.3",
                   "@ MX 10 ns1", '*._report._dmarc TXT "v=DMARC1"'],
    DOMAIN + ".": ["@ SOA ns1.host.test. h 1 14400 3600 1209600 3600", "@ NS ns1.host.test.", "@ NS ns2.host.test.",
                   "@ MX 10 mx", "mx A 192.0.2.1", "mx AAAA 2001:db8::1", '@ TXT "v=spf1 mx ~all"', '@ TXT "token=1"',
                   '_dmarc TXT "v=DMARC1; p=none; fo=1; rua=mailto:r@host.test"'],
}
STATED = ["--set", "advice.tls_rua=box@host.test", "--set", "advice.enforce=yes"]
FIRST_ANSWER = 20  # seconds


def free_port():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Knot:
    """knotd with these zones on loopback, which may be updated from there."""

    def __init__(self, home, zones):
        self.home = home
        self.port = free_port()
        (home / "db").mkdir()
        text = [f"server:\n  rundir: {home}\n  listen: 127.0.0.1@{self.port}\n", f"database:\n  storage: {home}/db\n",
                "log:\n  - target: stderr\n    any: warning\n",
                "acl:\n  - id: here\n    address: 127.0.0.1\n    action: update\n", "zone:\n"]
        for name, lines in zones.items():
            file = home / f"{name}zone"
            file.write_text(f"$ORIGIN {name}\n$TTL 3600\n" + "\n".join(lines) + "\n")
            text.append(f"  - domain: {name}\n    file: {file}\n    acl: here\n")
        (home / "knot.conf").write_text("".join(text))
        self.process = subprocess.Popen(["knotd", "-c", home / "knot.conf"], stderr=subprocess.PIPE)
        self.wait()

    def wait(self):
        end = time.monotonic() + FIRST_ANSWER
        while time.monotonic() < end:
            ran = subprocess.run(["dig", "+short", "+time=1", "+tries=1", "@127.0.0.1", "-p", str(self.port), "SOA",
                                  DOMAIN], capture_output=True, text=True, check=False)
            if "ns1.host.test." in ran.stdout:
                return
            time.sleep(0.1)
        self.process.kill()
        sys.exit(f"knotd does not answer: {self.process.stderr.read().decode()}")

    def log(self):
        self.process.terminate()
        return self.process.stderr.read().decode()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def run(dnslint, server, *words):
    return subprocess.run([dnslint, *words, "--resolver", f"127.0.0.1:{server.port}", "--timeout", "2s"],
                          capture_output=True, text=True, check=False)


def audit(dnslint, server):
    ran = run(dnslint, server, "scan", DOMAIN, "--format", "json", "--no-trial", *STATED)
    if ran.returncode not in (0, 1):
        sys.exit(f"scan: {ran.returncode} {ran.stderr}")
    return json.loads(ran.stdout)["domains"][0]


def fix(dnslint, server, form):
    ran = run(dnslint, server, "fix", DOMAIN, "--format", form, *STATED)
    promised = re.search(r", rehearsed: (\S+) (\S+)\n", ran.stdout)
    if ran.returncode != 0 or not promised:
        sys.exit(f"fix: {ran.returncode} {ran.stdout} {ran.stderr}")
    return ran.stdout, promised


def check(before, after, promised, fixes):
    mended = set(re.findall(r"[a-z0-9-]+/[a-z0-9-]+", " ".join(re.findall(r"; for (.*)", fixes))))
    failing = {f["id"] for f in after["findings"]}
    assert mended and not mended & failing, (mended, failing)
    assert f"{after['score']:g}" == promised[2], (after["score"], promised[2])
    assert after["score"] > before["score"], (before["score"], after["score"])
    assert not set(before["passed"]) & failing, set(before["passed"]) & failing
    print(f"{before['grade']} {before['score']} -> {after['grade']} {after['score']}, {len(mended)} checks mended")


def by_nsupdate(dnslint, home):
    with Knot(home, ZONES) as server:
        before = audit(dnslint, server)
        fixes, promised = fix(dnslint, server, "nsupdate")
        sent = subprocess.run(["nsupdate", "-v"], input=f"server 127.0.0.1 {server.port}\n{fixes}", text=True,
                              capture_output=True, check=False)
        assert sent.returncode == 0, f"{fixes}{sent.stderr}{server.log()}"
        after = audit(dnslint, server)
        check(before, after, promised, fixes)
        kept = subprocess.run(["dig", "+short", "@127.0.0.1", "-p", str(server.port), "TXT", DOMAIN],
                              capture_output=True, text=True, check=False)
        assert '"token=1"' in kept.stdout, kept.stdout


def absolute(line, zone):
    """Owner, type and data of a line of a zone file, for comparison."""
    owner, rest = line.split(" ", 1)
    owner = zone if owner == "@" else owner if owner.endswith(".") else f"{owner}.{zone}"
    return owner, re.sub(r"^(\d+ )?(IN )?", "", rest)


def by_zone_lines(dnslint, home):
    zone = DOMAIN + "."
    with Knot(home, ZONES) as server:
        before = audit(dnslint, server)
        fixes, promised = fix(dnslint, server, "bind")
    removed = [absolute(line, zone) for line in re.findall(r"^; - (.*)", fixes, re.M)]
    kept = [line for line in ZONES[zone] if absolute(line, zone) not in removed]
    assert len(kept) == len(ZONES[zone]) - len(removed), (removed, kept)
    added = [line for line in fixes.splitlines() if line and not line.startswith(";")]
    shutil.rmtree(home / "db")
    with Knot(home, {**ZONES, zone: kept + added}) as server:
        check(before, audit(dnslint, server), promised, fixes)


def main(dnslint):
    if not all(map(shutil.which, ("knotd", "nsupdate", "dig"))):
        print("knotd, nsupdate or dig is not installed")
        return 77
    for publish in (by_nsupdate, by_zone_lines):
        with tempfile.TemporaryDirectory() as name:
            publish(dnslint, Path(name))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
