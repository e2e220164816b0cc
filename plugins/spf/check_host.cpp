// SPDX-License-Identifier: Apache-2.0
#include "check_host.hpp"

#include "limits.hpp"
#include "macro.hpp"
#include "selection.hpp"
#include "spf_record.hpp"

#include <dnslint/text.hpp>

#include <algorithm>
#include <array>

namespace spf {
namespace {

using dnslint::co;

// Section 4.6.4.
constexpr std::size_t most_reverse_names = 10;

// Ends the whole evaluation: errors pass through include and redirect unchanged
// (sections 5.2, 6.1).
struct stop {
   result value;
   std::string reason;
};

// The result of one record. The explanation is looked up for the domain's own record only.
struct verdict {
   result value = result::none;
   std::string term;
   std::string reason;
   std::string domain;                       // whose record it was
   std::optional<std::string> explained_at;  // the domain-spec of its `exp`
};

result result_of(char qualifier)
{
   switch (qualifier) {
      case '-':
         return result::fail;
      case '~':
         return result::softfail;
      case '?':
         return result::neutral;
      default:
         return result::pass;
   }
}

// Section 4.3.
bool is_checkable(std::string_view domain)
{
   auto const name = domain.ends_with('.') ? domain.substr(0, domain.size() - 1) : domain;
   return is_domain_name(name) && name.find('.') != std::string_view::npos &&
          !name.starts_with('[');
}

bool is_at_or_below(std::string_view name, std::string_view domain)
{
   if (name.size() == domain.size())
      return dnslint::equal_ignoring_case(name, domain);
   return name.size() > domain.size() && name[name.size() - domain.size() - 1] == '.' &&
          dnslint::equal_ignoring_case(name.substr(name.size() - domain.size()), domain);
}

std::string without_final_dot(std::string_view name)
{
   return std::string{name.ends_with('.') ? name.substr(0, name.size() - 1) : name};
}

class evaluator {
public:
   evaluator(asker& dns, identity const& about)
   : dns_{dns}
   , about_{about}
   {}

   co<evaluation> run()
   {
      std::optional<stop> stopped;
      verdict v;
      try {
         v = co_await check(about_.domain, 0);
      } catch (stop& s) {
         stopped = std::move(s);
      }
      if (stopped) {
         v.value = stopped->value;
         v.reason = std::move(stopped->reason);
         v.term = current_term_;
         for (auto& step : done_.trace)
            if (step.outcome.empty())
               step.outcome = to_text(v.value);
      }
      done_.value = v.value;
      done_.term = v.term;
      done_.reason = v.reason;
      if (v.value == result::fail && v.explained_at)
         done_.explanation = co_await explain(*v.explained_at, v.domain);
      co_return std::move(done_);
   }

private:
   co<lookup> ask(std::string name, record_type type)
   {
      auto found = co_await dns_.ask(name, type);
      done_.questions.push_back({std::move(name), type, found.status});
      co_return found;
   }

   // Asks for a mechanism. A failed lookup is temperror (section 5), and a void lookup is counted.
   co<lookup> ask_for_term(std::string name, record_type type)
   {
      auto const asked = name;
      auto found = co_await ask(std::move(name), type);
      if (found.status == lookup_status::failed)
         throw stop{
            result::temperror,
            "the " + std::string{to_text(type)} + " records of " + dnslint::printable(asked) +
               " cannot be looked up: " + found.why.code};
      count_void(found);
      co_return found;
   }

   void count_void(lookup const& found)
   {
      if (found.is_void() && ++done_.voids > most_void_lookups)
         throw stop{result::permerror, "the limit of 2 void lookups is exceeded"};
   }

   void count_lookup()
   {
      if (++done_.lookups > most_lookups)
         throw stop{result::permerror, "the limit of 10 lookups is exceeded"};
   }

   void trace(std::size_t depth, std::string const& domain, std::string term, std::string outcome)
   {
      done_.trace.push_back(
         {depth, dnslint::printable(domain), dnslint::printable(term), std::move(outcome)});
   }

   co<macro_values> values_for(std::string const domain, std::string const letters)
   {
      macro_values v;
      v.local_part = about_.local_part;
      v.sender_domain = about_.sender_domain;
      v.domain = without_final_dot(domain);
      v.helo = about_.helo;
      v.receiver = about_.receiver;
      v.client = about_.client;
      v.now = about_.now;
      if (letters.find('p') != std::string::npos) {
         co_await find_validated_names(false);
         v.validated = validated_name(domain);
      }
      co_return v;
   }

   // Section 7.3: the domain's own name is best, then one below it, then any.
   std::string validated_name(std::string const& domain) const
   {
      auto const plain = without_final_dot(domain);
      for (auto const& name : *validated_)
         if (dnslint::equal_ignoring_case(name, plain))
            return name;
      for (auto const& name : *validated_)
         if (is_at_or_below(name, plain))
            return name;
      return validated_->empty() ? "unknown" : validated_->front();
   }

