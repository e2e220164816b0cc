// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/dns/record.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace dnslint::dns {

struct question {
   name asked;
   rrtype type = rrtype::a;

   bool operator==(question const&) const = default;
   auto operator<=>(question const&) const = default;
};

std::string to_text(question const& q);  // "example.com MX"

// Response codes (IANA "DNS RCODEs"), extended ones included; any 12-bit value is one.
enum class rcode : std::uint16_t {
   noerror = 0,
   formerr = 1,
   servfail = 2,
   nxdomain = 3,
   notimp = 4,
   refused = 5,
   badvers = 16,
   badcookie = 23
};
std::string to_text(rcode code);  // "NXDOMAIN", "RCODE24"

// RFC 1035 section 4.1.1, RFC 4035 for ad and cd.
struct header {
   std::uint16_t id = 0;
   std::uint8_t opcode = 0;
   rcode code = rcode::noerror;  // with the extended bits of an OPT record
   bool qr = false;
   bool aa = false;
   bool tc = false;
   bool rd = false;
   bool ra = false;
   bool ad = false;
   bool cd = false;

   bool operator==(header const&) const = default;
};

struct edns_option {
   std::uint16_t code = 0;
   std::string data;

   bool operator==(edns_option const&) const = default;
   auto operator<=>(edns_option const&) const = default;
};

// RFC 6891.
struct edns {
   std::uint16_t udp_size = 1232;
   std::uint8_t version = 0;
   bool dnssec_ok = false;
   std::vector<edns_option> options;

   bool operator==(edns const&) const = default;
};

enum class section : std::uint8_t { question, answer, authority, additional };

// A question or record of another class than IN: a TSIG record has class ANY, version.bind is in
// CH. A question has neither TTL nor RDATA. Nothing has looked into the RDATA.
struct other_class_record {
   section where = section::question;
   name owner;
   rrtype type = rrtype::a;
   std::uint16_t class_code = 0;
   std::uint32_t ttl = 0;
   std::string rdata;

   bool operator==(other_class_record const&) const = default;
};

// A whole DNS message. OPT is in `opt`, never in `additional`, and what is not of class IN stands
// apart.
struct message {
   header head;
   std::vector<question> questions;
   std::vector<record> answer;
   std::vector<record> authority;
   std::vector<record> additional;
   std::optional<edns> opt;
   std::vector<other_class_record> others;  // read, never written

   bool operator==(message const&) const = default;
};

struct decode_error {
   std::size_t offset = 0;  // of the first byte that could not be understood
   std::string reason;
};

// What could be read, and the first error if any. With an error the message holds everything before
// it; whether that is worth anything is the caller's decision (the resolver says no). Every count,
// length and pointer is checked; compression pointers must point backwards and a name takes at most
// 255 bytes and 127 jumps, so the time is linear in the message's size times a small constant. A
// record whose RDATA does not fit its type is an error; bytes behind the last record are not.
// RRsets stay in the message's order, each in canonical order within; a TTL of 2^31 or more is 0
// (RFC 2181 section 8).
struct decoded {
   message value;
   std::optional<decode_error> error;
};
decoded decode(std::span<std::uint8_t const> wire);

// Names are compressed where RFC 3597 section 4 allows it. `size_limit` over 0 truncates as a
// server does: from the first RRset that does not fit, all records are left out, and TC is set
// unless they are additional ones (RFC 2181 section 9). Questions and OPT always stay. Never over
// 65,535 bytes. An rcode over 15 without `opt` gets an OPT record, since its upper bits stand
// there.
std::string encode(message const& m, std::size_t size_limit = 0);

// How a question is put. By default as a resolver is asked: recursive, with EDNS.
struct query_form {
   bool rd = true;
   bool ad = false;
   bool cd = false;
   bool edns = true;  // without it the rest means nothing
   std::uint8_t version = 0;
   bool dnssec_ok = false;
   std::uint16_t udp_size = 1232;
   std::vector<edns_option> options{};

   bool operator==(query_form const&) const = default;
   auto operator<=>(query_form const&) const = default;
};

// A recursive question with EDNS, as the resolver sends it.
message make_query(question const& q, std::uint16_t id);
// The same encoded, in place of what `to` holds.
void write_query(question const& q, std::uint16_t id, std::string& to);
void write_query(question const& q, std::uint16_t id, query_form const& how, std::string& to);

}  // namespace dnslint::dns
