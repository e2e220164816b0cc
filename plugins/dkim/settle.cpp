// SPDX-License-Identifier: Apache-2.0
#include "settle.hpp"

#include "key_verdict.hpp"

#include <array>

namespace dkim {
namespace {

constexpr std::string_view no_key_seen = "no DKIM key was seen";

struct key_check {
   std::string_view id;
   dnslint::verdict (*judge)(key_record const&);
   bool (*concerns)(key_record const&);
   std::string_view otherwise;  // when it concerns no key that was seen
};

bool is_any(key_record const&)
{
   return true;
}

bool is_in_use(key_record const& key)
{
   return !key.is_revoked;
}

bool is_read_rsa(key_record const& key)
{
   return key.is_read && key.type == "rsa";
}

bool is_not_broken(key_record const& key)
{
   return is_read_rsa(key) && key.key.bits > broken_bits;
}

bool is_accepted(key_record const& key)
{
   return is_read_rsa(key) && key.key.bits >= least_bits;
}

bool is_read(key_record const& key)
{
   return key.is_read;
}

constexpr std::array key_checks{
   key_check{"dkim/key-readable", is_readable, is_in_use, "no DKIM key in use was seen"},
   key_check{"dkim/syntax", has_no_minor_errors, is_any, no_key_seen},
   key_check{
      "dkim/key-not-broken", is_longer_than_broken, is_read_rsa, "no RSA key was seen and read"},
   key_check{
      "dkim/key-1024-bits",
      is_long_enough,
      is_not_broken,
      "no RSA key of more than 512 bits was seen and read"},
   key_check{
      "dkim/key-2048-bits",
      is_as_long_as_advised,
      is_accepted,
      "no RSA key of 1024 bits or more was seen and read"},
   key_check{"dkim/key-type", has_known_type, is_in_use, "no DKIM key in use was seen"},
   key_check{"dkim/sha256", allows_sha256, is_in_use, "no DKIM key in use was seen"},
   key_check{"dkim/service", allows_mail, is_in_use, "no DKIM key in use was seen"},
   key_check{"dkim/not-testing", is_not_testing, is_in_use, "no DKIM key in use was seen"},
   key_check{"dkim/key-form", has_usual_form, is_read, "no DKIM key was seen and read"}};

// Why further keys may exist that were not seen.
std::optional<dnslint::cause> unseen(key_search const& found)
{
   return found.rest ? found.rest : found.open;
}

void settle(
   dnslint::context const& cx,
   std::string_view check,
   std::vector<dnslint::judged_subject> const& judged,
   std::string_view otherwise,
   std::optional<dnslint::cause> const& rest = {})
{
   if (judged.empty() && !rest)
      cx.not_applicable(check, otherwise);
   else
      dnslint::settle_each(cx, check, judged, rest);
}

void settle_key_check(dnslint::context const& cx, key_check const& check, key_search const& found)
{
   std::vector<dnslint::judged_subject> judged;
   for (auto const& s : found.selectors) {
      if (s.unknown && s.origin == selector_origin::stated)
         judged.push_back({s.selector, dnslint::not_known(*s.unknown)});
      for (auto const& key : s.keys)
         if (check.concerns(key))
            judged.push_back({s.selector, check.judge(key)});
   }
   settle(cx, check.id, judged, check.otherwise, unseen(found));
}

void settle_stated(dnslint::context const& cx, key_search const& found)
{
   std::vector<dnslint::judged_subject> judged;
   for (auto const& s : found.selectors)
      if (s.origin == selector_origin::stated)
         judged.push_back({s.selector, has_key(s, cx.domain())});
   settle(cx, "dkim/stated-selectors", judged, "no selector is stated", found.rest);
}

void settle_single(dnslint::context const& cx, key_search const& found)
{
   std::vector<dnslint::judged_subject> judged;
   for (auto const& s : found.selectors)
      if (s.unknown && s.origin == selector_origin::stated)
         judged.push_back({s.selector, dnslint::not_known(*s.unknown)});
      else if (!s.keys.empty())
         judged.push_back({s.selector, is_single(s)});
   settle(cx, "dkim/single-record", judged, no_key_seen, unseen(found));
}

void settle_aliases(dnslint::context const& cx, key_search const& found)
{
   std::vector<dnslint::judged_subject> judged;
   for (auto const& s : found.selectors)
      if (s.unknown && s.origin == selector_origin::stated)
         judged.push_back({s.selector, dnslint::not_known(*s.unknown)});
      else if (!s.alias.empty())
         judged.push_back({s.selector, leads_to_key(s, found)});
   settle(cx, "dkim/alias", judged, "no CNAME record was seen at a selector", unseen(found));
}

void settle_providers(dnslint::context const& cx, key_search const& found)
{
   std::vector<dnslint::judged_subject> judged;
   for (auto const& p : judge_providers(found))
      judged.push_back({p.name, p.signs});
   settle(
      cx,
      "dkim/provider-signs",
      judged,
      "no provider with fixed selectors was recognized, or they were not asked",
      found.providers.empty() ? std::nullopt : found.open);
}

}  // namespace

void settle_checks(dnslint::context const& cx, key_search const& found)
{
   for (auto const& check : key_checks)
      settle_key_check(cx, check, found);
   settle_stated(cx, found);
   settle_single(cx, found);
   settle_aliases(cx, found);
   settle_providers(cx, found);
}

}  // namespace dkim
