// SPDX-License-Identifier: Apache-2.0
#include "key_verdict.hpp"

#include <dnslint/text.hpp>

#include <algorithm>
#include <map>

namespace dkim {
namespace {

using dnslint::failed;
using dnslint::passed;
using dnslint::require;
using dnslint::verdict;

// What was not read has no length, so that it neither passes nor fails: other checks tell of it.
verdict judge_length(key_record const& key, std::size_t shortest, std::string_view consequence)
{
   bool const is_rsa = key.is_read && key.type == "rsa";
   return require(
      !is_rsa || key.key.bits >= shortest,
      "the RSA key has " + std::to_string(key.key.bits) + " bits" + std::string{consequence});
}

std::string first_error(key_record const& key)
{
   return key.errors.empty() ? std::string{} : to_text(key.errors.front());
}

bool has_usable_sibling(selector_state const& s, key_search const& found)
{
   return s.alias_owner != nullptr &&
          std::ranges::any_of(found.selectors, [&](selector_state const& other) {
             return other.alias_owner == s.alias_owner && other.usable_key() != nullptr;
          });
}

bool all_asked(provider const& p, key_search const& found)
{
   return std::ranges::all_of(words_in(p.selectors), [&](std::string_view word) {
      return found.find(dnslint::to_lower(word)) != nullptr;
   });
}

verdict judge_provider(provider const& p, key_search const& found)
{
   std::vector<verdict> each;
   for (auto const word : words_in(p.selectors)) {
      auto const* const s = found.find(dnslint::to_lower(word));
      if (s->unknown)
         each.push_back(dnslint::not_known(*s->unknown));
      else
         each.push_back(require(
            !s->is_absent(),
            "the SPF or MX records name " + std::string{p.name} +
               ", and none of its selectors has a key"));
   }
   return dnslint::any_of(each);
}

dnslint::cause why_not_seen(key_search const& found)
{
   if (found.open)
      return *found.open;
   std::string const how =
      "; read s= in the DKIM-Signature header of one message, and state it in the list's column "
      "selectors or by --set dkim.selectors=NAME";
   if (!found.served_by.empty())
      return dnslint::unobservable(
         "selector",
         "the keys are served by " + found.served_by + ", which no selector is known of" + how);
   if (found.wildcard == wildcard_state::present)
      return dnslint::unobservable("selector", "a wildcard answers to every selector" + how);
   return dnslint::unobservable("selector", "no selector is known that has a key" + how);
}

}  // namespace

verdict is_readable(key_record const& key)
{
   return require(!key.is_discarded, first_error(key));
}

verdict has_no_minor_errors(key_record const& key)
{
   return require(key.is_discarded || key.errors.empty(), first_error(key));
}

verdict is_longer_than_broken(key_record const& key)
{
   return judge_length(key, broken_bits + 1, ", which anybody can factor, and then sign as you");
}

verdict is_long_enough(key_record const& key)
{
   return judge_length(key, least_bits, ", and receivers ignore keys of less than 1024");
}

verdict is_as_long_as_advised(key_record const& key)
{
   return judge_length(key, advised_bits, ", where 2048 are advised");
}

verdict has_known_type(key_record const& key)
{
   return require(
      key.has_known_type(),
      "receivers ignore the key, because its type is " + dnslint::quoted(key.type));
}

verdict allows_sha256(key_record const& key)
{
   return require(
      key.allows_sha256(), "the tag h does not allow sha256, the only hash that receivers accept");
}

verdict allows_mail(key_record const& key)
{
   return require(key.allows_mail(), "the tag s does not allow the key for e-mail");
}

verdict is_not_testing(key_record const& key)
{
   return require(
      !key.is_testing, "t=y says that signing is tested, so that receivers may ignore signatures");
}

verdict has_usual_form(key_record const& key)
{
   return require(
      !key.is_read || key.key.form != key_form::rsa_public_key,
      "the key is a bare RSAPublicKey, which some receivers cannot read");
}

verdict has_key(selector_state const& stated, std::string_view domain)
{
   if (stated.unknown)
      return dnslint::not_known(*stated.unknown);
   auto const name = stated.selector + "._domainkey." + std::string{domain};
   if (stated.keys.empty())
      return failed(
         stated.has_other_text ? "the TXT record at " + name + " is no DKIM key"
                               : "there is no DKIM key at " + name);
   return require(!stated.is_revoked(), "the key at " + name + " is revoked");
}

verdict is_single(selector_state const& selector)
{
   return require(
      selector.keys.size() <= 1,
      "there are " + std::to_string(selector.keys.size()) +
         " key records, and receivers take any of them, or none");
}

verdict leads_to_key(selector_state const& selector, key_search const& found)
{
   if (!selector.dangles() || has_usable_sibling(selector, found))
      return passed();
   auto const owner = selector.alias_owner == nullptr
                         ? std::string{}
                         : " of " + std::string{selector.alias_owner->name};
   return failed("the CNAME record leads to " + selector.alias + owner + ", where there is no key");
}

verdict key_seen(key_search const& found)
{
   auto const is_seen = std::ranges::any_of(found.selectors, [](selector_state const& s) {
      return s.origin != selector_origin::wildcard && s.usable_key() != nullptr;
   });
   if (is_seen)
      return passed();
   for (auto const& s : found.selectors)
      if (s.origin == selector_origin::stated && s.unknown)
         return dnslint::not_known(*s.unknown);
   if (!found.open && found.container == container_state::absent)
      return failed("no DKIM key is published: the name _domainkey is denied, secured by DNSSEC");
   return dnslint::not_known(why_not_seen(found));
}

std::vector<std::vector<std::string>> same_keys(key_search const& found)
{
   std::map<std::string, std::vector<std::string>> by_key;
   for (auto const& s : found.selectors) {
      bool const is_shared = s.alias_owner != nullptr && s.alias_owner->is_shared;
      if (auto const* const key = s.usable_key(); key != nullptr && !is_shared)
         by_key[key->key_text].push_back(s.selector);
   }
   std::vector<std::vector<std::string>> groups;
   for (auto& [key, selectors] : by_key)
      if (selectors.size() > 1)
         groups.push_back(std::move(selectors));
   return groups;
}

std::vector<judged_provider> judge_providers(key_search const& found)
{
   std::vector<judged_provider> all;
   for (auto const* const p : found.providers)
      if (p->is_fixed && all_asked(*p, found))
         all.push_back({std::string{p->name}, judge_provider(*p, found)});
   return all;
}

}  // namespace dkim
