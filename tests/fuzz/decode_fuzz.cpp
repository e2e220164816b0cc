// SPDX-License-Identifier: Apache-2.0
// Any bytes as a message: what is read from them is sound, can be printed, and survives encoding.
#include "core/base/escape.hpp"
#include "core/dns/message_glance.hpp"
#include "core/dns/message_json.hpp"
#include "tests/fuzz/require.hpp"

#include <algorithm>
#include <array>

using namespace dnslint::dns;

namespace {

bool is_printable(std::string_view text)
{
   return std::ranges::all_of(text, [](char c) {
      return c >= ' ' && c <= '~';
   });
}

void check_record(record const& r)
{
   require(is_printable(to_text(r)), "text is printable ASCII");
   for (auto const key : field_keys(r.type))
      require(field(r, key).has_value() && field_type(r.type, key).has_value(), "keys have values");
   require(make_record(r.owner, r.type, r.ttl, r.rdata) == r, "RDATA is canonical");
   require(name::from_text(r.owner.to_text()) == r.owner, "names survive their text");
}

// What the message takes without compression.
std::size_t largest_size(message const& m)
{
   std::size_t size = 12 + 11;
   for (auto const& q : m.questions)
      size += q.asked.wire().size() + 4;
   for (auto const* const section : std::array{&m.answer, &m.authority, &m.additional})
      for (auto const& r : *section)
         size += r.owner.wire().size() + 10 + r.rdata.size();
   if (m.opt)
      for (auto const& option : m.opt->options)
         size += 4 + option.data.size();
   return size;
}

decoded decode_bytes(std::string const& wire)
{
   std::vector<std::uint8_t> const bytes(wire.begin(), wire.end());
   return decode(bytes);
}

void check_round_trip(message m)
{
   // Read, never written.
   m.others.clear();
   auto const whole = decode_bytes(encode(m));
   require(!whole.error, "what was encoded decodes");
   if (largest_size(m) <= 65535)
      require(whole.value == m, "decoding undoes encoding");
   auto const cut = encode(m, 512);
   require(
      cut.size() <= std::max<std::size_t>(512, largest_size({.questions = m.questions})),
      "size limit");
   require(!decode_bytes(cut).error, "what was truncated decodes");
}

// A glance sees what decoding finds, or nothing.
void check_glance(std::string_view wire, decoded const& whole)
{
   auto const& m = whole.value;
   if (m.questions.empty())
      return;
   auto const seen = glance_at(wire, m.questions.front());
   if (!seen)
      return;
   require(!whole.error && m.questions.size() == 1 && m.others.empty(), "a glance is strict");
   require(m.head.qr && !m.head.tc && m.head.opcode == 0, "a glance is of a response");
   require(m.head.code == seen->code && m.head.ad == seen->authentic, "a glance reads the header");
   auto const& q = m.questions.front();
   require(
      std::ranges::all_of(
         m.answer,
         [&](record const& r) {
            return r.owner == q.asked && r.type == q.type;
         }),
      "a glance sees no chain");
   auto const covered = std::ranges::any_of(m.authority, [&](record const& r) {
      return r.type == rrtype::soa && q.asked.is_subdomain_of(r.owner);
   });
   require(
      seen->result == glance::result_kind::records ? !m.answer.empty() : covered,
      "a glance is right");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
   auto const out = decode({data, size});
   auto const& m = out.value;
   require(!out.error || out.error->offset <= size, "errors point into the message");
   for (auto const* const section : std::array{&m.answer, &m.authority, &m.additional})
      for (auto const& r : *section)
         check_record(r);
   for (auto const& q : m.questions)
      require(!to_text(q).empty(), "questions have a text");
   auto const json = to_json(out);
   require(json.starts_with("{\"header\":{") && json.ends_with('}'), "JSON is one object");
   require(dnslint::base::is_utf8(json), "JSON is UTF-8");
   check_glance({reinterpret_cast<char const*>(data), size}, out);
   check_round_trip(m);
   return 0;
}
