// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/event_loop.hpp"
#include "core/base/result.hpp"
#include "core/dns/message.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::resolver {

// What goes wrong when a lab is asked; docs/lab.md says what each is.
enum class fault_kind : std::uint8_t {
   // Nothing, or not now.
   timeout,
   drop,
   delay,
   reorder,
   duplicate,
   // Bytes that are no answer to the question.
   wrong_id,
   wrong_question,
   qr_clear,
   wrong_port,
   garbage,
   header_only,
   // Bytes that cannot be read.
   cut,
   rdlength_overflow,
   pointer_loop,
   wrong_counts,
   // TC over UDP, and what comes of it over TCP.
   truncate,
   tcp_refused,
   tcp_half_close,
   tcp_slow,
   // Messages that say something else.
   servfail,
   servfail_once,
   refused,
   formerr_on_edns,
   badvers,
   lame,
   nxdomain_if_empty,
   fold_case
};

struct fault {
   fault_kind kind = fault_kind::timeout;
   base::event_loop::duration delay{0};  // of delay; of tcp_slow before each byte
   unsigned percent = 0;                 // of drop
   bool operator==(fault const&) const = default;
};

// "servfail", "delay 300ms", "drop 30%".
base::result<fault> fault_from_text(std::string_view text);
struct fault_word {
   std::string_view word;
   std::string_view description;
};
// The words that a fault begins with, in the order of fault_kind.
std::vector<fault_word> const& fault_table();
std::vector<std::string> const& fault_words();

// "300ms", "5s", "2m": a duration of at most an hour. Null when it is none.
std::optional<base::event_loop::duration> duration_from_text(std::string_view text);

// Whether a fault of kind drop takes the `count`th asking of `q`, counted from 1. Of these values
// alone, so that runs repeat in whatever order questions come.
bool drops(fault const& f, dns::question const& q, std::uint64_t seed, std::uint64_t count);

// How long a fault of kind reorder holds back that asking: below 50 ms, each by another wait.
base::event_loop::duration reorder_delay(
   dns::question const& q, std::uint64_t seed, std::uint64_t count);

// The good response `wire` with what the fault does to its bytes; unchanged for the faults that do
// nothing to them. `wire` is as encode() wrote it, with one question.
std::string damaged(std::string wire, fault_kind damage);

}  // namespace dnslint::resolver
