// SPDX-License-Identifier: Apache-2.0
#include "core/hosts/recorded_reply.hpp"

#include "core/resolver/recording/protocol_buffer.hpp"

#include <algorithm>
#include <array>

namespace dnslint::hosts {

namespace {

using resolver::protocol_buffer_field;
using resolver::protocol_buffer_reader;
using resolver::protocol_buffer_writer;

constexpr std::size_t most_hops = https_request::most_redirects_allowed + 1;
// A longer time is no time that somebody waited.
constexpr std::uint64_t longest_wait = 86'400'000;

namespace outer {
constexpr std::uint32_t url = 1;
constexpr std::uint32_t accept = 2;
constexpr std::uint32_t most_bytes = 3;
constexpr std::uint32_t most_redirects = 4;
constexpr std::uint32_t took = 5;
constexpr std::uint32_t response = 6;
constexpr std::uint32_t failure = 7;
constexpr std::uint32_t hop = 8;
constexpr std::uint32_t tls = 9;
}  // namespace outer

namespace of_response {
constexpr std::uint32_t status = 1;
constexpr std::uint32_t name = 2;  // of a header; its value follows
constexpr std::uint32_t value = 3;
constexpr std::uint32_t body = 4;
constexpr std::uint32_t media_type = 5;
}  // namespace of_response

namespace of_failure {
constexpr std::uint32_t kind = 1;
constexpr std::uint32_t code = 2;
constexpr std::uint32_t detail = 3;
constexpr std::uint32_t phase = 4;
}  // namespace of_failure

namespace of_hop {
constexpr std::uint32_t url = 1;
constexpr std::uint32_t address = 2;
constexpr std::uint32_t status = 3;
constexpr std::uint32_t location = 4;
}  // namespace of_hop

namespace of_tls {
constexpr std::uint32_t version = 1;
constexpr std::uint32_t group = 2;
constexpr std::uint32_t cipher = 3;
constexpr std::uint32_t certificate = 4;
constexpr std::uint32_t is_judged = 5;
constexpr std::uint32_t error = 6;
}  // namespace of_tls

std::string bytes_of(https_response const& r)
{
   protocol_buffer_writer to;
   to.varint(of_response::status, r.status);
   for (auto const& [name, value] : r.headers) {
      to.bytes(of_response::name, name);
      to.bytes(of_response::value, value);
   }
   to.bytes(of_response::body, r.body);
   to.bytes(of_response::media_type, r.media_type);
   return to.take();
}

std::string bytes_of(https_failure const& f)
{
   protocol_buffer_writer to;
   to.bytes(of_failure::kind, to_text(f.why.kind));
   to.bytes(of_failure::code, f.why.code);
   to.bytes(of_failure::detail, f.why.detail);
   to.bytes(of_failure::phase, to_text(f.phase));
   return to.take();
}

std::string bytes_of(https_hop const& h)
{
   protocol_buffer_writer to;
   to.bytes(of_hop::url, h.url);
   to.bytes(of_hop::address, h.address);
   to.varint(of_hop::status, h.status);
   to.bytes(of_hop::location, h.location);
   return to.take();
}

std::string bytes_of(tls_view const& t)
{
   protocol_buffer_writer to;
   to.bytes(of_tls::version, t.version);
   to.bytes(of_tls::group, t.group);
   to.bytes(of_tls::cipher, t.cipher);
   for (auto const& certificate : t.chain)
      to.bytes(of_tls::certificate, certificate);
   to.varint(of_tls::is_judged, t.is_judged ? 1 : 0);
   for (auto const e : t.errors)
      to.bytes(of_tls::error, to_text(e));
   return to.take();
}

// Calls `take` for each field. False if the bytes are no message, or a field is refused.
template <class Take>
bool read_fields(std::string_view bytes, Take const& take)
{
   protocol_buffer_reader in{bytes};
   while (auto const f = in.next())
      if (!take(*f))
         return false;
   return !in.failed();
}

bool take_status(protocol_buffer_field const& f, unsigned& to)
{
   constexpr std::uint64_t most_status = 999;
   to = static_cast<unsigned>(std::min(f.value, most_status));
   return f.value <= most_status;
}

std::optional<https_response> response_of(std::string_view bytes)
{
   https_response r;
   auto const is_read = read_fields(bytes, [&r](protocol_buffer_field const& f) {
      switch (f.field) {
         case of_response::status:
            return take_status(f, r.status);
         case of_response::name:
            r.headers.emplace_back(f.bytes, std::string{});
            return true;
         case of_response::value:
            if (!r.headers.empty())
               r.headers.back().second = f.bytes;
            return !r.headers.empty();
         case of_response::body:
            r.body = f.bytes;
            return true;
         case of_response::media_type:
            r.media_type = f.bytes;
            return true;
         default:
            return true;
      }
   });
   return is_read ? std::optional{std::move(r)} : std::nullopt;
}

bool take_class(std::string_view word, base::cause_class& to)
{
   using enum base::cause_class;
   for (auto const c : {transient, unobservable, withheld, internal})
      if (word == to_text(c)) {
         to = c;
         return true;
      }
   return false;
}

bool take_phase(std::string_view word, https_phase& to)
{
   auto const phase = https_phase_from_text(word);
   to = phase.value_or(https_phase::resolve);
   return phase.has_value();
}

std::optional<https_failure> failure_of(std::string_view bytes)
{
   https_failure read;
   auto const is_read = read_fields(bytes, [&read](protocol_buffer_field const& f) {
      switch (f.field) {
         case of_failure::kind:
            return take_class(f.bytes, read.why.kind);
         case of_failure::code:
            read.why.code = f.bytes;
            return true;
         case of_failure::detail:
            read.why.detail = f.bytes;
            return true;
         case of_failure::phase:
            return take_phase(f.bytes, read.phase);
         default:
            return true;
      }
   });
   return is_read && !read.why.code.empty() ? std::optional{std::move(read)} : std::nullopt;
}

bool take_hop(std::string_view bytes, std::vector<https_hop>& to)
{
   if (to.size() == most_hops)
      return false;
   auto& h = to.emplace_back();
   return read_fields(bytes, [&h](protocol_buffer_field const& f) {
      switch (f.field) {
         case of_hop::url:
            h.url = f.bytes;
            return true;
         case of_hop::address:
            h.address = f.bytes;
            return true;
         case of_hop::status:
            return take_status(f, h.status);
         case of_hop::location:
            h.location = f.bytes;
            return true;
         default:
            return true;
      }
   });
}

// Errors are sorted, each once.
bool take_error(std::string_view word, std::vector<certificate_error>& to)
{
   auto const e = certificate_error_from_text(word);
   if (!e || (!to.empty() && *e <= to.back()))
      return false;
   to.push_back(*e);
   return true;
}

bool take_tls(std::string_view bytes, tls_view& to)
{
   to = {};
   return read_fields(bytes, [&to](protocol_buffer_field const& f) {
      switch (f.field) {
         case of_tls::version:
            to.version = f.bytes;
            return true;
         case of_tls::group:
            to.group = f.bytes;
            return true;
         case of_tls::cipher:
            to.cipher = f.bytes;
            return true;
         case of_tls::certificate:
            to.chain.emplace_back(f.bytes);
            return true;
         case of_tls::is_judged:
            to.is_judged = f.value != 0;
            return true;
         case of_tls::error:
            return take_error(f.bytes, to.errors);
         default:
            return true;
      }
   });
}

// Reads the request, too; a result comes once.
struct reply_reader {
   recorded_reply read;
   bool has_result = false;

