// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lab_fault.hpp"

#include "core/base/encode.hpp"
#include "core/base/escape.hpp"
#include "core/base/suggestion.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace dnslint::resolver {

namespace {

using duration = base::event_loop::duration;

constexpr duration longest_duration = std::chrono::hours{1};
constexpr std::uint64_t longest_reorder_ms = 50;

base::result<fault> with_duration(fault_kind kind, std::string_view word, std::string_view text)
{
   auto const wait = duration_from_text(text);
   if (!wait)
      return base::error(
         fmt::format("'{}' takes a duration of at most an hour", word),
         fmt::format("write {} 300ms", word));
   return fault{kind, *wait, 0};
}

base::result<fault> drop_from_text(std::string_view share)
{
   unsigned percent = 0;
   auto const* const end = share.data() + share.size();
   auto const [rest, failed] = std::from_chars(share.data(), end, percent);
   if (failed != std::errc{} || std::string_view{rest, end} != "%" || percent < 1 || percent > 100)
      return base::error("'drop' takes a share from 1% to 100%", "write drop 30%");
   return fault{fault_kind::drop, {}, percent};
}

// Digests of like texts are alike in their low digits, which the finalizer of SplitMix64 mends.
std::uint64_t mixed_digest(dns::question const& q, std::uint64_t seed, std::uint64_t count)
{
   auto mixed = base::digest64(fmt::format("{} {} {}", to_text(q), seed, count));
   mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
   mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
   return mixed ^ (mixed >> 31U);
}

}  // namespace

std::vector<fault_word> const& fault_table()
{
   static std::vector<fault_word> const table{
      {"timeout", "No answer, over UDP or TCP."},
      {"drop", "No answer to this share of the questions, 1% to 100%: drop 30%."},
      {"delay", "The answer, so much later, at most an hour: delay 300ms."},
      {"reorder", "The answer, less than 50 ms later, each question's by another wait."},
      {"duplicate", "The answer, twice."},
      {"wrong-id", "The answer with another id."},
      {"wrong-question", "The answer to another question."},
      {"qr-clear", "The answer with QR 0: as if it were a question."},
      {"wrong-port", "The answer from another port, over UDP."},
      {"garbage", "64 bytes without meaning."},
      {"header-only", "The first 12 bytes of the answer."},
      {"cut", "The answer without its second half."},
      {"rdlength-overflow", "The answer, its first record claiming 65,535 bytes."},
      {"pointer-loop", "The answer, its first name pointing at itself."},
      {"wrong-counts", "The answer, claiming 65,535 records."},
      {"truncate", "TC and no records over UDP; the answer over TCP."},
      {"tcp-refused", "TC over UDP; the connection is reset over TCP."},
      {"tcp-half-close", "TC over UDP; the sending half is closed over TCP, without an answer."},
      {"tcp-slow", "TC over UDP, and over TCP so long before each byte: tcp-slow 20ms."},
      {"servfail", "SERVFAIL."},
      {"servfail-once", "SERVFAIL to the first asking of each question, then the answer."},
      {"refused", "REFUSED."},
      {"formerr-on-edns", "FORMERR to questions with EDNS, the answer to others."},
      {"badvers", "BADVERS to questions with EDNS, the answer to others."},
      {"lame", "A referral to the root."},
      {"nxdomain-if-empty", "NXDOMAIN where the answer has no records."},
      {"fold-case", "The answer, its question in lower case."}};
   return table;
}

std::vector<std::string> const& fault_words()
{
   static auto const words = [] {
      std::vector<std::string> all;
      for (auto const& row : fault_table())
         all.emplace_back(row.word);
      return all;
   }();
   return words;
}

base::result<fault> fault_from_text(std::string_view text)
{
   auto const word = text.substr(0, text.find(' '));
   auto argument = text.substr(word.size());
   argument.remove_prefix(std::min(argument.find_first_not_of(' '), argument.size()));
   auto const& words = fault_words();
   auto const found = std::ranges::find(words, word);
   if (found == words.end())
      return base::error(
         fmt::format("'{}' is no fault", base::terminal_text(word)), base::suggestion(word, words));
   auto const kind = static_cast<fault_kind>(found - words.begin());
   if (kind == fault_kind::delay || kind == fault_kind::tcp_slow)
      return with_duration(kind, word, argument);
   if (kind == fault_kind::drop)
      return drop_from_text(argument);
   if (!argument.empty())
      return base::error(fmt::format("'{}' takes nothing after it", word));
   return fault{kind, {}, 0};
}

std::optional<duration> duration_from_text(std::string_view text)
{
   std::uint32_t count = 0;
   auto const* const end = text.data() + text.size();
   auto const [unit, failed] = std::from_chars(text.data(), end, count);
   if (failed != std::errc{})
      return std::nullopt;
   std::string_view const rest{unit, static_cast<std::size_t>(end - unit)};
   auto const scale = rest == "ms" ? 1 : rest == "s" ? 1'000 : rest == "m" ? 60'000 : 0;
   auto const wait = duration{std::int64_t{count} * scale};
   if (scale == 0 || wait > longest_duration)
      return std::nullopt;
   return wait;
}

bool drops(fault const& f, dns::question const& q, std::uint64_t seed, std::uint64_t count)
{
   return f.kind == fault_kind::drop && mixed_digest(q, seed, count) % 100 < f.percent;
}

duration reorder_delay(dns::question const& q, std::uint64_t seed, std::uint64_t count)
{
   return duration{static_cast<std::int64_t>(mixed_digest(q, seed, count) % longest_reorder_ms)};
}

}  // namespace dnslint::resolver
