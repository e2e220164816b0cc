// SPDX-License-Identifier: Apache-2.0
#include "term.hpp"

#include "network.hpp"

#include <dnslint/text.hpp>

#include <algorithm>
#include <array>

namespace spf {
namespace {

enum class argument_rule : std::uint8_t { none, domain, optional_domain, ip4_network, ip6_network };

// One row for each mechanism and modifier of RFC 7208 sections 5 and 6.
struct term_rule {
   std::string_view name;
   term_kind kind;
   argument_rule argument;
   bool dual_cidr;
   bool costs_lookup;
};

constexpr std::array rules{
   term_rule{"all", term_kind::mechanism, argument_rule::none, false, false},
   term_rule{"include", term_kind::mechanism, argument_rule::domain, false, true},
   term_rule{"a", term_kind::mechanism, argument_rule::optional_domain, true, true},
   term_rule{"mx", term_kind::mechanism, argument_rule::optional_domain, true, true},
   term_rule{"ptr", term_kind::mechanism, argument_rule::optional_domain, false, true},
   term_rule{"ip4", term_kind::mechanism, argument_rule::ip4_network, false, false},
   term_rule{"ip6", term_kind::mechanism, argument_rule::ip6_network, false, false},
   term_rule{"exists", term_kind::mechanism, argument_rule::domain, false, true},
   term_rule{"redirect", term_kind::modifier, argument_rule::domain, false, true},
   term_rule{"exp", term_kind::modifier, argument_rule::domain, false, false}};

term_rule const* find_rule(term_kind kind, std::string_view name)
{
   auto const* const row = std::ranges::find_if(rules, [&](term_rule const& r) {
      return r.kind == kind && r.name == name;
   });
   return row == rules.end() ? nullptr : row;
}

bool is_name_character(char c)
{
   return dnslint::is_alphanum(c) || c == '-' || c == '_' || c == '.';
}

bool is_cidr_character(char c)
{
   return dnslint::is_digit(c) || c == '/';
}

// Where the prefix lengths begin: at the first slash that only digits and slashes follow. An
// earlier slash is a part of the name.
std::size_t start_of_cidr(std::string_view text)
{
   auto start = text.size();
   while (start != 0 && is_cidr_character(text[start - 1]))
      --start;
   return std::min(text.find('/', start), text.size());
}

// Reads one term. Offsets count from its start.
class term_reader {
public:
   explicit term_reader(std::string_view text)
   : text_{text}
   {
      result_.value.text = text;
   }

   read_term_result read()
   {
      if (!visible())
         return std::move(result_);
      bool const qualified =
         !text_.empty() && qualifiers.find(text_.front()) != std::string_view::npos;
      auto const start = qualified ? 1U : 0U;
      auto end = start;
      while (end != text_.size() && is_name_character(text_[end]))
         ++end;
      value().name = dnslint::to_lower(text_.substr(start, end - start));
      if (qualified)
         value().qualifier = text_.front();
      if (value().name.empty() || !dnslint::is_alpha(value().name.front()))
         no_name(start);
      else if (end != text_.size() && text_[end] == '=')
         modifier(end + 1, qualified);
      else
         mechanism(start, end);
      return std::move(result_);
   }

private:
   static constexpr std::string_view qualifiers = "+-?~";

   term& value() { return result_.value; }

   void fail(std::size_t offset, std::string message)
   {
      result_.error = syntax_error{offset, std::move(message)};
   }

   bool visible()
   {
      auto const* const odd = std::ranges::find_if_not(text_, dnslint::is_visible);
      if (odd == text_.end())
         return true;
      auto const offset = static_cast<std::size_t>(odd - text_.begin());
      fail(
         offset,
         *odd == '\t'
            ? "a tab: terms are separated by spaces only"
            : "the byte " + dnslint::printable({odd, 1}) + " is no visible ASCII character");
      return false;
   }

   void no_name(std::size_t start)
   {
      auto const address = text_.substr(start, text_.find('/') - start);
      if (is_ip4_network(address))
         return fail(start, "an address is written 'ip4:" + std::string{address} + "'");
      if (is_ip6_network(address))
         return fail(start, "an address is written 'ip6:" + std::string{address} + "'");
      fail(start, "a term begins with the name of a mechanism or modifier");
   }

   void modifier(std::size_t start, bool qualified)
   {
      value().kind = term_kind::modifier;
      auto const argument = text_.substr(start);
      value().argument = std::string{argument};
      if (qualified)
         return fail(0, "a modifier has no qualifier");
      bool const known = find_rule(term_kind::modifier, value().name) != nullptr;
      take_macros(known ? read_domain_spec(argument) : read_macro_string(argument), start);
   }

