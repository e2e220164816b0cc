// SPDX-License-Identifier: Apache-2.0
#include "core/rules/static_type.hpp"

namespace dnslint::rules {
namespace {

kinds kinds_of(facts::type t)
{
   switch (t) {
      case facts::type::dyn:
         return any_kind;
      case facts::type::boolean:
         return one(kind::boolean);
      case facts::type::integer:
         return one(kind::integer);
      case facts::type::number:
         return one(kind::number);
      case facts::type::string:
         return one(kind::string);
      case facts::type::bytes:
         return one(kind::bytes);
      case facts::type::list:
         return one(kind::list);
      case facts::type::map:
         return one(kind::map);
   }
   return any_kind;
}

}  // namespace

static_type only(kinds k)
{
   return {k, any_kind, std::nullopt};
}

static_type type_of_fact(facts::type declared)
{
   return {kinds_of(declared) | one(kind::null), any_kind, std::nullopt};
}

static_type element_of(static_type const& list)
{
   if (!has(list.may_be, kind::list))
      return {};
   return {list.elements, any_kind, list.records};
}

static_type list_of(static_type const& element)
{
   return {one(kind::list), element.may_be, element.records};
}

static_type either(static_type const& a, static_type const& b)
{
   return {
      a.may_be | b.may_be,
      a.elements | b.elements,
      a.records == b.records ? a.records : std::nullopt};
}

std::string to_text(static_type const& t)
{
   if (t.may_be == any_kind)
      return "dyn";
   std::string text;
   for (unsigned i = 0; i <= last_kind; ++i)
      if (auto const k = static_cast<kind>(i); has(t.may_be, k))
         text.append(text.empty() ? "" : " or ").append(to_text(k));
   return text;
}

}  // namespace dnslint::rules
