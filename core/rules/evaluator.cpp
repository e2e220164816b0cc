// SPDX-License-Identifier: Apache-2.0
#include "core/rules/arithmetic.hpp"
#include "core/rules/budget.hpp"
#include "core/rules/comparison.hpp"
#include "core/rules/function.hpp"
#include "core/rules/leftovers.hpp"
#include "core/rules/member.hpp"
#include "core/rules/pattern.hpp"
#include "core/rules/program.hpp"

#include <array>
#include <cmath>
#include <compare>
#include <fmt/format.h>
#include <optional>
#include <span>
#include <utility>

namespace dnslint::rules {
namespace {

value wrong_type(std::string_view where, value const& v)
{
   return value::error(fmt::format("{} of {}", where, to_text(v.what())));
}

// Walks a resolved tree; its height is bounded by the parser.
class evaluator {
public:
   evaluator(bindings const& with, std::uint32_t slots)
   : with_{&with}
   , slots_(slots)
   {}

   value of(node const& n)
   {
      if (!cost_.spend(1))
         return too_costly();
      switch (n.what) {
         case node_kind::constant:
            return n.constant;
         case node_kind::name:
            return value::error(fmt::format("'{}' is not resolved", n.text));
         case node_kind::domain:
            return value::borrowed_string(with_->domain);
         case node_kind::now:
            return timestamp_at(with_->now.time_since_epoch());
         case node_kind::fact:
            return fact(n);
         case node_kind::variable:
            return variable(n);
         case node_kind::lookup:
            return lookup(n);
         case node_kind::local:
            return slots_[n.slot];
         case node_kind::select:
            return select(n);
         case node_kind::index:
            return index(n);
         case node_kind::call:
            return call(n);
         case node_kind::negate:
            return negate(n);
         case node_kind::logical_not:
            return logical_not(n);
         case node_kind::arithmetic:
            return arithmetic_of(n);
         case node_kind::relation:
            return relation(n);
         case node_kind::logical_and:
            return logical(n, false);
         case node_kind::logical_or:
            return logical(n, true);
         case node_kind::conditional:
            return conditional(n);
         case node_kind::list:
            return list(n);
         case node_kind::map:
            return map(n);
         case node_kind::comprehension:
            return comprehension(n);
         case node_kind::has:
            return presence(n);
      }
      return value{};
   }

private:
   static value too_costly()
   {
      return value::error(fmt::format("the expression costs more than {} steps", budget::steps));
   }

   value fact(node const& n) const
   {
      if (n.plugin_absent)
         return value::unknown(
            base::withheld("plugin-not-loaded", fmt::format("plugin {} is not loaded", n.text)));
      if (with_->facts != nullptr)
         if (auto const plugin = with_->facts->find(n.text); plugin != with_->facts->end())
            if (auto const found = plugin->second.find(n.member); found != plugin->second.end())
               return value::from_fact(found->second);
      return value::unknown(
         base::internal("not-published", fmt::format("facts.{}.{}", n.text, n.member)));
   }

   value variable(node const& n) const
   {
      if (with_->variables != nullptr)
         if (auto const found = with_->variables->find(n.text); found != with_->variables->end())
            return value::from_fact(found->second);
      return value::error(fmt::format("variable {} has no value", n.text));
   }

   value lookup(node const& n) const
   {
      auto const found = with_->lookups.find(n.text);
      if (found != with_->lookups.end())
         return value{&found->second};
      return value::unknown(base::internal("not-asked", fmt::format("lookup {}", n.text)));
   }

   value select(node const& n)
   {
      auto of_value = of(*n.children[0]);
      switch (of_value.what()) {
         case kind::error:
         case kind::unknown:
            return of_value;
         case kind::lookup:
            return lookup_member(*of_value.get<lookup_result const*>(), n.member);
         case kind::record:
            return record_field(*of_value.get<dns::record const*>(), n);
         case kind::map:
            return entry(of_value.get<map_value>(), value::borrowed_string(n.member));
         default:
            return wrong_type(fmt::format("member '{}'", n.member), of_value);
      }
   }

   // A record's field is decoded each time it is asked for.
   value record_field(dns::record const& r, node const& n)
   {
      if (!cost_.spend(2 * r.rdata.size()))
         return too_costly();
      return record_member(r, n.member);
   }

   value entry(map_value const& m, value const& key)
   {
      if (!cost_.spend(m.size()))
         return too_costly();
      auto const found = m.find(key);
      return found ? *found : value::error(fmt::format("no such key: {}", to_text(key, 60)));
   }

