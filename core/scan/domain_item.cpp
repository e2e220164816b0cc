// SPDX-License-Identifier: Apache-2.0
#include "core/scan/domain_item.hpp"

#include "core/base/escape.hpp"
#include "core/dns/idna.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

namespace dnslint::scan {
namespace {

using base::error;

// 253 characters of at most 4 bytes (RFC 3629); more need not be mapped to know that it is too
// long.
constexpr std::size_t most_name_bytes = 1012;
constexpr std::size_t most_name_characters = 253;  // RFC 1035 section 2.3.4, without the final dot
constexpr std::size_t most_label_characters = 63;

bool is_digit(char c)
{
   return c >= '0' && c <= '9';
}

bool is_host_character(char c)
{
   return is_digit(c) || c == '-' || c == '.' || (base::lower(c) >= 'a' && base::lower(c) <= 'z');
}

bool has_only_digits(std::string_view text)
{
   return !text.empty() && std::ranges::all_of(text, is_digit);
}

std::string_view before(std::string_view text, std::string_view any_of)
{
   return text.substr(0, text.find_first_of(any_of));
}

std::string_view after_last(std::string_view text, char c)
{
   auto const at = text.rfind(c);
   return at == std::string_view::npos ? text : text.substr(at + 1);
}

std::string_view without_port(std::string_view host)
{
   auto const colon = host.find(':');
   return colon != std::string_view::npos && has_only_digits(host.substr(colon + 1))
             ? host.substr(0, colon)
             : host;
}

// The authority part of RFC 3986 section 3.2, without userinfo and port.
std::string_view host_of(std::string_view after_scheme)
{
   return without_port(after_last(before(after_scheme, "/?#"), '@'));
}

std::string_view rightmost_after(std::string_view text, std::string_view any_of)
{
   auto const dot = text.find('.', text.find_last_of(any_of));
   return dot == std::string_view::npos ? std::string_view{} : text.substr(dot + 1);
}

std::string instead(std::string_view domain, std::string_view why)
{
   if (domain.empty())
      return fmt::format("write the domain that it belongs to: {}", why);
   return fmt::format("write {}: {}", quoted(domain), why);
}

std::optional<base::diagnostic> address_problem(std::string_view name)
{
   if (!has_only_digits(after_last(name, '.')))
      return std::nullopt;
   auto const is_address = std::ranges::all_of(name, [](char c) {
      return is_digit(c) || c == '.';
   });
   return error(
      fmt::format(
         "{} {}",
         quoted(name),
         is_address ? "is an IP address, not a domain" : "ends in a number, which no domain does"),
      "write the domain whose records are to be audited");
}

base::diagnostic character_problem(std::string_view name)
{
   auto const* const at = std::ranges::find_if_not(name, is_host_character);
   if (*at == '*')
      return error(
         fmt::format("{} is a wildcard, not a domain", quoted(name)),
         instead(rightmost_after(name, "*"), "one domain is audited, not what is below it"));
   if (*at == '_')
      return error(
         fmt::format("{} has a label with an underscore, so it names no domain", quoted(name)),
         instead(
            rightmost_after(name, "_"), "the checks ask for names with underscores by themselves"));
   auto const rest = name.substr(static_cast<std::size_t>(at - name.begin()));
   return error(
      fmt::format(
         "{} has a character that no domain has: {}",
         quoted(name),
         quoted(base::first_characters(rest, 1))),
      "write one domain a line, without quotes or separators");
}

std::optional<base::diagnostic> label_problem(std::string_view label, std::string_view name)
{
   if (label.empty())
      return error(
         fmt::format("{} has an empty label", quoted(name)),
         "between two dots there must be something");
   if (label.size() > most_label_characters)
      return error(
         fmt::format("{} has a label of {} characters", quoted(name), label.size()),
         fmt::format("a label has at most {}", most_label_characters));
   if (label.front() == '-' || label.back() == '-')
      return error(
         fmt::format("{} has a label that begins or ends with a hyphen", quoted(name)),
         "no domain has such a label");
   return std::nullopt;
}

base::diagnostic length_problem(std::string_view name)
{
   return error(
      fmt::format("{} is too long for a domain", quoted(name)),
      fmt::format("a domain has at most {} characters", most_name_characters));
}

std::optional<base::diagnostic> labels_problem(std::string_view name)
{
   auto rest = name;
   while (true) {
      auto const dot = rest.find('.');
      if (auto problem = label_problem(rest.substr(0, dot), name))
         return problem;
      if (dot == std::string_view::npos)
         return std::nullopt;
      rest.remove_prefix(dot + 1);
   }
}

std::optional<base::diagnostic> ascii_problem(std::string_view name)
{
   if (name.find_first_of("[:") != std::string_view::npos)
      return error(
         fmt::format("{} is not a domain", quoted(name)),
         "write a domain, not an address, and without a port");
   if (!std::ranges::all_of(name, is_host_character))
      return character_problem(name);
   if (auto problem = labels_problem(name))
      return problem;
   if (name.size() > most_name_characters)
      return length_problem(name);
   return address_problem(name);
}

bool is_ascii(std::string_view text)
{
   return std::ranges::all_of(text, [](char c) {
      return static_cast<unsigned char>(c) < 0x80;
   });
}

// A-labels that were given as such stay: a name may be registered against IDNA 2008.
base::result<std::string> as_ascii(std::string_view text)
{
   return is_ascii(text) ? std::string{text} : dns::to_alabels(text);
}

}  // namespace

domain_item find_domain(std::string_view item)
{
   if (auto const scheme = item.find("://"); scheme != std::string_view::npos)
      return {host_of(item.substr(scheme + 3)), "a URL"};
   if (item.starts_with("//"))
      return {host_of(item.substr(2)), "a URL"};
   if (base::equal_ignoring_case(item.substr(0, 7), "mailto:"))
      return {after_last(before(item.substr(7), "?"), '@'), "an e-mail address"};
   if (item.find('@') != std::string_view::npos)
      return {after_last(item, '@'), "an e-mail address"};
   if (item.find('/') != std::string_view::npos)
      return {host_of(item), "a URL"};
   auto const host = without_port(item);
   return {host, host == item ? "" : "a host with a port"};
}

base::result<dns::name> read_domain(std::string_view text)
{
   if (text.size() > most_name_bytes)
      return length_problem(text);
   auto ascii = as_ascii(text);
   if (!ascii) {
      auto problem = ascii.errors().front();
      problem.message = fmt::format("{} is {}", quoted(text), problem.message);
      return problem;
   }
   if (ascii->ends_with('.'))
      ascii->pop_back();
   if (ascii->empty())
      return error(fmt::format("{} is not a domain", quoted(text)), "write a domain");
   if (auto problem = ascii_problem(*ascii))
      return *std::move(problem);
   auto name = dns::name::from_text(*ascii);
   if (!name)
      return length_problem(text);
   return *std::move(name);
}

std::string quoted(std::string_view text)
{
   constexpr std::size_t most = 80;
   auto const shown = base::first_characters(text, most);
   return fmt::format("'{}{}'", shown, shown.size() == text.size() ? "" : "...");
}

}  // namespace dnslint::scan
