// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "key_facts.hpp"
#include "settle.hpp"

#include <dnslint/plugin.hpp>
#include <dnslint/text.hpp>

#include <algorithm>

namespace dkim {
namespace {

// What cannot be known of the records leaves the providers unknown, and common selectors are
// guessed.
mail_hints hints_in(dnslint::context const& cx)
{
   mail_hints hints;
   auto const exchanges = cx.fact("mx.exchanges");
   for (std::uint64_t i = 0; i != exchanges.size(); ++i)
      hints.exchanges.emplace_back(exchanges[i]["name"].text());
   auto const terms = cx.fact("spf.terms");
   for (std::uint64_t i = 0; i != terms.size(); ++i)
      if (terms[i]["mechanism"].text() == "include" || terms[i]["modifier"].text() == "redirect")
         hints.includes.emplace_back(terms[i]["argument"].text());
   return hints;
}

std::vector<std::string> stated_selectors(dnslint::context const& cx)
{
   auto stated = selectors_in(cx.option("selectors", std::string_view{}));
   auto const listed = cx.fact("list.selectors");
   for (std::uint64_t i = 0; i != listed.size(); ++i)
      if (std::string selector{listed[i].text()};
          std::ranges::find(stated, selector) == stated.end())
         stated.push_back(std::move(selector));
   return stated;
}

// A host inside a zone is looked at only if it has mail of its own, and a domain without mail is
// asked for a wildcard only.
search_scope scope_of(dnslint::context const& cx)
{
   auto const kind = cx.fact("name.kind").text();
   bool const is_domain = kind == "organizational" || kind == "zone-apex";
   bool const has_mail = cx.fact("mx.records").integer().value_or(0) > 0 ||
                         cx.fact("spf.records").integer().value_or(0) > 0;
   if (!is_domain && !has_mail)
      return search_scope::stated;
   bool const is_without_mail = cx.fact("posture.mail").text().starts_with("no_mail");
   return is_without_mail ? search_scope::wildcard : search_scope::guesses;
}

dnslint::task probe(dnslint::context cx)
{
   auto const word = cx.option("guess", std::string_view{"likely"});
   auto const mode = guess_mode_of(word);
   if (!mode)
      co_return cx.unknown(dnslint::cause{
         dnslint::cause_class::withheld,
         "option",
         "dkim.guess is " + dnslint::quoted(word) + ", and must be none, likely or wide"});
   auto stated = stated_selectors(cx);
   if (auto const kind = cx.fact("name.kind"); kind.unknown() && stated.empty())
      co_return cx.unknown(kind.cause());
   search_request request{
      std::string{cx.domain()}, std::move(stated), *mode, scope_of(cx), hints_in(cx)};
   auto const found = co_await search_keys(cx, std::move(request));
   publish_search(cx.facts(), found);
   settle_checks(cx, found);
}

}  // namespace
}  // namespace dkim

DNSLINT_PLUGIN(
   "dkim",
   "0.1.0",
   dnslint::make_probe<dkim::probe>("dkim"),
   dnslint::make_command<dkim::dkim_command>("dkim"),
   dnslint::make_command<dkim::parse_command>("parse dkim"))
