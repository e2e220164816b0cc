// SPDX-License-Identifier: Apache-2.0
#include "key_search.hpp"

#include <algorithm>
#include <array>

namespace dkim {
namespace {

using dnslint::rrtype;

std::string key_name(std::string_view selector, std::string_view domain)
{
   return std::string{selector} + "._domainkey." + std::string{domain};
}

// A server that refuses, or drops what it does not want, is left alone.
bool is_unwilling(dnslint::cause const& why)
{
   constexpr std::array<std::string_view, 7> codes{
      "refused", "rate-limited", "truncated", "timeout", "server-down", "budget", "deadline"};
   return std::ranges::find(codes, why.code) != codes.end();
}

void note_servers(key_search& found, dnslint::answer const& ns)
{
   if (!ns.chain().empty()) {
      found.container = container_state::alias;
      found.served_by = ns.canonical_name();
      return;
   }
   found.container = container_state::delegated;
   for (auto const r : ns.records())
      found.served_by += (found.served_by.empty() ? "" : ", ") + std::string{r.text("nsdname")};
}

void note_container(key_search& found, dnslint::answer const& ns)
{
   // So, too, where nothing is known: servers that only serve keys often answer nothing else.
   found.container = container_state::exists;
   if (ns.unknown())
      return;
   if (ns.has_records() || !ns.chain().empty())
      note_servers(found, ns);
   else if (ns.nxdomain())
      found.container = ns.secure() ? container_state::absent : container_state::denied;
}

// Asks for the keys of one domain, in the order that costs fewest questions. Lives in the frame of
// search_keys().
class searcher {
public:
   searcher(dnslint::context const& cx, search_request request)
   : cx_{cx}
   , request_{std::move(request)}
   {
      auto& stated = request_.stated;
      if (stated.size() > most_stated)
         found_.rest = dnslint::cause{
            dnslint::cause_class::withheld,
            "budget",
            std::to_string(stated.size() - most_stated) + " further selectors were not asked"};
      stated.resize(std::min(stated.size(), most_stated));
      found_.stated = stated;
      found_.providers = recognized_providers(request_.hints);
   }

   dnslint::co<key_search> run()
   {
      co_await ask(request_.stated, selector_origin::stated);
      if (request_.mode != guess_mode::none && request_.scope == search_scope::wildcard)
         co_await ask_wildcard();
      if (request_.mode != guess_mode::none && request_.scope == search_scope::guesses)
         co_await guess();
      co_return std::move(found_);
   }

private:
   dnslint::co<> guess()
   {
      auto const rounds = plan_guesses(request_.mode, found_.providers, found_.stated);
      co_await ask_container();
      if (found_.open || !found_.served_by.empty())
         co_return;
      if (is_denied() && !co_await has_key_nevertheless(rounds))
         co_return;
      co_await ask_wildcard();
      if (found_.wildcard != wildcard_state::none)
         co_return;
      for (std::size_t i = 0; i != rounds.size() && !must_stop(rounds[i]); ++i)
         co_await ask(rounds[i].selectors, origin_of_guesses());
   }

   bool is_denied() const
   {
      return found_.container == container_state::absent ||
             found_.container == container_state::denied;
   }

   selector_origin origin_of_guesses() const
   {
      return found_.providers.empty() ? selector_origin::common : selector_origin::provider;
   }

   bool must_stop(guess_round const& next) const
   {
      return (found_.open && is_unwilling(*found_.open)) ||
             (next.is_last_resort && std::ranges::any_of(found_.selectors, [](auto const& s) {
                 return s.usable_key() != nullptr;
              }));
   }

   dnslint::co<> ask_container()
   {
      auto const name = "_domainkey." + request_.domain;
      auto const ns = co_await cx_.query(name, rrtype::ns);
      ++found_.questions;
      if (ns.unknown() && is_unwilling(ns.cause()))
         found_.open = ns.cause();
      else
         note_container(found_, ns);
   }

   // Some servers deny "_domainkey" although there are names below it. The likeliest one tells.
   dnslint::co<bool> has_key_nevertheless(std::vector<guess_round> rounds)
   {
      if (rounds.empty()) {
         co_await ask_wildcard();
         co_return false;
      }
      std::vector<std::string> const first{rounds.front().selectors.front()};
      co_await ask(first, origin_of_guesses());
      auto const& reply = found_.selectors.back();
      if (!reply.unknown && !reply.is_absent()) {
         found_.container = container_state::exists;
         co_return true;
      }
      if (!reply.unknown)
         found_.wildcard = wildcard_state::none;
      co_return false;
   }

   dnslint::co<> ask_wildcard()
   {
      auto const name = key_name(unlikely_selector(request_.domain), request_.domain);
      auto const txt = co_await cx_.query(name, rrtype::txt);
      ++found_.questions;
      if (txt.unknown()) {
         found_.wildcard = wildcard_state::not_known;
         found_.open = txt.cause();
         co_return;
      }
      bool const is_present = txt.has_records() || !txt.chain().empty();
      found_.wildcard = is_present ? wildcard_state::present : wildcard_state::none;
      if (is_present)
         found_.selectors.push_back(read_selector("*", selector_origin::wildcard, txt));
   }

   dnslint::co<> ask(std::vector<std::string> selectors, selector_origin origin)
   {
      std::erase_if(selectors, [&](std::string const& s) {
         return found_.find(s) != nullptr;
      });
      std::vector<dnslint::question> questions;
      questions.reserve(selectors.size());
      for (auto const& s : selectors)
         questions.push_back({key_name(s, request_.domain), rrtype::txt});
      auto const answers = co_await cx_.query_all(questions);
      found_.questions += questions.size();
      for (std::size_t i = 0; i != selectors.size(); ++i) {
         found_.selectors.push_back(read_selector(selectors[i], origin, answers[i]));
         if (answers[i].unknown() && origin != selector_origin::stated)
            found_.open = answers[i].cause();
      }
   }

   dnslint::context cx_;
   search_request request_;
   key_search found_;
};

}  // namespace

std::string_view to_text(container_state state)
{
   constexpr std::array<std::string_view, 6> texts{
      "not-asked", "exists", "denied", "absent", "delegated", "alias"};
   return texts.at(static_cast<std::size_t>(state));
}

selector_state const* key_search::find(std::string_view selector) const
{
   auto const found = std::ranges::find(selectors, selector, &selector_state::selector);
   return found == selectors.end() ? nullptr : &*found;
}

dnslint::co<key_search> search_keys(dnslint::context cx, search_request request)
{
   searcher s{cx, std::move(request)};
   auto found = co_await s.run();
   co_return found;
}

}  // namespace dkim