   value presence(node const& n)
   {
      auto const& member = *n.children[0];
      if (member.what != node_kind::select) {
         auto const v = of(member);
         return v.is_abnormal() ? v : value{!v.is(kind::null)};
      }
      auto of_value = of(*member.children[0]);
      switch (of_value.what()) {
         case kind::error:
         case kind::unknown:
            return of_value;
         case kind::map:
            if (!cost_.spend(of_value.get<map_value>().size()))
               return too_costly();
            return value{
               of_value.get<map_value>().find(value::borrowed_string(member.member)).has_value()};
         case kind::record: {
            auto const& r = *of_value.get<dns::record const*>();
            return value{record_member_type(member.member, r.type).has_value()};
         }
         case kind::lookup:
            return value{lookup_member_type(member.member, dns::rrtype{}).has_value()};
         default:
            return wrong_type("has()", of_value);
      }
   }

   value index(node const& n)
   {
      auto const of_value = of(*n.children[0]);
      auto const at = of(*n.children[1]);
      if (of_value.is_abnormal() || at.is_abnormal())
         return leftover_of(of_value, at);
      if (of_value.is(kind::map))
         return entry(of_value.get<map_value>(), at);
      if (!of_value.is(kind::list))
         return wrong_type("an index", of_value);
      return element(of_value.get<list_value>(), at);
   }

   static value element(list_value const& list, value const& at)
   {
      auto const position = whole(at);
      if (!position)
         return value::error(fmt::format("a list has no index {}", to_text(at, 60)));
      if (*position < 0 || std::cmp_greater_equal(*position, list.size()))
         return value::error(fmt::format("index {} of a list of {}", *position, list.size()));
      return list.at(static_cast<std::size_t>(*position));
   }

   // 1, 1u and 1.0 are the same index.
   static std::optional<std::int64_t> whole(value const& at)
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

   value call(node const& n)
   {
      auto const& f = *n.target;
      std::array<value, std::tuple_size_v<decltype(function::parameters)>> held;
      auto const arguments = std::span{held}.first(n.children.size());
      leftovers left;
      for (std::size_t i = 0; i != arguments.size(); ++i) {
         arguments[i] = of(*n.children[i]);
         left.add(arguments[i]);
      }
      if (!f.strict)
         return f.run(arguments, cost_);
      if (left.any())
         return left.take();
      for (std::size_t i = 0; i != arguments.size(); ++i)
         if (!has(f.parameters.at(i), arguments[i].what()))
            return wrong_type(fmt::format("{}()", f.name), arguments[i]);
      if (n.compiled)
         return match(*n.compiled, arguments[0]);
      auto result = f.run(arguments, cost_);
      return cost_.used_up() ? too_costly() : result;
   }

   value match(pattern const& p, value const& subject)
   {
      if (!cost_.spend(p.cost_of(subject.characters())))
         return too_costly();
      return value{p.matches(subject.characters())};
   }

   value negate(node const& n)
   {
      auto const v = of(*n.children[0]);
      return v.is_abnormal() ? v : negated(v);
   }

   value logical_not(node const& n)
   {
      auto v = of(*n.children[0]);
      if (v.is_abnormal())
         return v;
      return v.is(kind::boolean) ? value{!v.get<bool>()} : wrong_type("'!'", v);
   }

   value arithmetic_of(node const& n)
   {
      auto const a = of(*n.children[0]);
      auto const b = of(*n.children[1]);
      return a.is_abnormal() || b.is_abnormal() ? leftover_of(a, b)
                                                : arithmetic(n.text[0], a, b, cost_);
   }

   value relation(node const& n)
   {
      auto const a = of(*n.children[0]);
      auto const b = of(*n.children[1]);
      if (a.is_abnormal() || b.is_abnormal())
         return leftover_of(a, b);
      switch (n.text[0]) {
         case 'i':
            return contained(a, b);
         case '=':
            return equals(a, b, cost_);
         case '!': {
            auto const same = equals(a, b, cost_);
            return same.is(kind::boolean) ? value{!same.get<bool>()} : same;
         }
         default:
            return ordered(n.text, a, b);
      }
   }

   value ordered(std::string_view op, value const& a, value const& b)
   {
      if (a.is(kind::string) || a.is(kind::bytes))
         cost_.spend(a.characters().size());
      auto const o = order(a, b);
      if (!o)
         return value::error(
            fmt::format("no such operation: {} {} {}", to_text(a.what()), op, to_text(b.what())));
      if (op == "<")
         return value{std::is_lt(*o)};
      if (op == "<=")
         return value{std::is_lteq(*o)};
      return value{op == ">" ? std::is_gt(*o) : std::is_gteq(*o)};
   }

   value contained(value const& a, value const& b)
   {
      if (b.is(kind::map)) {
         if (!cost_.spend(b.get<map_value>().size()))
            return too_costly();
         return value{b.get<map_value>().find(a).has_value()};
      }
      if (!b.is(kind::list))
         return wrong_type("'in'", b);
      auto const& list = b.get<list_value>();
      leftovers left;
      for (std::size_t i = 0; i != list.size(); ++i) {
         auto same = equals(a, list.at(i), cost_);
         if (same.is_true())
            return same;
         left.add(same);
         if (cost_.used_up())
            return too_costly();
      }
      return left.take_or(value{false});
   }

