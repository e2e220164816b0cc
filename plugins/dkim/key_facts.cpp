// SPDX-License-Identifier: Apache-2.0
#include "key_facts.hpp"

#include "key_verdict.hpp"

#include <dnslint/parse_output.hpp>

namespace dkim {
namespace {

void publish_strings(
   dnslint::keyed_writer const& into, std::string_view key, std::vector<std::string> const& texts)
{
   auto const list = into.list(key);
   for (auto const& t : texts)
      list.add(std::string_view{t});
}

std::string_view to_text(key_form form)
{
   if (form == key_form::raw)
      return "raw";
   return form == key_form::rsa_public_key ? "RSAPublicKey" : "SubjectPublicKeyInfo";
}

// The provider whose key it is: the one that a CNAME record leads to. Without one a name alone
// tells of a provider only if its customers publish TXT records.
provider const* owner_of(selector_state const& s, key_search const& found)
{
   if (!s.alias.empty() || s.origin == selector_origin::wildcard)
      return s.alias_owner;
   for (auto const* const p : found.providers)
      if (p->alias.empty())
         for (auto const word : words_in(p->selectors))
            if (word == s.selector)
               return p;
   return nullptr;
}

void publish_place(
   dnslint::keyed_writer const& into, selector_state const& s, key_search const& found)
{
   into.set("selector", std::string_view{s.selector});
   into.set("origin", to_text(s.origin));
   if (s.alias.empty())
      into.set("alias_of", nullptr);
   else
      into.set("alias_of", std::string_view{s.alias});
   if (auto const* const owner = owner_of(s, found))
      into.set("provider", owner->name);
   else
      into.set("provider", nullptr);
}

void publish_keys(dnslint::keyed_writer const& facts, key_search const& found)
{
   auto const list = facts.list("keys");
   for (auto const& s : found.selectors) {
      if (s.unknown && s.origin == selector_origin::stated)
         list.add(*s.unknown);
      for (auto const& key : s.keys) {
         auto const entry = list.add_map();
         publish_place(entry, s, found);
         entry.set("records", s.keys.size());
         publish_record(entry, key, s.keys.size() == 1);
      }
   }
   for (auto const& unseen : {found.rest, found.open})
      if (unseen)
         list.add(*unseen);
}

void publish_selectors(dnslint::keyed_writer const& facts, key_search const& found)
{
   auto const list = facts.list("selectors");
   for (auto const& s : found.selectors)
      if (s.origin != selector_origin::wildcard && s.usable_key() != nullptr)
         list.add(std::string_view{s.selector});
}

void publish_dangling(dnslint::keyed_writer const& facts, key_search const& found)
{
   auto const list = facts.list("dangling");
   for (auto const& s : found.selectors)
      if (s.dangles())
         publish_place(list.add_map(), s, found);
}

void publish_guessed(dnslint::keyed_writer const& facts, key_search const& found)
{
   auto const list = facts.list("guessed");
   for (auto const& s : found.selectors)
      if (s.origin == selector_origin::provider || s.origin == selector_origin::common)
         list.add(std::string_view{s.selector});
}

void publish_wildcard(dnslint::keyed_writer const& facts, key_search const& found)
{
   facts.set("wildcard_asked", found.wildcard != wildcard_state::not_asked);
   if (found.wildcard == wildcard_state::not_known || found.wildcard == wildcard_state::not_asked) {
      auto const why = found.open.value_or(dnslint::cause{
         dnslint::cause_class::withheld,
         "not-asked",
         "nobody asked for a wildcard below _domainkey"});
      facts.set("wildcard", why);
      facts.set("wildcard_revoked", why);
      return;
   }
   facts.set("wildcard", found.wildcard == wildcard_state::present);
   auto const* const wildcard = found.find("*");
   facts.set("wildcard_revoked", wildcard != nullptr && wildcard->is_revoked());
}

// That no two keys are the same is sure only when all have answers.
void publish_same_keys(dnslint::keyed_writer const& facts, key_search const& found)
{
   auto const same = same_keys(found);
   if (same.empty() && found.open)
      return facts.set("same_keys", *found.open);
   auto const groups = facts.list("same_keys");
   for (auto const& selectors : same) {
      auto const group = groups.add_list();
      for (auto const& s : selectors)
         group.add(std::string_view{s});
   }
}

}  // namespace

void publish_record(dnslint::keyed_writer const& into, key_record const& key, bool is_single)
{
   into.set("type", std::string_view{key.type});
   if (key.is_read) {
      into.set("bits", key.key.bits);
      into.set("form", to_text(key.key.form));
   } else {
      into.set("bits", nullptr);
      into.set("form", nullptr);
   }
   into.set("usable", is_single && key.is_usable());
   into.set("revoked", key.is_revoked);
   into.set("testing", key.is_testing);
   into.set("strict", key.is_strict);
   publish_strings(into, "hashes", key.hashes);
   publish_strings(into, "services", key.services);
   publish_strings(into, "unknown_tags", key.unknown_tags);
   dnslint::publish_errors(into, "errors", key.errors);
}

void publish_search(dnslint::keyed_writer const& facts, key_search const& found)
{
   publish_strings(facts, "stated", found.stated);
   publish_keys(facts, found);
   dnslint::publish(facts, "key_seen", key_seen(found));
   publish_selectors(facts, found);
   publish_dangling(facts, found);
   publish_guessed(facts, found);
   publish_wildcard(facts, found);
   facts.set("container", to_text(found.container));
   if (!found.served_by.empty())
      facts.set("served_by", std::string_view{found.served_by});
   facts.set("questions", found.questions);
   {
      auto const providers = facts.list("providers");
      for (auto const* const p : found.providers)
         providers.add(p->name);
   }
   publish_same_keys(facts, found);
}

}  // namespace dkim
