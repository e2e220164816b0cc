// SPDX-License-Identifier: Apache-2.0
#include "core/base/causes.hpp"
#include "core/plugin/host_run.hpp"

#include <optional>
#include <utility>

namespace hosts = dnslint::hosts;
namespace base = dnslint::base;

std::uint64_t dnslint_run::open_https(open_request r)
{
   note_question();
   requests.emplace(last_question, r);
   return last_question;
}

void dnslint_run::reply(std::uint64_t request, hosts::https_reply r)
{
   auto const found = requests.extract(request);
   if (found.empty() || finished)
      return;
   auto& kept = https_replies.emplace_front();
   kept.reply = std::move(r);
   dnslint::plugin::entered const plugin_code{where.watched};
   found.mapped().done(found.mapped().user, &kept);
}

void dnslint_run::fail_later(std::uint64_t request, base::cause why)
{
   where.loop->post([run = shared_from_this(), request, why = std::move(why)]() mutable {
      run->reply(
         request, {hosts::https_failure{std::move(why), hosts::https_phase::resolve}, {}, {}});
   });
}

namespace dnslint::plugin {
namespace {

constexpr std::uint64_t most_body = std::uint64_t{1} << 20U;

// Null when the request is no request.
std::optional<hosts::https_request> request_from(dnslint_https_request const& raw)
{
   if (
      !has_first_form(raw) || raw.most_bytes > most_body ||
      raw.most_redirects > hosts::https_request::most_redirects_allowed)
      return std::nullopt;
   hosts::https_request r;
   r.url = from_abi(raw.url);
   r.accept = from_abi(raw.accept);
   r.most_redirects = raw.most_redirects;
   if (raw.most_bytes != 0)
      r.most_bytes = static_cast<std::size_t>(raw.most_bytes);
   return r;
}

void get(
   dnslint_run* run, dnslint_https_request const* raw, dnslint_https_done done, void* user) noexcept
{
   auto const request = request_from(*raw);
   auto const id = run->open_https({done, user, 0});
   if (!request)
      return run->fail_later(
         id, base::because(base::causes::misuse, "a request of the wrong size or out of range"));
   if (run->expired || run->finished)
      return run->fail_later(id, base::because(base::causes::deadline));
   auto const call =
      run->where.https->get(*request, [keep_run = run->shared_from_this(), id](auto reply) {
         keep_run->reply(id, std::move(reply));
      });
   if (auto const open = run->requests.find(id); open != run->requests.end())
      open->second.call = call;
}

dnslint_status response(dnslint_https_reply const* reply, dnslint_https_response* out) noexcept
{
   if (!has_first_form(*out))
      return DNSLINT_MISUSE;
   auto const* const r = reply->reply.response();
   if (r == nullptr)
      return DNSLINT_NONE;
   out->status = r->status;
   out->media_type = to_abi(r->media_type);
   out->body = to_abi(r->body);
   return DNSLINT_OK;
}

dnslint_status cause(dnslint_https_reply const* reply, dnslint_cause* out) noexcept
{
   if (!has_first_form(*out))
      return DNSLINT_MISUSE;
   auto const* const f = reply->reply.failure();
   if (f == nullptr)
      return DNSLINT_NONE;
   to_abi(f->why, *out);
   return DNSLINT_OK;
}

std::uint32_t reached_phase(dnslint_https_reply const* reply) noexcept
{
   auto const* const f = reply->reply.failure();
   return f == nullptr ? std::uint32_t{DNSLINT_HTTPS_BODY} : static_cast<std::uint32_t>(f->phase);
}

std::uint64_t header_count(dnslint_https_reply const* reply) noexcept
{
   auto const* const r = reply->reply.response();
   return r == nullptr ? 0 : r->headers.size();
}

dnslint_status header(
   dnslint_https_reply const* reply,
   std::uint64_t index,
   dnslint_str* name,
   dnslint_str* value) noexcept
{
   if (index >= header_count(reply))
      return DNSLINT_NONE;
   auto const& [key, text] = reply->reply.response()->headers[index];
   *name = to_abi(key);
   *value = to_abi(text);
   return DNSLINT_OK;
}

std::uint64_t hop_count(dnslint_https_reply const* reply) noexcept
{
   return reply->reply.hops.size();
}

dnslint_status hop(
   dnslint_https_reply const* reply, std::uint64_t index, dnslint_https_hop* out) noexcept
{
   if (!has_first_form(*out))
      return DNSLINT_MISUSE;
   if (index >= hop_count(reply))
      return DNSLINT_NONE;
   auto const& h = reply->reply.hops[index];
   out->status = h.status;
   out->url = to_abi(h.url);
   out->address = to_abi(h.address);
   out->location = to_abi(h.location);
   return DNSLINT_OK;
}

// The bits of DNSLINT_CERTIFICATE_... have the order of the enumeration.
static_assert(
   1U << static_cast<unsigned>(hosts::certificate_error::other) ==
   unsigned{DNSLINT_CERTIFICATE_OTHER});
static_assert(static_cast<unsigned>(hosts::https_phase::body) == unsigned{DNSLINT_HTTPS_BODY});

dnslint_status tls(dnslint_https_reply const* reply, dnslint_tls* out) noexcept
{
   if (!has_first_form(*out))
      return DNSLINT_MISUSE;
   auto const& seen = reply->reply.tls;
   out->is_judged = seen.is_judged ? 1 : 0;
   out->errors = 0;
   for (auto const e : seen.errors)
      out->errors |= 1U << static_cast<unsigned>(e);
   out->certificates = static_cast<std::uint32_t>(seen.chain.size());
   out->version = to_abi(seen.version);
   out->group = to_abi(seen.group);
   out->cipher = to_abi(seen.cipher);
   return DNSLINT_OK;
}

dnslint_str certificate(dnslint_https_reply const* reply, std::uint64_t index) noexcept
{
   auto const& chain = reply->reply.tls.chain;
   return index < chain.size() ? to_abi(chain[index]) : dnslint_str{nullptr, 0};
}

}  // namespace

dnslint_https const https_table{
   sizeof(dnslint_https),
   0,
   get,
   response,
   cause,
   reached_phase,
   header_count,
   header,
   hop_count,
   hop,
   tls,
   certificate};

}  // namespace dnslint::plugin
