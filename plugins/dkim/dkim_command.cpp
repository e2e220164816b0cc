// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "key_facts.hpp"
#include "key_lines.hpp"
#include "key_verdict.hpp"

#include <dnslint/text.hpp>

namespace dkim {
namespace {

using dnslint::rrtype;

// Targets of include and redirect in texts that begin as an SPF record does.
std::vector<std::string> includes_in(dnslint::answer const& txt)
{
   std::vector<std::string> includes;
   for (auto const r : txt.records()) {
      auto const text = r.text();
      if (!dnslint::starts_with_ignoring_case(text, "v=spf1 "))
         continue;
      for (auto word : words_in(text)) {
         if (dnslint::is_one_of(word.front(), "+-~?"))
            word.remove_prefix(1);
         for (std::string_view const start : {"include:", "redirect="})
            if (dnslint::starts_with_ignoring_case(word, start))
               includes.emplace_back(word.substr(start.size()));
      }
   }
   return includes;
}

dnslint::co<mail_hints> look_up_hints(dnslint::context cx, std::string domain)
{
   std::vector<dnslint::question> const both{{domain, rrtype::mx}, {domain, rrtype::txt}};
   auto const answers = co_await cx.query_all(both);
   mail_hints hints;
   for (auto const r : answers[0].records())
      hints.exchanges.emplace_back(r.text("exchange"));
   hints.includes = includes_in(answers[1]);
   co_return hints;
}

std::string line_of(selector_state const& s, key_record const& key)
{
   auto text = s.selector + "  " + key_summary(key);
   if (!s.alias.empty())
      text += ", by CNAME from " +
              (s.alias_owner == nullptr ? s.alias : std::string{s.alias_owner->name});
   return text + '\n';
}

void write_selector(dnslint::command_context const& cx, selector_state const& s)
{
   if (s.unknown)
      return cx.text(s.selector + "  unknown: " + s.unknown->code + '\n');
   for (auto const& key : s.keys) {
      cx.text(line_of(s, key));
      for (auto const& e : key.errors)
         cx.text("   wrong: " + to_text(e) + '\n');
   }
   if (s.dangles())
      cx.text(s.selector + "  a CNAME record leads to " + s.alias + ", where there is no key\n");
   else if (s.keys.empty() && s.origin == selector_origin::stated)
      cx.text(s.selector + "  no key\n");
}

void write_rest(dnslint::command_context const& cx, key_search const& found)
{
   for (auto const& group : same_keys(found)) {
      std::string selectors;
      for (auto const& s : group)
         selectors += ' ' + s;
      cx.text("the same key:" + selectors + '\n');
   }
   if (found.wildcard == wildcard_state::present)
      cx.text("a wildcard below _domainkey answers to every selector, so none was guessed\n");
   std::string providers;
   for (auto const* const p : found.providers)
      providers += (providers.empty() ? "" : ", ") + std::string{p->name};
   if (!providers.empty())
      cx.text("providers: " + providers + '\n');
   // Of stated selectors each line has said it already.
   auto const seen = key_seen(found);
   if (seen.unknown() && found.stated.empty())
      cx.text("unknown: " + seen.cause->code + ": " + seen.cause->detail + '\n');
   else if (seen.fails())
      cx.text(seen.message + '\n');
}

std::string domain_in(std::string_view argument)
{
   auto domain = dnslint::to_lower(argument);
   if (domain.ends_with('.'))
      domain.pop_back();
   return domain;
}

dnslint::co<search_request> request_of(dnslint::command_context cx, guess_mode mode)
{
   search_request request;
   request.domain = domain_in(cx.argument(0));
   for (std::uint64_t i = 1; i != cx.argument_count(); ++i)
      for (auto& selector : selectors_in(cx.argument(i)))
         request.stated.push_back(std::move(selector));
   request.mode = mode;
   if (!request.stated.empty())
      request.scope = search_scope::stated;
   else if (mode != guess_mode::none)
      request.hints = co_await look_up_hints(cx, request.domain);
   co_return request;
}

}  // namespace

dnslint::task dkim_command(dnslint::command_context cx)
{
   auto const mode = guess_mode_of(cx.given("guess").value_or("likely"));
   if (cx.argument_count() == 0 || cx.argument(0).empty() || !mode) {
      cx.text("dnslint dkim DOMAIN [SELECTOR...] [--guess none|likely|wide]\n");
      co_return cx.status(dnslint::exit_status::usage);
   }
   auto request = co_await request_of(cx, *mode);
   cx.values().set("domain", std::string_view{request.domain});
   auto const found = co_await search_keys(cx, std::move(request));
   publish_search(cx.values(), found);
   for (auto const& s : found.selectors)
      write_selector(cx, s);
   write_rest(cx, found);
}

}  // namespace dkim
