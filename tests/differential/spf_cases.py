# SPDX-License-Identifier: Apache-2.0
"""SPF records with the zones that they lead to, made from a seed."""

import random

NAMES = ["a", "b", "c", "d", "e", "f", "g"]
CLIENTS = ["192.0.2.1", "192.0.2.77", "198.51.100.9", "2001:db8::1", "2001:db8:0:1::9", "::ffff:192.0.2.1"]
NETWORKS = ["192.0.2.0", "192.0.2.1", "198.51.100.0", "203.0.113.7", "192.0.2", "192.0.2.256", "192.0.02.1"]
NETWORKS6 = ["2001:db8::", "2001:DB8::1", "::1", "::ffff:192.0.2.1", "2001:db8:::1", "12345::", "2001:db8:0:1::"]
LENGTHS = ["", "", "", "/0", "/8", "/24", "/31", "/32", "/33", "/08", "/", "/x"]
LENGTHS6 = ["", "", "", "/0", "/32", "/64", "/128", "/129", "/00"]
DUAL = ["", "", "", "/24", "/0", "//64", "/24//64", "//0", "/24/64", "//129", "/33", "/24//"]
MACROS = ["%{d}", "%{l}", "%{o}", "%{i}", "%{ir}", "%{v}", "%{h}", "%{s}", "%{d2}", "%{dr}", "%{d1r}", "%{l1r-}",
          "%{l+-}", "%{S}", "%{D}", "%%", "%_", "%-", "%{d0}", "%{x}", "%{c}", "%", "%{d", "%{d3}", "%{p}", "%{o1}"]
WORDS = ["moo", "all:x", "all/8", "include", "exists", "ip4", "ip4:", "redirect:b.example.test", "x=%{d}", "y=", "=z",
         "-x=y", "a.b=c", "a=b", "1=2", "ptr/24", "A", "MX", "PTR", "aa", "include:", "mx:", "+", "all,"]


class Generator:
    """One case: record texts, zones as name -> type -> values, and a message."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.zone = {}

    def pick(self, values):
        return self.random.choice(values)

    def chance(self, share):
        return self.random.random() < share

    def name(self):
        kind = self.random.random()
        if kind < 0.75:
            return self.pick(NAMES) + ".example.test"
        if kind < 0.82:
            return "%s.%s.example.test" % (self.pick(MACROS), self.pick(NAMES))
        if kind < 0.87:
            return "%s.example.test" % self.pick(MACROS)
        if kind < 0.90:
            return "example.test"
        return self.pick(["x" * 64 + ".test", "a..test", "test", "b.123", "a.b-", "b.example.test.", "%{d}", "b.1-2",
                          "a.example.test/24", "B.EXAMPLE.TEST", "_x.example.test", "a:b.example.test"])

    def mechanism(self):
        kind = self.pick(["all", "include", "include", "a", "a", "mx", "mx", "ptr", "ip4", "ip4", "ip6", "exists", "odd"])
        if kind == "odd":
            return self.pick(WORDS) if self.chance(0.4) else "ip4:203.0.113.9"
        if kind == "ip4":
            length = self.pick(LENGTHS[:8]) if self.chance(0.95) else self.pick(LENGTHS)
            return "ip4:" + (self.pick(NETWORKS[:4]) if self.chance(0.95) else self.pick(NETWORKS)) + length
        if kind == "ip6":
            length = self.pick(LENGTHS6[:7]) if self.chance(0.95) else self.pick(LENGTHS6)
            return "ip6:" + (self.pick(NETWORKS6[:4]) if self.chance(0.95) else self.pick(NETWORKS6)) + length
        if kind == "all":
            return "all"
        domain = ":" + self.name() if kind in ("include", "exists") or self.chance(0.6) else ""
        if kind in ("a", "mx"):
            domain += self.pick(DUAL[:7]) if self.chance(0.95) else self.pick(DUAL)
        return kind + domain

    def record(self, most):
        terms = []
        for _ in range(self.random.randrange(most)):
            terms.append(self.pick(["", "", "", "-", "~", "?", "+"]) + self.mechanism())
        if self.chance(0.2):
            terms.append("redirect=" + self.name())
        if self.chance(0.2):
            terms.insert(self.random.randrange(len(terms) + 1), "exp=" + self.name())
        if self.chance(0.6):
            terms.append(self.pick(["-all", "~all", "?all", "all"]))
        version = "v=spf1" if self.chance(0.97) else self.pick(["V=SPF1", "v=spf10", "v=spf1\t", " v=spf1"])
        return version + "".join(self.pick([" ", " ", " ", "  "]) + t for t in terms)

    def add(self, name, kind, value):
        self.zone.setdefault(name, {}).setdefault(kind, []).append(value)

    def host(self, name):
        for _ in range(self.random.randrange(3)):
            self.add(name, "A", self.pick(["192.0.2.1", "192.0.2.77", "198.51.100.9", "203.0.113.1"]))
        if self.chance(0.4):
            self.add(name, "AAAA", self.pick(["2001:db8::1", "2001:db8:0:1::8", "2001:db8:1::1"]))

    def fill(self, name, most):
        if self.chance(0.06):
            self.add(name, "CNAME", self.pick(NAMES) + ".example.test")
            return
        self.host(name)
        if self.chance(0.5):
            many = 11 if self.chance(0.05) else self.random.randrange(1, 4)
            for i in range(many):
                self.add(name, "MX", (10 * i, "mx%d.example.test" % i))
        if self.chance(0.85):
            self.add(name, "TXT", self.record(most))
        if self.chance(0.03):
            self.add(name, "TXT", self.record(2))
        if self.chance(0.15):
            self.add(name, "TXT", self.pick(["an explanation of %{d}", "%{i} %{c}%_%{S}", "bad %{x}", "other text"]))
        if self.chance(0.03):
            self.zone[name] = {"FAIL": []}

    def case(self):
        names = self.random.sample(NAMES, 5)
        self.fill("example.test", 7)
        self.zone["example.test"].pop("CNAME", None) if "example.test" in self.zone else None
        if self.chance(0.97):
            self.zone.setdefault("example.test", {}).pop("FAIL", None)
            self.zone["example.test"]["TXT"] = [self.record(8)]
        for name in names:
            self.fill(name + ".example.test", 4)
        for i in range(4):
            self.host("mx%d.example.test" % i)
        for client in ("1.2.0.192.in-addr.arpa", "77.2.0.192.in-addr.arpa"):
            for _ in range(self.random.randrange(3)):
                self.add(client, "PTR", self.pick(NAMES + ["mx0", "mx1"]) + ".example.test")
        message = {
            "ip": self.pick(CLIENTS),
            "sender": self.pick(["user@example.test", "a-b+c@example.test", "postmaster@example.test"]),
            "helo": self.pick(["mail.example.test", "helo.test", "localhost"]),
        }
        return self.zone, message