   template <class Result>
   bool take_result(std::optional<Result>&& result)
   {
      if (!result || has_result)
         return false;
      has_result = true;
      read.reply.result = *std::move(result);
      return true;
   }

   bool take_request(protocol_buffer_field const& f)
   {
      switch (f.field) {
         case outer::url:
            read.asked.url = f.bytes;
            return true;
         case outer::accept:
            read.asked.accept = f.bytes;
            return true;
         case outer::most_bytes:
            read.asked.most_bytes = f.value;
            return true;
         case outer::most_redirects:
            read.asked.most_redirects = static_cast<unsigned>(f.value);
            return f.value <= https_request::most_redirects_allowed;
         case outer::took:
            read.took = base::event_loop::duration{
               static_cast<std::int64_t>(std::min(f.value, longest_wait))};
            return true;
         default:
            return true;
      }
   }

   bool take(protocol_buffer_field const& f)
   {
      switch (f.field) {
         case outer::response:
            return take_result(response_of(f.bytes));
         case outer::failure:
            return take_result(failure_of(f.bytes));
         case outer::hop:
            return take_hop(f.bytes, read.reply.hops);
         case outer::tls:
            return take_tls(f.bytes, read.reply.tls);
         default:
            return take_request(f);
      }
   }
};

}  // namespace

https_key https_key::of(https_request const& r)
{
   return {r.url, r.accept, r.most_bytes, r.most_redirects};
}

std::string to_bytes(recorded_reply const& r)
{
   protocol_buffer_writer to;
   to.bytes(outer::url, r.asked.url);
   to.bytes(outer::accept, r.asked.accept);
   to.varint(outer::most_bytes, r.asked.most_bytes);
   to.varint(outer::most_redirects, r.asked.most_redirects);
   to.varint(outer::took, static_cast<std::uint64_t>(std::max<std::int64_t>(r.took.count(), 0)));
   if (auto const* const response = r.reply.response())
      to.bytes(outer::response, bytes_of(*response));
   else
      to.bytes(outer::failure, bytes_of(*r.reply.failure()));
   for (auto const& hop : r.reply.hops)
      to.bytes(outer::hop, bytes_of(hop));
   to.bytes(outer::tls, bytes_of(r.reply.tls));
   return to.take();
}

std::optional<recorded_reply> recorded_reply_from_bytes(std::string_view bytes)
{
   reply_reader reader;
   auto const is_read = read_fields(bytes, [&reader](protocol_buffer_field const& f) {
      return reader.take(f);
   });
   return is_read && reader.has_result ? std::optional{std::move(reader.read)} : std::nullopt;
}

}  // namespace dnslint::hosts
