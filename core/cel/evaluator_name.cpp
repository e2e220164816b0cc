// SPDX-License-Identifier: Apache-2.0
#include "core/base/causes.hpp"
#include "core/cel/evaluator.hpp"
#include "core/cel/member.hpp"

#include <cmath>
#include <fmt/format.h>
#include <optional>

namespace dnslint::cel {
namespace {

// 1, 1u and 1.0 are the same index.
std::optional<std::int64_t> whole(value const& at)
{
   constexpr double exact = 9007199254740992;  // up to 2^53 each whole number is a double
   if (at.is(kind::integer))
      return at.get<std::int64_t>();
   if (at.is(kind::unsigned_integer) && std::in_range<std::int64_t>(at.get<std::uint64_t>()))
      return static_cast<std::int64_t>(at.get<std::uint64_t>());
   if (
      at.is(kind::number) && std::abs(at.get<double>()) <= exact &&
      std::trunc(at.get<double>()) == at.get<double>())
      return static_cast<std::int64_t>(at.get<double>());
   return std::nullopt;
}

bool is_within(list_value const& list, value const& at)
{
   auto const position = whole(at);
   return position && *position >= 0 && std::cmp_less(*position, list.size());
}

value element(list_value const& list, value const& at)
{
   auto const position = whole(at);
   if (!position)
      return value::error(fmt::format("a list has no index {}", to_text(at, 60)));
   if (!is_within(list, at))
      return value::error(fmt::format("index {} of a list of {}", *position, list.size()));
   return list.at(static_cast<std::size_t>(*position));
}

}  // namespace

value evaluator::fact(node const& n) const
{
   if (n.plugin_absent)
      return value::unknown(base::because(
         base::causes::plugin_not_loaded, fmt::format("plugin {} is not loaded", n.text)));
   if (bindings_->facts != nullptr)
      if (auto const plugin = bindings_->facts->find(n.text); plugin != bindings_->facts->end())
         if (auto const found = plugin->second.find(n.member); found != plugin->second.end())
            return value::from_fact(found->second);
   return value::unknown(
      base::because(base::causes::not_published, fmt::format("facts.{}.{}", n.text, n.member)));
}

value evaluator::variable(node const& n) const
{
   if (bindings_->variables != nullptr)
      if (auto const found = bindings_->variables->find(n.text);
          found != bindings_->variables->end())
         return value::from_fact(found->second);
   return value::error(fmt::format("variable {} has no value", n.text));
}

value evaluator::lookup(node const& n) const
{
   auto const found = bindings_->lookups.find(n.text);
   if (found != bindings_->lookups.end())
      return value{&found->second};
   return value::unknown(base::because(base::causes::not_asked, fmt::format("lookup {}", n.text)));
}

value evaluator::given(node const& n) const
{
   auto const found = bindings_->given.find(n.text);
   return found != bindings_->given.end() ? found->second
                                          : value::error(fmt::format("{} has no value", n.text));
}

value evaluator::select(node const& n)
{
   auto from = of(*n.children[0]);
   if (from.is_abnormal())
      return from;
   return n.optional || from.is(kind::optional) ? optional_select(n, from) : select_from(n, from);
}

value evaluator::select_from(node const& n, value const& from)
{
   switch (from.type()) {
      case kind::lookup:
         return lookup_member(*from.get<lookup_result const*>(), n.member);
      case kind::record:
         return record_field(*from.get<dns::record const*>(), n);
      case kind::map:
         return entry(from.get<map_value>(), value::borrowed_string(n.member));
      default:
         return wrong_type(fmt::format("member '{}'", n.member), from);
   }
}

// The member where there is one; of what an optional holds, when it is selected from one.
value evaluator::optional_select(node const& n, value const& from)
{
   if (from.is(kind::optional)) {
      auto const& held = from.get<optional_value>();
      return held.has_value() ? optional_select(n, held.get()) : from;
   }
   auto is_there = present_in(n, from);
   if (is_there.is_abnormal())
      return is_there;
   return is_there.is_true() ? value::some(select_from(n, from)) : value::none();
}

// A record's field is decoded each time it is asked for.
value evaluator::record_field(dns::record const& r, node const& n)
{
   if (!cost_.spend(2 * r.rdata.size()))
      return too_costly();
   return record_member(r, n.member);
}

value evaluator::entry(map_value const& m, value const& key)
{
   if (!cost_.spend(m.size()))
      return too_costly();
   auto const found = m.find(key);
   return found ? *found : value::error(fmt::format("no such key: {}", to_text(key, 60)));
}

value evaluator::presence(node const& n)
{
   auto const& member = *n.children[0];
   if (member.form != node_kind::select) {
      auto const v = of(member);
      return v.is_abnormal() ? v : value{!v.is(kind::null)};
   }
   auto from = of(*member.children[0]);
   return from.is_abnormal() ? from : present_in(member, from);
}

value evaluator::present_in(node const& member, value const& from)
{
   switch (from.type()) {
      case kind::map:
         if (!cost_.spend(from.get<map_value>().size()))
            return too_costly();
         return value{
            from.get<map_value>().find(value::borrowed_string(member.member)).has_value()};
      case kind::record:
         return value{
            record_member_type(member.member, from.get<dns::record const*>()->type).has_value()};
      case kind::lookup:
         return value{lookup_member_type(member.member, dns::rrtype{}).has_value()};
      case kind::optional: {
         auto const& held = from.get<optional_value>();
         return held.has_value() ? present_in(member, held.get()) : value{false};
      }
      default:
         return wrong_type("has()", from);
   }
}

value evaluator::index(node const& n)
{
   auto const from = of(*n.children[0]);
   auto const at = of(*n.children[1]);
   if (from.is_abnormal() || at.is_abnormal())
      return leftover_of(from, at);
   if (n.optional || from.is(kind::optional))
      return optional_index(from, at);
   if (from.is(kind::map))
      return entry(from.get<map_value>(), at);
   return from.is(kind::list) ? element(from.get<list_value>(), at) : wrong_type("an index", from);
}

value evaluator::optional_index(value const& from, value const& at)
{
   switch (from.type()) {
      case kind::optional: {
         auto const& held = from.get<optional_value>();
         return held.has_value() ? optional_index(held.get(), at) : from;
      }
      case kind::map: {
         if (!cost_.spend(from.get<map_value>().size()))
            return too_costly();
         auto const found = from.get<map_value>().find(at);
         return found ? value::some(*found) : value::none();
      }
      case kind::list:
         if (!whole(at))
            return value::error(fmt::format("a list has no index {}", to_text(at, 60)));
         return is_within(from.get<list_value>(), at)
                   ? value::some(element(from.get<list_value>(), at))
                   : value::none();
      default:
         return wrong_type("an index", from);
   }
}

}  // namespace dnslint::cel
