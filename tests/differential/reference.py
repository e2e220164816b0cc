# SPDX-License-Identifier: Apache-2.0
"""What dnspython reads from a message, in the names of `dnslint decode`."""

import base64
import ipaddress

import dns.edns
import dns.flags
import dns.message
import dns.opcode
import dns.rcode
import dns.rdata
import dns.rdataclass
import dns.rdatatype
import dns.rdtypes.util
import dns.tokenizer

IN = dns.rdataclass.IN
FLAGS = {"qr": 0x8000, "aa": 0x0400, "tc": 0x0200, "rd": 0x0100, "ra": 0x0080, "ad": 0x0020, "cd": 0x0010}
# Names whose letters canonical form keeps (RFC 6840 section 5.1; RFC 3597 section 7).
EXACT = {"NSEC", "SVCB", "HTTPS"}


def name(value):
    return value.canonicalize().to_text(omit_final_dot=True)


def text(data):
    """UTF-8, with other bytes as \\DDD."""
    out = ""
    while data:
        try:
            return out + data.decode()
        except UnicodeDecodeError as error:
            out += data[:error.start].decode() + f"\\{data[error.start]:03}"
            data = data[error.start + 1:]
    return out


def kind(number):
    """A type's mnemonic if dnslint has it in its table."""
    mnemonic = dns.rdatatype.to_text(number)
    return mnemonic if mnemonic in FIELDS else f"TYPE{int(number)}"


def types(windows):
    return [kind(window * 256 + i * 8 + j)
            for window, bits in windows for i, byte in enumerate(bits) for j in range(8) if byte & 0x80 >> j]


def base32hex(data):
    return base64.b32hexencode(data).decode().rstrip("=").lower()


def encoded(data):
    return base64.b64encode(data).decode()


def target(r):
    return {"target": name(r.target)}


def digest(r):
    return {"key_tag": r.key_tag, "algorithm": int(r.algorithm), "digest_type": int(r.digest_type),
            "digest": r.digest.hex()}


def key(r):
    return {"flags": int(r.flags), "protocol": r.protocol, "algorithm": int(r.algorithm), "public_key": encoded(r.key)}


def certificate(r):
    return {"usage": r.usage, "selector": r.selector, "matching_type": r.mtype, "data": r.cert.hex()}


def soa(r):
    return {"mname": name(r.mname), "rname": name(r.rname), "serial": r.serial, "refresh": r.refresh,
            "retry": r.retry, "expire": r.expire, "minimum": r.minimum}


def rrsig(r):
    return {"type_covered": kind(r.type_covered), "algorithm": int(r.algorithm), "labels": r.labels,
            "original_ttl": r.original_ttl, "expiration": r.expiration, "inception": r.inception,
            "key_tag": r.key_tag, "signer_name": name(r.signer), "signature": encoded(r.signature)}


def nsec3(r):
    return {"hash_algorithm": r.algorithm, "flags": r.flags, "iterations": r.iterations, "salt": r.salt.hex(),
            "next_hashed_owner": base32hex(r.next), "types": types(r.windows)}


def naptr(r):
    return {"order": r.order, "preference": r.preference, "flags": text(r.flags), "services": text(r.service),
            "regexp": text(r.regexp), "replacement": name(r.replacement)}


def metres(centimetres):
    whole, part = divmod(abs(round(centimetres)), 100)
    return f"{'-' if centimetres < 0 else ''}{whole}{f'.{part:02}' if part else ''}m"


def loc(r):
    def angle(value, hemispheres):
        degrees, minutes, seconds, thousandths, sign = value
        return f"{degrees} {minutes} {seconds}.{thousandths:03} {hemispheres[sign < 0]}"

    sizes = " ".join(metres(s) for s in (r.altitude, r.size, r.horizontal_precision, r.vertical_precision))
    return {"location": f"{angle(r.latitude, 'NS')} {angle(r.longitude, 'EW')} {sizes}"}


