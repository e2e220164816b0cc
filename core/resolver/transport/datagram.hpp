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

// Whether a datagram may be believed to answer a query of ours (RFC 5452 section 9.1). It is judged
// by its bytes alone; the connected socket has checked its source.
enum class datagram_verdict : std::uint8_t {
   accepted,
   not_a_response,  // QR is 0, or the opcode is not QUERY
   wrong_question,
   case_folded  // accepted but for the case of letters in its question
};

// Over a connection nobody can forge an answer, so the case of letters is ignored (RFC 4343).
inline bool answers_on_a_stream(datagram_verdict v)
{
   return v == datagram_verdict::accepted || v == datagram_verdict::case_folded;
}

// Null if the datagram is shorter than a header.
std::optional<std::uint16_t> id_of(std::string_view datagram);

// `query` is our query with the datagram's id. A server that fails may leave the question out
// (FORMERR, SERVFAIL, NOTIMP, REFUSED). Otherwise it must repeat the question letter by letter.
datagram_verdict judge_datagram(std::string_view datagram, std::string_view query);

// Puts the letters of the query's name into random case (draft-vixie-dnsext-dns0x20), so that a
// forged answer has to guess more bits. Servers compare names without case.
void scramble_case(std::string& query, random_ids& random);

// Writes the stub that c-ares is shown instead of an accepted answer: an empty NOERROR response to
// `query`, which triggers none of c-ares's special cases (EDNS fallback, truncation, resending
// after SERVFAIL). Returns the size of the stub; 0 if `to` has no room for it.
std::size_t write_clean_stub(std::string_view query, std::span<char> to);

}  // namespace dnslint::resolver