   // `decisive` alone settles && (false) and || (true), whatever the other sides are.
   value logical(node const& n, bool decisive)
   {
      leftovers left;
      for (auto const& child : n.children) {
         auto v = of(*child);
         if (v.is(kind::boolean)) {
            if (v.get<bool>() == decisive)
               return v;
            continue;
         }
         left.add(v.is_abnormal() ? v : wrong_type(decisive ? "'||'" : "'&&'", v));
      }
      return left.take_or(value{!decisive});
   }

   value conditional(node const& n)
   {
      auto condition = of(*n.children[0]);
      if (condition.is_abnormal())
         return condition;
      if (!condition.is(kind::boolean))
         return wrong_type("'?'", condition);
      return of(*n.children[condition.get<bool>() ? 1 : 2]);
   }

   value list(node const& n)
   {
      list_value::elements made;
      made.reserve(n.children.size());
      leftovers left;
      for (auto const& child : n.children) {
         made.push_back(of(*child));
         left.add(made.back());
      }
      return left.take_or(value{list_value{std::move(made)}});
   }

   value map(node const& n)
   {
      map_value::entries made;
      leftovers left;
      for (std::size_t i = 0; i + 1 < n.children.size(); i += 2) {
         auto key = of(*n.children[i]);
         auto held = of(*n.children[i + 1]);
         left.add(key);
         left.add(held);
         left.add(checked_key(made, key));
         made.emplace_back(std::move(key), std::move(held));
      }
      return left.take_or(value{map_value{std::move(made)}});
   }

   value checked_key(map_value::entries const& made, value const& key)
   {
      constexpr auto allowed =
         one(kind::boolean) | one(kind::integer) | one(kind::unsigned_integer) | one(kind::string);
      if (!has(allowed, key.what()))
         return wrong_type("a key", key);
      cost_.spend(made.size());
      for (auto const& entry : made)
         if (same_key(entry.first, key))
            return value::error(fmt::format("duplicate key {}", to_text(key, 60)));
      return {};
   }

   value comprehension(node const& n)
   {
      auto range = of(*n.children[0]);
      if (range.is_abnormal())
         return range;
      if (range.is(kind::map))
         return over(n, list_value{range.get<map_value>().keys()});
      if (!range.is(kind::list))
         return wrong_type(fmt::format("{}()", n.text), range);
      return over(n, range.get<list_value>());
   }

   value over(node const& n, list_value const& elements)
   {
      if (n.text == "all")
         return quantified(n, elements, false);
      if (n.text == "exists")
         return quantified(n, elements, true);
      if (n.text == "exists_one")
         return exactly_one(n, elements);
      return selected(n, elements);
   }

   // The predicate's value for one element: a bool, an error or unknown.
   value judged(node const& n, value element)
   {
      slots_[n.slot] = std::move(element);
      auto v = of(*n.children[1]);
      return v.is_abnormal() || v.is(kind::boolean) ? v : wrong_type(n.text, v);
   }

   value quantified(node const& n, list_value const& elements, bool decisive)
   {
      leftovers left;
      for (std::size_t i = 0; i != elements.size(); ++i) {
         auto v = judged(n, elements.at(i));
         if (v.is(kind::boolean) && v.get<bool>() == decisive)
            return v;
         left.add(v);
         if (cost_.used_up())
            return too_costly();
      }
      return left.take_or(value{!decisive});
   }

   value exactly_one(node const& n, list_value const& elements)
   {
      leftovers left;
      std::size_t count = 0;
      for (std::size_t i = 0; i != elements.size(); ++i) {
         auto v = judged(n, elements.at(i));
         count += v.is_true() ? 1 : 0;
         left.add(v);
         if (cost_.used_up())
            return too_costly();
      }
      return left.take_or(value{count == 1});
   }

   // filter(x, p), map(x, t), map(x, p, t).
   value selected(node const& n, list_value const& elements)
   {
      bool const filters = n.text == "filter" || n.children.size() == 3;
      bool const transforms = n.text == "map";
      list_value::elements made;
      leftovers left;
      for (std::size_t i = 0; i != elements.size(); ++i) {
         auto element = elements.at(i);
         if (filters) {
            auto const wanted = judged(n, element);
            left.add(wanted);
            if (!wanted.is_true())
               continue;
         }
         if (transforms) {
            slots_[n.slot] = std::move(element);
            element = of(*n.children.back());
            left.add(element);
         }
         made.push_back(std::move(element));
         if (!cost_.spend(4))
            return too_costly();
      }
      return left.take_or(value{list_value{std::move(made)}});
   }

   bindings const* with_;
   std::vector<value> slots_;
   budget cost_;
};

}  // namespace

value evaluate(node const& root, bindings const& with, std::uint32_t slots)
{
   return evaluator{with, slots}.of(root);
}

}  // namespace dnslint::rules
