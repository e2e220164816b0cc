// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.hpp"
#include "core/cel/function.hpp"
#include "core/cel/tag_list.hpp"
#include "core/dns/idna.hpp"
#include "core/dns/name.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace dnslint::cel {
namespace {

// UTF-8 needs at most four bytes for each of a name's 255 characters.
constexpr std::size_t longest_name_text = 1020;

bool is_ascii_text(std::string_view text)
{
   return std::ranges::all_of(text, [](char c) {
      return static_cast<unsigned char>(c) < 0x80;
   });
}

// U-labels are read as in a list of domains, so that a name is the same however it is written.
std::optional<dns::name> name_in(value const& v, evaluation& cost)
{
   auto const text = v.characters();
   if (is_ascii_text(text))
      return dns::name::from_text(text);
   bool const is_escaped = text.find('\\') != std::string_view::npos;
   if (is_escaped || text.size() > longest_name_text || !cost.spend(100 + 8 * text.size()))
      return std::nullopt;
   auto const alabels = dns::to_alabels(text);
   return alabels ? dns::name::from_text(*alabels) : std::nullopt;
}

value no_name(value const& v)
{
   return value::error(fmt::format("{} is no domain name", to_text(v, 60)));
}

value text_of(dns::name const& n)
{
   return value::string(n.to_text());
}

value parent(arguments given, evaluation& cost)
{
   auto const n = name_in(given[0], cost);
   return n ? text_of(n->parent()) : no_name(given[0]);
}

value labels(arguments given, evaluation& cost)
{
   auto const n = name_in(given[0], cost);
   if (!n)
      return no_name(given[0]);
   if (!cost.spend(8 * n->label_count() + 1))
      return too_costly();
   list_value::elements all;
   for (std::size_t i = 0; i != n->label_count(); ++i) {
      // The presentation form of the label alone, so that its dots are told from those between.
      auto const alone = dns::name{}.child(n->label(i));
      all.push_back(alone ? text_of(*alone) : no_name(given[0]));
   }
   return value{list_value{std::move(all)}};
}

value is_subdomain_of(arguments given, evaluation& cost)
{
   auto const n = name_in(given[0], cost);
   auto const ancestor = name_in(given[1], cost);
   if (!n || !ancestor)
      return no_name(given[n ? 1 : 0]);
   return value{n->is_subdomain_of(*ancestor)};
}

value no_suffixes()
{
   return value::error("there is no public suffix list here");
}

value organizational_domain(arguments given, evaluation& cost)
{
   auto const n = name_in(given[0], cost);
   if (!n || cost.suffixes() == nullptr)
      return n ? no_suffixes() : no_name(given[0]);
   return text_of(cost.suffixes()->registrable_domain(*n).value_or(*n));
}

value is_public_suffix(arguments given, evaluation& cost)
{
   auto const n = name_in(given[0], cost);
   if (!n || cost.suffixes() == nullptr)
      return n ? no_suffixes() : no_name(given[0]);
   return value{cost.suffixes()->is_public_suffix(*n)};
}

value unicode_form(arguments given, evaluation& cost)
{
   auto const n = name_in(given[0], cost);
   if (!n)
      return no_name(given[0]);
   std::string out;
   for (std::size_t i = 0; i != n->label_count(); ++i) {
      auto const alone = dns::name{}.child(n->label(i));
      if (!cost.spend(512))
         return too_costly();
      out.append(i == 0 ? "" : ".").append(dns::unicode_label(alone ? alone->to_text() : ""));
   }
   return value::string(std::move(out));
}

value tags(arguments given, evaluation& cost)
{
   auto const text = given[0].characters();
   if (!cost.spend(4 * text.size()))
      return too_costly();
   map_value::entries made;
   if (auto const list = tag_list(text))
      for (auto const& [name, held] : *list)
         made.emplace_back(value::string(std::string{name}), value::string(std::string{held}));
   return value{map_value{std::move(made)}};
}

constexpr auto either_style = call_style::either;

constexpr std::array name_table{
   function{
      "parent",
      either_style,
      1,
      {text_kind},
      text_kind,
      parent,
      R"(The domain name without its first label; of one label ".")"},
   function{
      "labels",
      either_style,
      1,
      {text_kind},
      one(kind::list),
      labels,
      "The labels of a domain name, from the left",
      list_of_strings},
   function{
      "is_subdomain_of",
      either_style,
      2,
      {text_kind, text_kind},
      boolean_kind,
      is_subdomain_of,
      "Is the name the other one or below it?"},
   function{
      "organizational_domain",
      either_style,
      1,
      {text_kind},
      text_kind,
      organizational_domain,
      "The public suffix of a name and one label more; of a public suffix itself"},
   function{
      "is_public_suffix",
      either_style,
      1,
      {text_kind},
      boolean_kind,
      is_public_suffix,
      "Is the name on the public suffix list?"},
   function{
      "unicode",
      either_style,
      1,
      {text_kind},
      text_kind,
      unicode_form,
      "The domain name with U-labels, for people"},
   function{
      "tags",
      either_style,
      1,
      {text_kind},
      one(kind::map),
      tags,
      R"(The tags of a text such as "v=DMARC1; p=none" with their values; empty when it is no tag )"
      "list (RFC 6376 section 3.2)",
      map_of_strings}};

}  // namespace

std::span<function const> name_functions() noexcept
{
   return name_table;
}

}  // namespace dnslint::cel