   // Section 4.8. Empty when it can be no domain name.
   co<std::string> target_of(term const& t, std::string const domain)
   {
      if (!t.argument)
         co_return without_final_dot(domain);
      auto const values = co_await values_for(domain, t.macros);
      auto const name = without_final_dot(cut_to_name_length(expand(*t.argument, values)));
      co_return is_domain_name(name) ? name : std::string{};
   }

   co<verdict> check(std::string const domain, std::size_t depth)
   {
      verdict v;
      v.domain = domain;
      if (!is_checkable(domain)) {
         v.reason = "'" + dnslint::printable(domain) + "' is no domain name of several labels";
         trace(depth, domain, "", "none: " + v.reason);
         co_return v;
      }
      auto const txt = co_await ask(without_final_dot(domain), record_type::txt);
      if (txt.status == lookup_status::failed)
         throw stop{
            result::temperror,
            "the record of " + dnslint::printable(domain) +
               " cannot be looked up: " + txt.why.code};
      auto const text = select(txt.values, domain);
      if (!text) {
         v.reason = dnslint::printable(domain) + " has no SPF record";
         trace(depth, domain, "", "none: " + v.reason);
         co_return v;
      }
      trace(depth, domain, "", dnslint::printable(*text));
      auto const record = read_record(*text, most_terms_of_dns);
      if (!record.errors.empty())
         throw stop{
            result::permerror,
            "syntax error in the record of " + dnslint::printable(domain) + ", " +
               to_text(record.errors.front())};
      co_return co_await evaluate(record, domain, depth);
   }

   // Section 4.5.
   std::optional<std::string> select(
      std::vector<std::string> const& texts, std::string const& domain) const
   {
      std::optional<std::string> found;
      for (auto const& text : texts) {
         if (!is_spf_record(text))
            continue;
         if (found)
            throw stop{result::permerror, dnslint::printable(domain) + " has several SPF records"};
         found = text;
      }
      return found;
   }

   co<verdict> evaluate(spf_record const record, std::string const domain, std::size_t depth)
   {
      verdict v;
      v.domain = domain;
      std::optional<term> redirect;
      for (auto const& t : record.terms) {
         if (t.is_modifier("exp"))
            v.explained_at = t.argument;
         if (t.is_modifier("redirect"))
            redirect = t;
      }
      for (auto const& t : record.terms) {
         if (t.kind != term_kind::mechanism)
            continue;
         if (co_await matches(t, domain, depth)) {
            v.value = result_of(t.qualifier);
            v.term = t.text;
            co_return v;
         }
      }
      // Section 6.1. The record has no `all`, which would have matched.
      if (redirect)
         co_return co_await follow(*redirect, domain, depth);
      v.value = result::neutral;
      v.reason = "no mechanism matches";
      co_return v;
   }

   co<verdict> follow(term const redirect, std::string const domain, std::size_t depth)
   {
      current_term_ = redirect.text;
      count_lookup();
      auto const target = co_await target_of(redirect, domain);
      trace(depth, domain, redirect.text, "continues with " + dnslint::printable(target));
      auto v = co_await check(target, depth + 1);
      current_term_ = redirect.text;
      if (v.value == result::none)
         throw stop{result::permerror, "redirect: " + v.reason};
      co_return v;
   }

   co<bool> matches(term const t, std::string const domain, std::size_t depth)
   {
      current_term_ = t.text;
      auto const step = done_.trace.size();
      trace(depth, domain, t.text, "");
      if (costs_lookup(t))
         count_lookup();
      bool const is_match = co_await test(t, domain, depth);
      current_term_ = t.text;
      done_.trace[step].outcome = is_match ? "match" : "no match";
      co_return is_match;
   }

   co<bool> test(term const t, std::string const domain, std::size_t depth)
   {
      if (t.is("all"))
         co_return true;
      if (t.is("ip4") || t.is("ip6"))
         co_return is_listed(t);
      auto const target = co_await target_of(t, domain);
      if (t.is("include"))
         co_return co_await test_include(t, target, depth);
      if (target.empty())
         co_return false;
      if (t.is("exists"))
         co_return (co_await ask_for_term(target, record_type::a)).status == lookup_status::records;
      if (t.is("ptr"))
         co_return co_await test_ptr(target);
      if (t.is("mx"))
         co_return co_await test_mx(t, target);
      co_return co_await has_address(t, target);
   }

   bool is_listed(term const& t) const
   {
      auto const network = read_address(*t.argument);
      auto const prefix = t.is("ip4") ? t.ip4_prefix : t.ip6_prefix;
      return network && is_in_network(about_.client, *network, static_cast<std::size_t>(*prefix));
   }