# "params" is compared by its bytes, as the text is.
FIELDS = {
    "A": lambda r: {"address": r.address},
    "AAAA": lambda r: {"address": dns.ipv6.inet_ntoa(dns.ipv6.inet_aton(r.address))},
    "NS": lambda r: {"nsdname": name(r.target)},
    "CNAME": target, "DNAME": target, "PTR": target, "SOA": soa,
    "HINFO": lambda r: {"cpu": text(r.cpu), "os": text(r.os)},
    "MX": lambda r: {"preference": r.preference, "exchange": name(r.exchange)},
    "TXT": lambda r: {"strings": [text(s) for s in r.strings], "text": text(b"".join(r.strings))},
    "RP": lambda r: {"mbox": name(r.mbox), "txt": name(r.txt)},
    "LOC": loc,
    "SRV": lambda r: {"priority": r.priority, "weight": r.weight, "port": r.port, "target": name(r.target)},
    "NAPTR": naptr, "DS": digest, "CDS": digest,
    "SSHFP": lambda r: {"algorithm": r.algorithm, "fingerprint_type": r.fp_type, "fingerprint": r.fingerprint.hex()},
    "RRSIG": rrsig,
    "NSEC": lambda r: {"next_domain_name": name(r.next), "types": types(r.windows)},
    "DNSKEY": key, "CDNSKEY": key, "NSEC3": nsec3,
    "NSEC3PARAM": lambda r: {"hash_algorithm": r.algorithm, "flags": r.flags, "iterations": r.iterations,
                             "salt": r.salt.hex()},
    "TLSA": certificate, "SMIMEA": certificate,
    "OPENPGPKEY": lambda r: {"key": encoded(r.key)},
    "SVCB": lambda r: {"priority": r.priority, "target": name(r.target)},
    "HTTPS": lambda r: {"priority": r.priority, "target": name(r.target)},
    "URI": lambda r: {"priority": r.priority, "weight": r.weight, "target": text(r.target)},
    "CAA": lambda r: {"flags": r.flags, "tag": text(r.tag), "value": text(r.value)},
}


def canonical(r):
    """The RDATA's bytes, with names in lower case where canonical form wants it."""
    return r.to_wire() if dns.rdatatype.to_text(r.rdtype) in EXACT else r.to_digestable()


class Characters(str):
    """A character string of a master file, one character a byte; its \\128 to \\255 are such bytes, too."""

    def encode(self, *_):
        return str.encode(self, "latin-1")


def unescape(token):
    """dnspython 2.3 makes two bytes of UTF-8 of each of \\128 to \\255."""
    if not token.has_escape:
        return token
    value = token.unescape_to_bytes().value.decode("latin-1")
    return dns.tokenizer.Token(token.ttype, Characters(value))


dns.tokenizer.Token.unescape = unescape


def with_type_0(r):
    """A record whose bitmap has type 0 besides, which dnspython does not read."""
    windows = dict(r.windows)
    first = windows.get(0, b"\0")
    windows[0] = bytes([first[0] | 0x80]) + first[1:]
    return r.replace(windows=tuple(sorted(windows.items())))


def read_text(mnemonic, written):
    """The canonical bytes of a text form."""
    if written.startswith("\\#"):
        return bytes.fromhex("".join(written.split()[2:]))
    number = dns.rdatatype.from_text(mnemonic)
    if number in (dns.rdatatype.NSEC, dns.rdatatype.NSEC3) and " TYPE0" in written:
        return canonical(with_type_0(dns.rdata.from_text(IN, number, written.replace(" TYPE0", ""), relativize=False)))
    return canonical(dns.rdata.from_text(IN, number, written, relativize=False))


def records(section):
    """Those of class IN, each as (name, type, TTL, fields, canonical bytes); and the number of others."""
    found, others = [], 0
    for rrset in section:
        if rrset.rdclass != IN:
            others += 1
            continue
        mnemonic = kind(rrset.rdtype)
        for r in rrset:
            fields = FIELDS[mnemonic](r) if mnemonic in FIELDS else None
            found.append((name(rrset.name), mnemonic, rrset.ttl, fields, canonical(r)))
    return found, others


def header(m):
    return {"id": m.id, "opcode": int(m.opcode()), "rcode": int(m.rcode()),
            **{flag: bool(m.flags & bit) for flag, bit in FLAGS.items()}}


def edns(m):
    if m.edns < 0:
        return None
    return {"udp_size": m.payload, "version": m.edns, "do": bool(m.ednsflags & dns.flags.DO),
            "options": [(int(o.otype), o.to_wire()) for o in m.options]}


def read(wire):
    return dns.message.from_wire(wire, one_rr_per_rrset=True, ignore_trailing=True)
