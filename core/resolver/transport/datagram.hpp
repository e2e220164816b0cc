// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/transport/random_ids.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace dnslint::resolver {

// Whether a datagram may be believed to answer a query of ours (RFC 5452 section 9.1). Bytes in,
// verdicts out; the connected socket has checked the source.
enum class datagram_verdict : std::uint8_t {
   accepted,
   not_a_response,  // QR is 0, or another opcode than QUERY
   wrong_question,
   case_folded  // else accepted, but the letters of its question are not in our case
};

// Over a connection, which nobody can forge, the case of letters means nothing (RFC 4343).
inline bool answers_on_a_stream(datagram_verdict v)
{
   return v == datagram_verdict::accepted || v == datagram_verdict::case_folded;
}

// Null for what is shorter than a header.
std::optional<std::uint16_t> id_of(std::string_view datagram);

// `query` is what we sent with the datagram's id. A server that fails may leave the question out
// (FORMERR, SERVFAIL, NOTIMP, REFUSED); else it must be repeated, letter by letter.
datagram_verdict judge_datagram(std::string_view datagram, std::string_view query);

// Puts the letters of the query's name into random case (draft-vixie-dnsext-dns0x20): some bits
// more that a forged answer has to guess. Names compare without case.
void scramble_case(std::string& query, random_ids& random);

// What c-ares is shown instead of an accepted answer: an empty NOERROR response to `query`, on
// which none of its special cases fire (EDNS fallback, truncation, resending after SERVFAIL).
// Gives its size; 0 when `to` has no room for it.
std::size_t write_clean_stub(std::string_view query, std::span<char> to);

}  // namespace dnslint::resolver
