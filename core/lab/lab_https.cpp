// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lab_https.hpp"

#include "core/base/causes.hpp"
#include "core/hosts/response_header.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>
#include <utility>

namespace dnslint::resolver {

namespace {

namespace causes = base::causes;
using base::because;
using hosts::https_attempt;
using hosts::https_attempt_result;
using hosts::https_failure;
using hosts::https_phase;
using duration = base::event_loop::duration;

// What comes of an attempt and when, and how far it is until then.
struct played_attempt {
   https_attempt_result result;
   duration after{0};
   https_phase until_then = https_phase::connect;
};

played_attempt failed(base::cause why, https_phase where, hosts::tls_view tls = {})
{
   return {{https_failure{std::move(why), where}, std::move(tls)}, duration{0}, where};
}

played_attempt timed_out(https_phase where, duration after, hosts::tls_view tls = {})
{
   auto made = failed(because(causes::timeout), where, std::move(tls));
   made.after = after;
   return made;
}

// As of a host of these days whose certificate is judged; it shows none.
hosts::tls_view tls_of(lab_reply const& r)
{
   return {"TLSv1.3", "x25519", "TLS_AES_256_GCM_SHA384", {}, true, r.certificate};
}

std::string words_of(std::vector<hosts::certificate_error> const& errors)
{
   std::vector<std::string_view> words;
   words.reserve(errors.size());
   for (auto const e : errors)
      words.push_back(to_text(e));
   return fmt::format("{}", fmt::join(words, ", "));
}

played_attempt too_large(https_attempt const& a, lab_reply const& r)
{
   return failed(
      because(causes::too_large, fmt::format("more than {} bytes", a.most_bytes)),
      https_phase::body,
      tls_of(r));
}

played_attempt play_fault(https_attempt const& a, lab_reply const& r)
{
   switch (*r.fault) {
      case host_fault::timeout:
         return timed_out(https_phase::connect, std::min(a.connect_timeout, a.timeout));
      case host_fault::refused:
         return failed(
            because(causes::refused, "the connection was refused"), https_phase::connect);
      case host_fault::unreachable:
         return failed(
            because(causes::unreachable, "there is no way to the address"), https_phase::connect);
      case host_fault::tls_failed:
         return failed(
            because(causes::tls_failed, "the host says: handshake failure"), https_phase::tls);
      case host_fault::closed:
         return failed(because(causes::closed, "the reply is cut"), https_phase::header, tls_of(r));
      case host_fault::slow:
         return timed_out(https_phase::body, a.timeout, tls_of(r));
      case host_fault::endless:
         return too_large(a, r);
   }
   return failed(because(causes::misuse), https_phase::connect);
}

// Header and body as they would be read from the network.
played_attempt play_response(https_attempt const& a, lab_reply const& r)
{
   hosts::response_header header;
   auto has_room = header.add(fmt::format("HTTP/1.1 {} \r\n", r.response.status));
   for (auto const& [name, value] : r.response.headers)
      has_room = has_room && header.add(fmt::format("{}: {}\r\n", name, value));
   if (!has_room || !header.add("\r\n"))
      return failed(
         because(
            causes::too_large,
            fmt::format("a header of more than {} bytes", hosts::response_header::most_bytes)),
         https_phase::header,
         tls_of(r));
   if (r.response.body.size() > a.most_bytes)
      return too_large(a, r);
   auto response = std::move(header.response());
   response.body = r.response.body;
   return {{std::move(response), tls_of(r)}, duration{0}, https_phase::header};
}

played_attempt play(https_attempt const& a, lab_hosts const& all)
{
   auto const found = all.find(a.url.to_text());
   if (found == all.end())
      return failed(
         because(
            causes::no_hosts, fmt::format("the lab does not say what {} answers", a.url.to_text())),
         https_phase::connect);
   auto const& r = found->second;
   if (r.fault)
      return play_fault(a, r);
   if (!r.certificate.empty())
      return failed(
         because(causes::tls_failed, fmt::format("the certificate is {}", words_of(r.certificate))),
         https_phase::tls,
         tls_of(r));
   if (r.delay >= a.timeout)
      return timed_out(https_phase::header, a.timeout, tls_of(r));
   auto made = play_response(a, r);
   made.after = r.delay;
   return made;
}

class lab_transport final : public hosts::https_transport {
public:
   lab_transport(base::event_loop& loop, lab_hosts const& all)
   : loop_{&loop}
   , hosts_{&all}
   {}

   call attempt(https_attempt const& a, done on_done) override
   {
      auto const id = ++last_;
      auto& made = open_[id];
      made = {play(a, *hosts_), std::move(on_done)};
      auto finish = [this, id, alive = std::weak_ptr{alive_}] {
         if (!alive.expired())
            end(id);
      };
      if (made.played.after > duration{0})
         loop_->run_after(made.played.after, std::move(finish));
      else
         loop_->post(std::move(finish));
      return id;
   }

   void cancel(call which) override
   {
      loop_->post([this, which, alive = std::weak_ptr{alive_}] {
         auto const found = alive.expired() ? open_.end() : open_.find(which);
         if (alive.expired() || found == open_.end())
            return;
         auto& p = found->second.played;
         p.result.result = https_failure{because(causes::cancelled), p.until_then};
         end(which);
      });
   }

private:
   struct open_attempt {
      played_attempt played;
      done on_done;
   };

   // Of one that was cancelled before, there is nothing left.
   void end(call which)
   {
      auto ended = open_.extract(which);
      if (!ended.empty())
         ended.mapped().on_done(std::move(ended.mapped().played.result));
   }

   base::event_loop* loop_;
   lab_hosts const* hosts_;
   std::map<call, open_attempt> open_;
   call last_ = 0;
   std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

constexpr std::array private_ranges{
   "10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"};

}  // namespace

std::unique_ptr<hosts::https_transport> make_lab_transport(base::event_loop& loop, lab const& zones)
{
   return std::make_unique<lab_transport>(loop, zones.hosts());
}

std::unique_ptr<hosts::https_source> make_lab_https(
   base::event_loop& loop,
   lab const& zones,
   hosts::ask_dns ask,
   std::vector<hosts::address_range> open)
{
   for (auto const* const range : private_ranges)
      open.push_back(hosts::address_range::from_text(range).value());
   hosts::https_client_parts parts;
   parts.loop = &loop;
   parts.transport = make_lab_transport(loop, zones);
   parts.look_up = hosts::make_address_lookup(std::move(ask));
   parts.guard = hosts::address_guard::for_labs(std::move(open));
   return hosts::make_https_client(std::move(parts));
}

}  // namespace dnslint::resolver
