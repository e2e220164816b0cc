// SPDX-License-Identifier: Apache-2.0
#include "core/report/published.hpp"

#include "core/report/json_reading.hpp"

#include <boost/json.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <string>

namespace dnslint::report {
namespace {

namespace json = boost::json;
using namespace json_reading;

constexpr std::size_t most_names = 4;

// "unknown: timeout"; empty for a fact that is known.
std::string cause_of(json::value const& fact)
{
   auto const* const map = fact.if_object();
   if (map == nullptr || !map->contains("unknown"))
      return {};
   return "unknown: " + text(object(map->at("unknown")), "code");
}

std::string joined(std::vector<std::string> const& names)
{
   auto const shown = std::min(names.size(), most_names);
   auto made = fmt::format("{}", fmt::join(names.begin(), names.begin() + shown, ", "));
   if (names.size() > shown)
      made += fmt::format(" and {} more", names.size() - shown);
   return names.empty() ? "none" : made;
}

std::string names_in(json::value const& list)
{
   std::vector<std::string> names;
   for (auto const& v : array(list))
      names.push_back(v.is_object() ? text(v.get_object(), "name") : element(v));
   return joined(names);
}

class reading {
public:
   explicit reading(json::object const& domain)
   : facts_{object(member(domain, "facts"))}
   , domain_{text(domain, "domain")}
   {}

   std::vector<published_line> lines()
   {
      add("MX", "mx", "exchanges", [this](json::value const& v) {
         return exchanges(v);
      });
      add("SPF", "spf", "record", text_or_none);
      add("DMARC", "dmarc", "record", [this](json::value const& v) {
         return policy(v);
      });
      add("NS", "ns", "names", names_in);
      return std::move(lines_);
   }

private:
   static std::string text_or_none(json::value const& v)
   {
      return v.is_string() ? std::string{v.get_string()} : "none";
   }

   // The fact's text, where a plugin has published it.
   template <class Text>
   void add(std::string_view label, std::string_view plugin, std::string_view fact, Text text_of)
   {
      auto const* const of_plugin = facts_.if_contains(plugin);
      auto const* const map = of_plugin == nullptr ? nullptr : of_plugin->if_object();
      auto const* const value = map == nullptr ? nullptr : map->if_contains(fact);
      if (value == nullptr)
         return;
      auto unknown = cause_of(*value);
      lines_.push_back(
         {label, base::untrusted{unknown.empty() ? text_of(*value) : std::move(unknown)}});
   }

   // The domain itself stands there without MX records, too (RFC 5321 section 5.1).
   std::string exchanges(json::value const& list) const
   {
      auto const names = names_in(list);
      return names == domain_ ? "the domain's own address" : names;
   }

   // With the domain whose record it is, where that is another one.
   std::string policy(json::value const& record) const
   {
      auto made = text_or_none(record);
      auto const& source = member(object(facts_.at("dmarc")), "policy_source");
      if (!source.is_string() || element(source) == domain_)
         return made;
      return fmt::format("{} (of {})", made, element(source));
   }

   json::object const& facts_;
   std::string domain_;
   std::vector<published_line> lines_;
};

}  // namespace

std::vector<published_line> read_published(std::string_view text_of_domain)
{
   try {
      auto const parsed = parse(text_of_domain);
      return reading{object(parsed)}.lines();
   } catch (wrong const&) {
      return {};
   }
}

}  // namespace dnslint::report