   // Section 5.2.
   co<bool> test_include(term const t, std::string const target, std::size_t depth)
   {
      auto const v = co_await check(target, depth + 1);
      current_term_ = t.text;
      if (v.value == result::none)
         throw stop{result::permerror, "include: " + v.reason};
      co_return v.value == result::pass;
   }

   record_type address_type() const
   {
      return about_.client.is_ip6 ? record_type::aaaa : record_type::a;
   }

   bool has_client(lookup const& found, std::size_t prefix) const
   {
      return std::ranges::any_of(found.values, [&](std::string const& text) {
         auto const a = read_address(text);
         return a && is_in_network(about_.client, *a, prefix);
      });
   }

   co<bool> has_address(term const t, std::string const name)
   {
      auto const prefix =
         static_cast<std::size_t>(about_.client.is_ip6 ? *t.ip6_prefix : *t.ip4_prefix);
      auto const found = co_await ask_for_term(name, address_type());
      co_return has_client(found, prefix);
   }

   // Section 5.4. The null MX (RFC 7505) names no host.
   co<bool> test_mx(term const t, std::string const target)
   {
      auto const mx = co_await ask_for_term(target, record_type::mx);
      if (mx.values.size() > most_exchanges)
         throw stop{
            result::permerror,
            "the limit of 10 MX records is exceeded by " + dnslint::printable(target)};
      for (auto const& exchange : mx.values)
         if (exchange != "." && co_await has_address(t, exchange))
            co_return true;
      co_return false;
   }

   // Section 5.5.
   co<bool> test_ptr(std::string const target)
   {
      co_await find_validated_names(true);
      co_return std::ranges::any_of(*validated_, [&](std::string const& name) {
         return is_at_or_below(name, target);
      });
   }

   // Finds the names that have the client's address. A name whose lookup fails is left out.
   co<> find_validated_names(bool counts_void)
   {
      if (!reverse_) {
         reverse_ = co_await ask(reverse_name(about_.client), record_type::ptr);
         if (reverse_->values.size() > most_reverse_names)
            reverse_->values.resize(most_reverse_names);
      }
      if (counts_void)
         count_void(*reverse_);
      if (validated_)
         co_return;
      validated_.emplace();
      for (auto const& name : reverse_->values) {
         auto const found = co_await ask(name, address_type());
         if (has_client(found, about_.client.is_ip6 ? 128 : 32))
            validated_->push_back(name);
      }
   }

   // Section 6.2: whatever goes wrong, it is as if there were no `exp`.
   co<std::optional<std::string>> explain(std::string const spec, std::string const domain)
   {
      auto const at = co_await values_for(domain, read_domain_spec(spec).letters);
      auto const name = without_final_dot(cut_to_name_length(expand(spec, at)));
      if (!is_domain_name(name))
         co_return std::nullopt;
      auto const txt = co_await ask(name, record_type::txt);
      if (txt.status != lookup_status::records || txt.values.size() != 1)
         co_return std::nullopt;
      auto const read = read_explain_string(txt.values.front());
      if (read.error)
         co_return std::nullopt;
      auto const values = co_await values_for(domain, read.letters);
      auto text = expand(txt.values.front(), values);
      bool const is_ascii = std::ranges::all_of(text, [](char c) {
         return c == ' ' || dnslint::is_visible(c);
      });
      co_return is_ascii ? std::optional{std::move(text)} : std::nullopt;
   }

   asker& dns_;
   identity const& about_;
   evaluation done_;
   std::string current_term_;
   std::optional<lookup> reverse_;
   std::optional<std::vector<std::string>> validated_;
};

}  // namespace

std::string_view to_text(record_type t)
{
   constexpr std::array<std::string_view, 5> words{"TXT", "A", "AAAA", "MX", "PTR"};
   return words[static_cast<std::size_t>(t)];
}

std::string_view to_text(result r)
{
   constexpr std::array<std::string_view, 7> words{
      "none", "neutral", "pass", "fail", "softfail", "temperror", "permerror"};
   return words[static_cast<std::size_t>(r)];
}

identity make_identity(
   address const& client, std::string domain, std::string_view sender, std::string helo)
{
   identity i;
   i.client = without_mapping(client);
   i.helo = helo.empty() ? domain : std::move(helo);
   auto const at = sender.rfind('@');
   i.local_part = at == std::string_view::npos ? "" : sender.substr(0, at);
   i.sender_domain = at == std::string_view::npos ? sender : sender.substr(at + 1);
   if (i.local_part.empty())
      i.local_part = "postmaster";
   if (i.sender_domain.empty())
      i.sender_domain = sender.empty() ? i.helo : domain;
   i.domain = std::move(domain);
   return i;
}

co<evaluation> check_host(asker& dns, identity const& about)
{
   evaluator e{dns, about};
   co_return co_await e.run();
}

}  // namespace spf