   void take_macros(macro_text read, std::size_t start)
   {
      value().macros = std::move(read.letters);
      if (read.error)
         fail(start + read.error->offset, std::move(read.error->text));
   }

   void mechanism(std::size_t start, std::size_t end)
   {
      auto const* const rule = find_rule(term_kind::mechanism, value().name);
      if (rule == nullptr)
         return unknown_mechanism(start);
      if (end != text_.size() && text_[end] != ':' && text_[end] != '/')
         return wrong_character(end);
      switch (rule->argument) {
         case argument_rule::none:
            if (end != text_.size())
               fail(end, "'" + value().name + "' has no argument");
            break;
         case argument_rule::domain:
         case argument_rule::optional_domain:
            domain(*rule, end);
            break;
         case argument_rule::ip4_network:
            network(end, is_ip4_network, value().ip4_prefix, 32);
            break;
         case argument_rule::ip6_network:
            network(end, is_ip6_network, value().ip6_prefix, 128);
            break;
      }
   }

   void wrong_character(std::size_t at)
   {
      std::string const character{text_[at]};
      bool const separates = character == ";" || character == ",";
      fail(
         at,
         "'" + character + "' cannot follow '" + value().name + "'" +
            (separates ? ": terms are separated by spaces only" : ""));
   }

   void unknown_mechanism(std::size_t start)
   {
      auto const& name = value().name;
      if (find_rule(term_kind::modifier, name) != nullptr)
         return fail(start, "'" + name + "' is a modifier: it is written '" + name + "='");
      fail(start, "'" + name + "' is no mechanism");
   }

   void domain(term_rule const& rule, std::size_t end)
   {
      if (end == text_.size() && rule.argument == argument_rule::domain)
         return fail(end, "'" + value().name + "' needs ':' and a domain name");
      auto const cidr = rule.dual_cidr ? end + start_of_cidr(text_.substr(end)) : text_.size();
      if (cidr != end)
         domain_argument(rule, end, cidr);
      if (rule.dual_cidr && !result_.error)
         dual_cidr(cidr);
   }

   void domain_argument(term_rule const& rule, std::size_t end, std::size_t cidr)
   {
      if (text_[end] == '/')
         return fail(
            end,
            rule.dual_cidr ? "'/' is not followed by a prefix length"
                           : "'" + value().name + "' has no prefix length");
      auto const spec = text_.substr(end + 1, cidr - end - 1);
      value().argument = std::string{spec};
      take_macros(read_domain_spec(spec), end + 1);
   }

   // [ ip4-cidr-length ] [ "/" ip6-cidr-length ], where each begins with a slash of its own.
   void dual_cidr(std::size_t start)
   {
      auto const text = text_.substr(start);
      auto const second = text.find("//");
      value().ip4_prefix = 32;
      value().ip6_prefix = 128;
      if (auto const ip4 = text.substr(0, second); !ip4.empty())
         prefix(start + 1, ip4.substr(1), value().ip4_prefix, 32);
      if (second != std::string_view::npos && !result_.error)
         prefix(start + second + 2, text.substr(second + 2), value().ip6_prefix, 128);
   }

   void prefix(
      std::size_t at,
      std::string_view digits,
      std::optional<std::int64_t>& out,
      std::int64_t longest)
   {
      out = read_prefix_length(digits, longest);
      if (!out)
         fail(
            at,
            "'" + std::string{digits} + "' is no prefix length of 0 to " + std::to_string(longest));
   }

   void network(
      std::size_t end,
      bool (*fits)(std::string_view),
      std::optional<std::int64_t>& out,
      std::int64_t longest)
   {
      if (end == text_.size() || text_[end] != ':')
         return fail(end, "'" + value().name + "' needs ':' and an address");
      auto const slash = std::min(text_.find('/', end), text_.size());
      auto const address = text_.substr(end + 1, slash - end - 1);
      value().argument = std::string{address};
      out = longest;
      if (!fits(address))
         return fail(
            end + 1,
            "'" + std::string{address} + "' is no " + (longest == 32 ? "IPv4" : "IPv6") +
               " address");
      if (slash != text_.size())
         prefix(slash + 1, text_.substr(slash + 1), out, longest);
   }

   std::string_view text_;
   read_term_result result_;
};

}  // namespace

read_term_result read_term(std::string_view text)
{
   return term_reader{text}.read();
}

bool is_mechanism_name(std::string_view name)
{
   return find_rule(term_kind::mechanism, name) != nullptr;
}

bool is_known_modifier(std::string_view name)
{
   return find_rule(term_kind::modifier, name) != nullptr;
}

bool costs_lookup(term const& t)
{
   auto const* const rule = find_rule(t.kind, t.name);
   return rule != nullptr && rule->costs_lookup;
}

}  // namespace spf
