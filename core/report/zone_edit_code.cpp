// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.hpp"
#include "core/report/zone_edit_text.hpp"

#include <fmt/format.h>
#include <optional>

namespace dnslint::report {
namespace {

// "_dmarc" of "_dmarc.example.com"; "" at the apex.
std::string below(dns::name const& owner, std::string_view zone)
{
   auto const text = owner.to_text();
   if (text == zone)
      return "";
   auto const end = fmt::format(".{}", zone);
   return text.ends_with(end) ? text.substr(0, text.size() - end.size()) : text + '.';
}

std::string text_field(dns::record const& r, std::string_view key)
{
   auto const value = dns::field(r, key);
   auto const* const text = value ? std::get_if<std::string>(&*value) : nullptr;
   return text == nullptr ? std::string{} : *text;
}

std::uint64_t number_field(dns::record const& r, std::string_view key)
{
   auto const value = dns::field(r, key);
   auto const* const number = value ? std::get_if<std::uint64_t>(&*value) : nullptr;
   return number == nullptr ? 0 : *number;
}

// "mx.example.com.", absolute.
std::string exchange_of(dns::record const& mx)
{
   auto const rdata = dns::rdata_to_text(mx);
   return rdata.substr(rdata.find(' ') + 1);
}

// A YAML text in single quotes, in which only the quote itself is special.
std::string yaml_text(std::string_view text)
{
   std::string out = "'";
   for (char const c : base::terminal_text(text))
      out += c == '\'' ? std::string{"''"} : std::string{c};
   return out + '\'';
}

// octoDNS wants semicolons of TXT values escaped.
std::string octodns_txt(std::string_view text)
{
   std::string escaped;
   for (char const c : text)
      escaped += c == ';' ? std::string{"\\;"} : std::string{c};
   return yaml_text(escaped);
}

// Null where octoDNS has another form, or no such type.
std::optional<std::string> octodns_value(dns::record const& r)
{
   using dns::rrtype;
   switch (r.type) {
      case rrtype::txt:
         return octodns_txt(text_field(r, "text"));
      case rrtype::mx:
         return fmt::format(
            "{{preference: {}, exchange: {}}}",
            number_field(r, "preference"),
            yaml_text(exchange_of(r)));
      case rrtype::caa:
         return fmt::format(
            "{{flags: {}, tag: {}, value: {}}}",
            number_field(r, "flags"),
            yaml_text(text_field(r, "tag")),
            yaml_text(text_field(r, "value")));
      default:
         return std::nullopt;
   }
}

std::optional<std::string> dnscontrol_call(dns::record const& r, std::string_view zone)
{
   using dns::rrtype;
   auto label = below(r.owner, zone);
   auto const name = base::json_string(label.empty() ? "@" : label);
   switch (r.type) {
      case rrtype::txt:
         return fmt::format(
            "TXT({}, {}, TTL({}))", name, base::json_string(text_field(r, "text")), r.ttl);
      case rrtype::mx:
         return fmt::format(
            "MX({}, {}, {}, TTL({}))",
            name,
            number_field(r, "preference"),
            base::json_string(exchange_of(r)),
            r.ttl);
      case rrtype::caa:
         return fmt::format(
            "CAA({}, {}, {}{}, TTL({}))",
            name,
            base::json_string(text_field(r, "tag")),
            base::json_string(text_field(r, "value")),
            (number_field(r, "flags") & 128U) != 0 ? ", CAA_CRITICAL" : "",
            r.ttl);
      default:
         return std::nullopt;
   }
}

void append_removed(std::string& out, zone_edit const& e, std::string_view comment)
{
   for (auto const& r : e.remove)
      out += fmt::format("{} take away: {}\n", comment, dns::to_text(r));
}

}  // namespace

std::string octodns_text(std::vector<zone_edit> const& edits, std::string_view zone)
{
   auto out = fmt::format(
      "# {}: keep the other values of these records, which this file cannot know\n---\n", zone);
   for (auto const& e : edits) {
      std::string values;
      for (auto const& r : e.add)
         if (auto const value = octodns_value(r))
            values += fmt::format("    - {}\n", *value);
      append_removed(out, e, "#");
      if (values.empty()) {
         out += fmt::format("# to be set elsewhere: {}\n", dns::to_text(e.add.front()));
         continue;
      }
      out += fmt::format(
         "{}:\n  - type: {}\n    ttl: {}\n    values:\n{}",
         yaml_text(below(e.owner, zone)),
         dns::to_text(e.type),
         e.add.front().ttl,
         values);
   }
   return out;
}

std::string dnscontrol_text(std::vector<zone_edit> const& edits, std::string_view zone)
{
   std::string calls;
   for (auto const& e : edits) {
      append_removed(calls, e, "   //");
      for (auto const& r : e.add)
         if (auto const call = dnscontrol_call(r, zone))
            calls += fmt::format("   {},\n", *call);
         else
            calls += fmt::format("   // to be set elsewhere: {}\n", dns::to_text(r));
   }
   return fmt::format("D_EXTEND({},\n{}END);\n", base::json_string(zone), calls);
}

}  // namespace dnslint::report
