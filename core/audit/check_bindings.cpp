// SPDX-License-Identifier: Apache-2.0
#include "core/audit/check_bindings.hpp"

#include "core/audit/plan.hpp"
#include "core/base/causes.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::audit {
namespace {

// RFC 1034 section 4.3.2: what a parent knows of a delegation stands in the authority section of
// its referral.
std::span<dns::record const> delegation(resolver::answer const& a)
{
   auto const& all = a.authority();
   auto const is_asked = [&a](dns::record const& r) {
      return r.owner == a.asked.asked && r.type == a.asked.type;
   };
   auto const first = std::find_if(all.begin(), all.end(), is_asked);
   return {first, std::find_if_not(first, all.end(), is_asked)};
}

bool is_referral(resolver::answer const& a)
{
   return a.state == resolver::status::unknown && a.why == base::causes::lame;
}

cel::lookup_result view(resolver::answer const& a, std::string_view name, std::string_view rcode)
{
   cel::lookup_result r;
   r.name = name;
   r.status = resolver::to_text(a.state);
   r.why = a.state == resolver::status::unknown ? &a.why : nullptr;
   r.rcode = rcode;
   r.secure = a.secure;
   r.records = a.records();
   r.chain = a.chain();
   return r;
}

// What a referral of the parent says: the records that were asked for, or that others have them.
void read_referral(resolver::answer const& a, cel::lookup_result& r, base::cause& why)
{
   r.records = delegation(a);
   r.why = nullptr;
   if (!r.records.empty()) {
      r.status = resolver::to_text(resolver::status::records);
      return;
   }
   why = base::because(base::causes::delegated, a.why.detail);
   r.why = &why;
}

}  // namespace

check_bindings::check_bindings(
   planned_check const& c,
   judged_facts const& known,
   lookup_answers const& answers,
   unanswered others)
: check_{&c}
, answers_{&answers}
, others_{others}
{
   bound_.domain = known.domain;
   bound_.now = known.now;
   bound_.facts = known.facts;
   bound_.variables = c.variables;
   bound_.suffixes = known.suffixes;
   bound_.watched = known.watched;
   for (auto const& l : c.definition->lookups)
      if (!l.per_subject)
         add(l, {l.key});
}

cel::value check_bindings::subjects()
{
   auto const& source = *check_->definition->fan_out();
   if (source.for_each)
      return rules::subjects_of(*check_->definition, bound_);
   auto search = servers_of(source, {source.key});
   if (search.unknown)
      return cel::value::unknown(*search.unknown);
   servers_ = std::move(search.servers);
   cel::list_value::elements texts;
   for (auto const& s : servers_)
      texts.push_back(cel::value::string(s.to_text()));
   return cel::value{cel::list_value{std::move(texts)}};
}

found_servers check_bindings::servers_of(rules::lookup const& l, lookup_key const& key) const
{
   found_servers none;
   auto const text = l.name.evaluate(bound_);
   auto const name =
      text.is(cel::kind::string) ? dns::name::from_text(text.characters()) : std::nullopt;
   if (name)
      return find_servers(key, *name, l.at, *answers_);
   none.unknown = why_not_asked(l, key);
   return none;
}

void check_bindings::take_subject(cel::value const& subject, std::size_t number)
{
   bound_.given.insert_or_assign(std::string{rules::subject_name}, subject);
   subject_ = number;
   for (auto const& l : check_->definition->lookups)
      if (l.per_subject)
         add(l, {l.key, number});
}

void check_bindings::add(rules::lookup const& l, lookup_key const& key)
{
   auto const found = answers_->find(key);
   if (found == answers_->end()) {
      bound_.lookups.erase(l.key);
      if (others_ == unanswered::explained)
         explain(l, key);
      return;
   }
   auto& texts = kept_.emplace_back();
   auto const& a = *found->second;
   texts.name = a.asked.asked.to_text();
   texts.rcode = dns::to_text(a.code);
   auto shown = view(a, texts.name, texts.rcode);
   if (l.at == rules::asked_at::parent && is_referral(a))
      read_referral(a, shown, texts.why);
   bound_.lookups.insert_or_assign(l.key, shown);
}

void check_bindings::explain(rules::lookup const& l, lookup_key const& key)
{
   auto& texts = kept_.emplace_back();
   auto const text = l.name.evaluate(bound_);
   texts.why = why_not_asked(l, key);
   texts.name = text.is(cel::kind::string) ? std::string{text.characters()} : std::string{};
   cel::lookup_result r;
   r.name = texts.name;
   r.status = resolver::to_text(resolver::status::unknown);
   r.why = &texts.why;
   bound_.lookups.insert_or_assign(l.key, r);
}

// The name is not known, or is none; or no server is known to ask.
base::cause check_bindings::why_not_asked(rules::lookup const& l, lookup_key const& key) const
{
   auto const text = l.name.evaluate(bound_);
   if (text.is(cel::kind::unknown))
      return text.why_unknown();
   if (text.is(cel::kind::error))
      return base::because(
         base::causes::rule_error, fmt::format("{}: {}", l.key, text.error_message()));
   auto const name = dns::name::from_text(text.characters());
   if (!name)
      return base::because(base::causes::no_name, fmt::format("'{}'", text.characters()));
   auto none = base::because(base::causes::not_asked, fmt::format("lookup {}", l.key));
   if (l.at == rules::asked_at::resolver)
      return none;
   if (l.at == rules::asked_at::each_nameserver)
      return subject_ < servers_.size() ? servers_[subject_].why : none;
   auto const search = find_servers(key, *name, l.at, *answers_);
   if (search.unknown)
      return *search.unknown;
   return search.servers.empty() ? none : search.servers.front().why;
}

cel::value applies(planned_check const& c, judged_facts const& known, cel::bindings const& b)
{
   if (known.conditions == nullptr || !c.condition)
      return rules::applicability(*c.definition, b);
   auto& evaluated = (*known.conditions)[*c.condition];
   if (!evaluated)
      evaluated = rules::applicability(*c.definition, b);
   return *evaluated;
}

}  // namespace dnslint::audit
