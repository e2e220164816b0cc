// SPDX-License-Identifier: Apache-2.0
#include "core/report/fact_prose.hpp"

#include "core/base/yaml.hpp"

#include <optional>

namespace dnslint::report {
namespace {

using fact_node = base::yaml::node;

std::optional<std::string> scalar_prose(fact_node const& n)
{
   if (!n.is_scalar())
      return std::nullopt;
   if (n.written == base::yaml::style::plain && (n.text == "true" || n.text == "false"))
      return n.text == "true" ? "yes" : "no";
   return n.text;
}

// By what its members are told apart.
std::optional<std::string> name_in(fact_node const& n)
{
   if (!n.is_map())
      return scalar_prose(n);
   for (auto const* const key : {"name", "domain", "host", "address"})
      if (auto const* const found = n.find(key))
         return scalar_prose(*found);
   return std::nullopt;
}

std::optional<std::string> value_prose(fact_node const& n)
{
   if (!n.is_list())
      return scalar_prose(n);
   std::string text;
   for (auto const& item : n.items) {
      auto const name = name_in(item);
      if (!name)
         return std::nullopt;
      text += (text.empty() ? "" : ", ") + *name;
   }
   return text;
}

}  // namespace

// JSON is YAML.
std::string fact_prose(std::string_view text)
{
   constexpr std::string_view separator = ": ";
   auto const at = text.find(separator);
   if (at == std::string_view::npos)
      return std::string{text};
   auto const begin = at + separator.size();
   auto const value = base::yaml::load("a fact", std::string{text.substr(begin)});
   auto const prose = value ? value_prose(value->root()) : std::nullopt;
   return prose ? std::string{text.substr(0, begin)} + *prose : std::string{text};
}

}  // namespace dnslint::report
