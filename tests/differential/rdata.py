# SPDX-License-Identifier: Apache-2.0
"""RDATA of every type that dnslint knows, built by dnspython from a seeded source of chance."""

import base64
import ipaddress

import dns.name
import dns.rdata
import dns.rdataclass
import dns.rdatatype
import dns.rdtypes.ANY.CAA
import dns.rdtypes.ANY.HINFO
import dns.rdtypes.ANY.TXT
import dns.rdtypes.ANY.URI
import dns.rdtypes.IN.NAPTR

IN = dns.rdataclass.IN
SUFFIXES = [("example", "test"), ("Mail", "Example", "test"), ("sub", "example", "TEST"), ("net",), ()]


class Rdata:
    """Makes RDATA; `chance` is a random.Random."""

    def __init__(self, chance):
        self.chance = chance
        self.makers = {
            "A": self.a, "NS": self.target, "CNAME": self.target, "SOA": self.soa, "PTR": self.target,
            "HINFO": self.hinfo, "MX": lambda: f"{self.u16()} {self.name()}", "TXT": self.txt,
            "RP": lambda: f"{self.name()} {self.name()}", "AAAA": self.aaaa, "LOC": self.loc,
            "SRV": lambda: f"{self.u16()} {self.u16()} {self.u16()} {self.name()}", "NAPTR": self.naptr,
            "DNAME": self.target, "DS": self.ds, "CDS": self.ds, "SSHFP": self.sshfp, "RRSIG": self.rrsig,
            "NSEC": lambda: f"{self.name()} {self.types(1)}", "DNSKEY": self.dnskey, "CDNSKEY": self.dnskey,
            "NSEC3": self.nsec3, "NSEC3PARAM": lambda: f"1 {self.u8()} {self.u16()} {self.salt()}",
            "TLSA": self.tlsa, "SMIMEA": self.tlsa, "OPENPGPKEY": lambda: self.base64(1, 80),
            "SVCB": self.svcb, "HTTPS": self.svcb, "URI": self.uri, "CAA": self.caa,
            "TYPE65280": lambda: self.generic(), "AFSDB": lambda: f"{self.u16()} {self.name()}",
        }

    def make(self, mnemonic):
        """A dns.rdata.Rdata. Makers give its text, or the thing itself where text could not say it."""
        made = self.makers[mnemonic]()
        if not isinstance(made, str):
            return made
        return dns.rdata.from_text(IN, dns.rdatatype.from_text(mnemonic), made, relativize=False)

    def u8(self):
        return self.chance.choice([0, 1, 2, 255, self.chance.randrange(256)])

    def u16(self):
        return self.chance.choice([0, 1, 65535, self.chance.randrange(65536)])

    def u32(self):
        return self.chance.choice([0, 1, 2**31 - 1, 2**31, 2**32 - 1, self.chance.randrange(2**32)])

    def bytes(self, least, most):
        size = self.chance.randint(least, most)
        if self.chance.random() < 0.3:
            return self.chance.randbytes(size)
        return bytes(self.chance.choice(b"abcXYZ019 .-_;:=\"\\\xc3\xa4,") for _ in range(size))

    def base64(self, least, most):
        return base64.b64encode(self.chance.randbytes(self.chance.randint(least, most))).decode()

    def hex(self, least, most):
        return self.chance.randbytes(self.chance.randint(least, most)).hex()

    def label(self):
        if self.chance.random() < 0.1:
            return self.chance.randbytes(self.chance.randint(1, 12))
        return self.chance.choice([b"a", b"www", b"Host", b"_25", b"_tcp", b"xn--bcher-kva", b"*", b"l" * 63])

    def name_value(self):
        labels = [self.label() for _ in range(self.chance.choice([0, 1, 1, 2, 3]))]
        suffix = [label.encode() for label in self.chance.choice(SUFFIXES)]
        return dns.name.Name(labels + suffix + [b""])

    def name(self):
        return self.name_value().to_text()

    def target(self):
        return self.name()

    def ipv4(self):
        return str(ipaddress.IPv4Address(self.u32()))

    def ipv6(self):
        value = self.chance.choice([0, 1, 0xFFFF_C000_0201, 0x2001_0DB8 << 96, self.chance.randrange(2**128)])
        return str(ipaddress.IPv6Address(value))

    def a(self):
        return self.ipv4()

    def aaaa(self):
        return self.ipv6()

    def soa(self):
        numbers = " ".join(str(min(self.u32(), 2**31 - 1)) for _ in range(4))
        return f"{self.name()} {self.name()} {self.u32()} {numbers}"

    def hinfo(self):
        return dns.rdtypes.ANY.HINFO.HINFO(IN, dns.rdatatype.HINFO, self.bytes(0, 20), self.bytes(0, 255))

    def txt(self):
        strings = [self.bytes(0, self.chance.choice([3, 30, 255])) for _ in range(self.chance.randint(1, 4))]
        return dns.rdtypes.ANY.TXT.TXT(IN, dns.rdatatype.TXT, strings)

    def caa(self):
        tag = self.chance.choice([b"issue", b"issuewild", b"iodef", b"Issue", b"x9"])
        return dns.rdtypes.ANY.CAA.CAA(IN, dns.rdatatype.CAA, self.u8(), tag, self.bytes(0, 60))

    def uri(self):
        return dns.rdtypes.ANY.URI.URI(IN, dns.rdatatype.URI, self.u16(), self.u16(), self.bytes(1, 60))

    def naptr(self):
        return dns.rdtypes.IN.NAPTR.NAPTR(
            IN, dns.rdatatype.NAPTR, self.u16(), self.u16(), self.bytes(0, 3), self.bytes(0, 20),
            self.bytes(0, 40), self.name_value())

    def ds(self):
        # dnspython knows the digests' lengths.
        digest, size = self.chance.choice([(1, 20), (2, 32), (4, 48)])
        return f"{self.u16()} {self.chance.choice([8, 13, 15])} {digest} {self.hex(size, size)}"

    def dnskey(self):
        return f"{self.u16()} 3 {self.u8()} {self.base64(1, 80)}"

    def tlsa(self):
        return f"{self.u8()} {self.u8()} {self.u8()} {self.hex(1, 40)}"

    def sshfp(self):
        kind, size = self.chance.choice([(1, 20), (2, 32)])
        return f"{self.u8()} {kind} {self.hex(size, size)}"

    def types(self, least):
        known = ["A", "NS", "SOA", "MX", "TXT", "AAAA", "RRSIG", "NSEC", "CAA", "TYPE65280", "TYPE1234", "TYPE511"]
        return " ".join(self.chance.sample(known, self.chance.randint(least, len(known))))

    def salt(self):
        return self.chance.choice(["-", self.hex(1, 1), self.hex(8, 40)])

    def nsec3(self):
        hashed = base64.b32hexencode(self.chance.randbytes(20)).decode()
        return f"1 {self.u8()} {self.u16()} {self.salt()} {hashed} {self.types(0)}"

    def rrsig(self):
        covered = self.chance.choice(["A", "SOA", "NSEC", "TYPE65280"])
        return (f"{covered} {self.u8()} {self.u8()} {self.u32()} {self.u32()} {self.u32()} "
                f"{self.u16()} {self.name()} {self.base64(1, 80)}")

    def loc(self):
        def angle(degrees, hemispheres):
            d = self.chance.choice([0, degrees, self.chance.randrange(degrees)])
            rest = (0, 0, 0) if d == degrees else [self.chance.randrange(n) for n in (60, 60, 1000)]
            return f"{d} {rest[0]} {rest[1]}.{rest[2]:03} {self.chance.choice(hemispheres)}"

        def size():
            return f"{self.chance.randint(1, 9) * 10 ** self.chance.randint(2, 9) // 100}m"

        altitude = self.chance.choice([-100000, 0, 8848, self.chance.randint(-99999, 42849672)])
        return f"{angle(90, 'NS')} {angle(180, 'EW')} {altitude}m {size()} {size()} {size()}"

    def svcb(self):
        if self.chance.random() < 0.2:
            return f"0 {self.name()}"
        parameters = {
            "alpn": lambda: "alpn=" + self.chance.choice(["h2", "h2,h3", '"a b"', r'"f\\\\oo\\,bar,h2"', r'"\255x"']),
            "port": lambda: f"port={self.u16()}",
            "ipv4hint": lambda: "ipv4hint=" + ",".join(self.ipv4() for _ in range(self.chance.randint(1, 3))),
            "ech": lambda: f'ech="{self.base64(1, 40)}"',
            "ipv6hint": lambda: "ipv6hint=" + ",".join(self.ipv6() for _ in range(self.chance.randint(1, 3))),
            "key7": lambda: 'key7="/dns-query{?dns}"',
            "key667": lambda: self.chance.choice(["key667", 'key667="hello"', r'key667="a\"\\ \000\255,"']),
        }
        chosen = self.chance.sample(sorted(parameters), self.chance.randint(0, len(parameters)))
        texts = [parameters[key]() for key in chosen]
        if "alpn" in chosen and self.chance.random() < 0.3:
            texts.append("no-default-alpn")
        if chosen and self.chance.random() < 0.3:
            texts.append("mandatory=" + ",".join(self.chance.sample(chosen, self.chance.randint(1, len(chosen)))))
        self.chance.shuffle(texts)
        return f"{self.chance.randint(1, 65535)} {self.name()} {' '.join(texts)}"

    def generic(self):
        data = self.chance.randbytes(self.chance.randrange(20))
        return rf"\# {len(data)} {data.hex()}"
