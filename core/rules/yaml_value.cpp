// SPDX-License-Identifier: Apache-2.0
#include "core/rules/yaml_value.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace dnslint::rules {
namespace {

using base::yaml::node;

template <class T>
std::optional<T> number(std::string_view text)
{
   if (text.starts_with('+'))
      text.remove_prefix(1);
   T read{};
   auto const [end, failed] = std::from_chars(text.data(), text.data() + text.size(), read);
   if (failed != std::errc{} || end != text.data() + text.size())
      return std::nullopt;
   return read;
}

std::optional<double> finite(std::string_view text)
{
   auto const read = number<double>(text);
   return read && std::isfinite(*read) ? read : std::nullopt;
}

std::optional<bool> boolean(std::string_view text)
{
   if (text == "true" || text == "True" || text == "TRUE")
      return true;
   if (text == "false" || text == "False" || text == "FALSE")
      return false;
   return std::nullopt;
}

facts::value scalar(node const& n)
{
   if (n.written != base::yaml::style::plain)
      return n.text;
   if (auto const b = boolean(n.text))
      return *b;
   if (auto const i = number<std::int64_t>(n.text))
      return *i;
   if (auto const d = finite(n.text))
      return *d;
   return n.text;
}

base::cause_class class_from_text(std::string_view text)
{
   for (auto const c :
        {base::cause_class::transient,
         base::cause_class::unobservable,
         base::cause_class::withheld})
      if (base::to_text(c) == text)
         return c;
   return base::cause_class::internal;
}

std::string text_of(node const& map, std::string_view key)
{
   auto const* const found = map.find(key);
   return found == nullptr ? std::string{} : found->text;
}

std::optional<base::cause> unknown(node const& n)
{
   if (n.entries.size() != 1 || n.entries[0].first.text != "unknown")
      return std::nullopt;
   auto const& why = n.entries[0].second;
   if (why.is_scalar())
      return base::transient(why.text);
   if (!why.is_map())
      return std::nullopt;
   return base::cause{
      class_from_text(text_of(why, "class")), text_of(why, "code"), text_of(why, "detail")};
}

facts::value map(node const& n)
{
   if (auto why = unknown(n))
      return *std::move(why);
   facts::map made;
   for (auto const& [key, held] : n.entries)
      made.emplace(key.text, value_from_yaml(held));
   return made;
}

template <class T>
std::optional<facts::value> as_value(std::optional<T> read)
{
   return read ? std::optional<facts::value>{*read} : std::nullopt;
}

}  // namespace

facts::value value_from_yaml(node const& n)
{
   switch (n.type) {
      case node::kind::null:
         return {};
      case node::kind::scalar:
         return scalar(n);
      case node::kind::map:
         return map(n);
      case node::kind::list:
         break;
   }
   facts::list made;
   for (auto const& item : n.items)
      made.push_back(value_from_yaml(item));
   return made;
}

std::optional<facts::value> value_from_yaml(node const& n, facts::type wanted)
{
   auto made = value_from_yaml(n);
   if (wanted == facts::type::string && n.is_scalar())
      return n.text;
   if (wanted == facts::type::bytes && n.is_scalar())
      return facts::bytes{n.text};
   if (auto const* const whole = made.as<std::int64_t>();
       whole != nullptr && wanted == facts::type::number)
      return static_cast<double>(*whole);
   return facts::matches(wanted, made) ? std::optional{std::move(made)} : std::nullopt;
}

std::optional<facts::value> list_from_text(std::string_view text, facts::type elements)
{
   auto const held = elements == facts::type::dyn ? facts::type::string : elements;
   facts::list made;
   while (!text.empty()) {
      auto const comma = std::min(text.find(','), text.size());
      auto read = value_from_text(text.substr(0, comma), held);
      if (!read)
         return std::nullopt;
      made.push_back(*std::move(read));
      text.remove_prefix(std::min(comma + 1, text.size()));
   }
   return made;
}

std::optional<facts::value> value_from_text(std::string_view text, facts::type wanted)
{
   switch (wanted) {
      case facts::type::boolean:
         return as_value(boolean(text));
      case facts::type::integer:
         return as_value(number<std::int64_t>(text));
      case facts::type::number:
         return as_value(finite(text));
      case facts::type::bytes:
         return facts::bytes{std::string{text}};
      case facts::type::list:
         return list_from_text(text, facts::type::string);
      case facts::type::map:
         return std::nullopt;
      case facts::type::dyn:
      case facts::type::string:
         return std::string{text};
   }
   return std::nullopt;
}

}  // namespace dnslint::rules
