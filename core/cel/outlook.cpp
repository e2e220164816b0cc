// SPDX-License-Identifier: Apache-2.0
#include "core/cel/outlook.hpp"

#include "core/cel/program.hpp"

#include <algorithm>
#include <cmath>

namespace dnslint::cel {
namespace {

// What a part may come to: as a condition, and as a number.
struct prospect {
   bool may_be_true = true;
   bool may_be_false = true;
   range number;
};

prospect of_condition(bool may_be_true, bool may_be_false)
{
   return {may_be_true, may_be_false, {}};
}

// Zero times infinity is zero here: an end of a range stands for numbers that are finite.
double product(double a, double b)
{
   return a == 0 || b == 0 ? 0 : a * b;
}

range hull(std::initializer_list<double> ends)
{
   if (std::ranges::any_of(ends, [](double d) {
          return std::isnan(d);
       }))
      return {};
   return {std::min(ends), std::max(ends)};
}

// Whole numbers are divided towards zero, which keeps their order.
range quotient(range const& a, range const& b, bool is_whole)
{
   if (b.least <= 0 && b.most >= 0)
      return {};
   auto made = hull({a.least / b.least, a.least / b.most, a.most / b.least, a.most / b.most});
   return is_whole ? range{std::trunc(made.least), std::trunc(made.most)} : made;
}

prospect compared(std::string_view relation, range const& a, range const& b)
{
   auto const is_one = a.least == a.most && a == b;
   auto const meet = a.least <= b.most && b.least <= a.most;
   if (relation == "<")
      return of_condition(a.least < b.most, a.most >= b.least);
   if (relation == "<=")
      return of_condition(a.least <= b.most, a.most > b.least);
   if (relation == ">")
      return of_condition(a.most > b.least, a.least <= b.most);
   if (relation == ">=")
      return of_condition(a.most >= b.least, a.least < b.most);
   if (relation == "==")
      return of_condition(meet, !is_one);
   if (relation == "!=")
      return of_condition(!is_one, meet);
   return {};
}

class outlook_reader {
public:
   explicit outlook_reader(ranges const& given)
   : given_{&given}
   {}

   prospect of(node const& n) const
   {
      switch (n.form) {
         case node_kind::constant:
            return constant(n.constant);
         case node_kind::given:
            return name(n.text);
         case node_kind::negate:
            return negated(of(*n.children[0]));
         case node_kind::logical_not: {
            auto const inside = of(*n.children[0]);
            return of_condition(inside.may_be_false, inside.may_be_true);
         }
         case node_kind::arithmetic:
            return arithmetic(n);
         case node_kind::relation:
            return relation(n);
         case node_kind::logical_and:
            return all(n);
         case node_kind::logical_or:
            return any(n);
         case node_kind::conditional:
            return conditional(n);
         default:
            return {};
      }
   }

private:
   static prospect constant(value const& v)
   {
      if (v.is(kind::boolean))
         return of_condition(v.is_true(), v.is_false());
      if (v.is(kind::integer))
         return exactly(static_cast<double>(v.get<std::int64_t>()));
      if (v.is(kind::unsigned_integer))
         return exactly(static_cast<double>(v.get<std::uint64_t>()));
      if (v.is(kind::number) && !std::isnan(v.get<double>()))
         return exactly(v.get<double>());
      return {};
   }

   static prospect exactly(double number) { return {true, true, {number, number}}; }

   prospect name(std::string const& text) const
   {
      auto const found = given_->find(text);
      return found == given_->end() ? prospect{} : prospect{true, true, found->second};
   }

   static prospect negated(prospect p)
   {
      p.number = {-p.number.most, -p.number.least};
      return p;
   }

   prospect arithmetic(node const& n) const
   {
      auto const& a = *n.children[0];
      auto const& b = *n.children[1];
      if (!is_numeric(a) || !is_numeric(b))
         return {};
      auto const is_whole = a.type.is_only(kind::integer) && b.type.is_only(kind::integer);
      return {true, true, calculated(n.text, of(a).number, of(b).number, is_whole)};
   }

   static bool is_numeric(node const& n)
   {
      return n.type.is_only(kind::integer) || n.type.is_only(kind::number);
   }

   static range calculated(std::string_view sign, range const& a, range const& b, bool is_whole)
   {
      if (sign == "+")
         return {a.least + b.least, a.most + b.most};
      if (sign == "-")
         return {a.least - b.most, a.most - b.least};
      if (sign == "*")
         return hull(
            {product(a.least, b.least),
             product(a.least, b.most),
             product(a.most, b.least),
             product(a.most, b.most)});
      return sign == "/" ? quotient(a, b, is_whole) : range{};
   }

   prospect relation(node const& n) const
   {
      auto const& a = *n.children[0];
      auto const& b = *n.children[1];
      return is_numeric(a) && is_numeric(b) ? compared(n.text, of(a).number, of(b).number)
                                            : prospect{};
   }

   prospect all(node const& n) const
   {
      auto made = of_condition(true, false);
      for (auto const& child : n.children) {
         auto const p = of(*child);
         made.may_be_true &= p.may_be_true;
         made.may_be_false |= p.may_be_false;
      }
      return made;
   }

   prospect any(node const& n) const
   {
      auto made = of_condition(false, true);
      for (auto const& child : n.children) {
         auto const p = of(*child);
         made.may_be_true |= p.may_be_true;
         made.may_be_false &= p.may_be_false;
      }
      return made;
   }

   prospect conditional(node const& n) const
   {
      auto const condition = of(*n.children[0]);
      auto const yes = of(*n.children[1]);
      auto const no = of(*n.children[2]);
      if (!condition.may_be_false)
         return yes;
      if (!condition.may_be_true)
         return no;
      return {
         yes.may_be_true || no.may_be_true,
         yes.may_be_false || no.may_be_false,
         {std::min(yes.number.least, no.number.least), std::max(yes.number.most, no.number.most)}};
   }

   ranges const* given_;
};

}  // namespace

outlook outlook_of(expression const& condition, ranges const& given)
{
   auto const p = outlook_reader{given}.of(expression_tree::root_of(condition));
   if (!p.may_be_true)
      return outlook::never;
   return p.may_be_false ? outlook::either : outlook::always;
}

}  // namespace dnslint::cel
