# SPDX-License-Identifier: Apache-2.0
"""DNS messages in wire form: well-formed ones with every record type, and mutated ones."""

import random

import dns.edns
import dns.flags
import dns.message
import dns.name
import dns.rdataclass
import dns.rdatatype
import dns.rrset

from rdata import Rdata

# Lengths, label types, pointers, types and counts at the edges of what they may be.
EDGES = [0, 1, 2, 12, 15, 16, 29, 41, 46, 47, 50, 63, 64, 65, 127, 128, 0xBF, 0xC0, 0xC1, 0xFF]


class Messages:
    """The same for the same seed."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.rdata = Rdata(self.chance)
        self.types = sorted(self.rdata.makers)
        self.next_type = 0

    def valid(self):
        """A response; each type has its turn."""
        made = dns.message.QueryMessage(id=self.chance.randrange(65536))
        made.flags = dns.flags.Flag(self.chance.randrange(65536) & 0x87B0 | 0x8000)
        made.set_rcode(self.chance.choice([0, 0, 0, 2, 3, 5]))
        for _ in range(self.chance.choice([0, 1, 1, 1, 2])):
            kind = self.chance.choice([self._type(), dns.rdatatype.ANY])
            made.question.append(dns.rrset.RRset(self._owner(), self._class(), kind))
        for section in (made.answer, made.authority, made.additional):
            for _ in range(self.chance.choice([0, 1, 2, 3])):
                section.append(self._rrset())
        if self.chance.random() < 0.5:
            self._add_edns(made)
        return made.to_wire(max_size=65535)

    def mutated(self):
        wire = bytearray(self.valid())
        for _ in range(self.chance.choice([1, 1, 2, 4, 8])):
            self.chance.choice([self._set_byte, self._set_edge, self._set_edge, self._cut, self._insert, self._copy])(wire)
        return bytes(wire[:65535])

    def _type(self):
        self.next_type = (self.next_type + 1) % len(self.types)
        return dns.rdatatype.from_text(self.types[self.next_type])

    def _class(self):
        return self.chance.choice([dns.rdataclass.IN] * 9 + [dns.rdataclass.CH])

    def _owner(self):
        return self.rdata.name_value()

    def _rrset(self):
        kind = self._type()
        made = dns.rrset.RRset(self._owner(), dns.rdataclass.IN, kind)
        ttl = self.chance.choice([0, 300, 2**31 - 1, self.chance.randrange(2**31)])
        # dnspython puts signatures of different types into different RRsets.
        most = 1 if kind == dns.rdatatype.RRSIG else 5
        for _ in range(min(most, self.chance.choice([1, 1, 2, 5]))):
            made.add(self.rdata.make(dns.rdatatype.to_text(kind)), ttl)
        return made

    def _add_edns(self, made):
        data = self.rdata.bytes(0, 12)
        known = [
            dns.edns.GenericOption(dns.edns.NSID, data),
            dns.edns.GenericOption(dns.edns.COOKIE, self.chance.randbytes(self.chance.choice([8, 16, 40]))),
            dns.edns.GenericOption(12, bytes(self.chance.randrange(40))),
            dns.edns.GenericOption(11, self.chance.choice([b"", b"\0\x64"])),
            dns.edns.GenericOption(self.chance.randrange(65001, 65535), data),
            dns.edns.ECSOption(self.rdata.ipv4(), self.chance.randint(0, 32)),
            dns.edns.ECSOption(self.rdata.ipv6(), self.chance.randint(0, 128)),
            dns.edns.EDEOption(self.chance.randrange(40), self.chance.choice([None, "expired", "äöü"])),
        ]
        options = self.chance.sample(known, self.chance.randint(0, 4))
        made.use_edns(0, self.chance.choice([0, dns.flags.DO]), self.rdata.u16(), options=options)

    def _set_byte(self, wire):
        if wire:
            wire[self.chance.randrange(len(wire))] = self.chance.randrange(256)

    def _set_edge(self, wire):
        if wire:
            wire[self.chance.randrange(len(wire))] = self.chance.choice(EDGES)

    def _cut(self, wire):
        if self.chance.random() < 0.2:
            del wire[self.chance.randrange(len(wire) + 1):]

    def _insert(self, wire):
        at = self.chance.randrange(len(wire) + 1)
        if self.chance.random() < 0.3:
            wire[at:at] = self.chance.randbytes(self.chance.randint(1, 4))

    def _copy(self, wire):
        """A part stands in another place; lengths stay as they were."""
        size = self.chance.randint(1, 12)
        if len(wire) > size:
            begin, end = (self.chance.randrange(len(wire) - size) for _ in range(2))
            wire[end:end + size] = wire[begin:begin + size]
