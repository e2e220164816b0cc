// SPDX-License-Identifier: Apache-2.0
#include "core/cel/static_type.hpp"

#include <bit>
#include <fmt/format.h>

namespace dnslint::cel {
namespace {

constexpr unsigned deepest_type = 8;
constexpr kinds containers = one(kind::list) | one(kind::map) | one(kind::optional);
constexpr kinds of_records = one(kind::record) | one(kind::lookup);

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

bool is_dyn(static_type const& t)
{
   return t.may_be == any_kind && !t.inside && !t.records;
}

static_type made_of(kind container, static_type key, static_type element)
{
   auto const depth = element.inside ? element.inside->depth + 1 : 1;
   if (depth > deepest_type || (is_dyn(key) && is_dyn(element)))
      return only(one(container));
   return {
      one(container),
      std::nullopt,
      std::make_shared<type_parts const>(type_parts{std::move(key), std::move(element), depth})};
}

std::shared_ptr<type_parts const> either_inside(static_type const& a, static_type const& b)
{
   if (a.inside == b.inside || (b.may_be & containers) == 0)
      return a.inside;
   if ((a.may_be & containers) == 0)
      return b.inside;
   if (!a.inside || !b.inside)
      return nullptr;
   auto key = !has(a.may_be, kind::map)   ? b.inside->key
              : !has(b.may_be, kind::map) ? a.inside->key
                                          : either(a.inside->key, b.inside->key);
   return made_of(kind::list, std::move(key), either(a.inside->element, b.inside->element)).inside;
}

std::optional<dns::rrtype> either_records(static_type const& a, static_type const& b)
{
   if ((b.may_be & of_records) == 0)
      return a.records;
   if ((a.may_be & of_records) == 0)
      return b.records;
   return a.records == b.records ? a.records : std::nullopt;
}

// With what is in it where it can be one container only.
std::string to_text(kind k, static_type const& t)
{
   auto const name = to_text(k);
   if (!t.inside || !t.is_only(k, containers))
      return std::string{name};
   if (k == kind::map)
      return fmt::format("{}({}, {})", name, to_text(key_of(t)), to_text(element_of(t)));
   return fmt::format("{}({})", name, to_text(element_of(t)));
}

}  // namespace

static_type only(kinds k)
{
   return {k, std::nullopt, nullptr};
}

static_type type_of_fact(facts::type declared)
{
   return only(kinds_of(declared) | one(kind::null));
}

static_type type_of_fact(facts::declaration const& declared)
{
   auto const null = only(one(kind::null));
   auto const inside = type_of_fact(declared.elements);
   if (declared.declared == facts::type::list)
      return either(list_of(inside), null);
   if (declared.declared == facts::type::map)
      return either(map_of(only(one(kind::string)), inside), null);
   return type_of_fact(declared.declared);
}

static_type list_of(static_type const& element)
{
   return made_of(kind::list, {}, element);
}

static_type map_of(static_type const& key, static_type const& value)
{
   return made_of(kind::map, is_dyn(key) ? key : restricted(key, key_kinds), value);
}

static_type optional_of(static_type const& held)
{
   return made_of(kind::optional, {}, held);
}

static_type element_of(static_type const& t)
{
   return t.inside ? t.inside->element : static_type{};
}

static_type key_of(static_type const& t)
{
   return t.inside && has(t.may_be, kind::map) ? t.inside->key : static_type{};
}

static_type either(static_type const& a, static_type const& b)
{
   return {a.may_be | b.may_be, either_records(a, b), either_inside(a, b)};
}

static_type restricted(static_type t, kinds allowed)
{
   t.may_be &= allowed;
   if (t.may_be == 0)
      return only(allowed);
   if ((t.may_be & containers) == 0)
      t.inside = nullptr;
   if ((t.may_be & of_records) == 0)
      t.records = std::nullopt;
   return t;
}

bool may_equal(static_type const& a, static_type const& b)
{
   // Numbers of different types can be compared.
   if ((a.may_be & number_kinds) != 0 && (b.may_be & number_kinds) != 0)
      return true;
   auto const shared = a.may_be & b.may_be;
   if ((shared & ~containers) != 0 || std::popcount(shared) != 1)
      return shared != 0;
   return may_equal(element_of(a), element_of(b)) && may_equal(key_of(a), key_of(b));
}

std::string to_text(static_type const& t)
{
   if (t.may_be == any_kind)
      return "dyn";
   std::string text;
   for (unsigned i = 0; i <= last_kind; ++i)
      if (auto const k = static_cast<kind>(i); has(t.may_be, k))
         text.append(text.empty() ? "" : " or ").append(to_text(k, t));
   return text;
}

}  // namespace dnslint::cel
