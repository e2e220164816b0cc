// SPDX-License-Identifier: Apache-2.0
#include "core/cel/pattern.hpp"
#include "core/profile/shape.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <map>

namespace dnslint::profile {
namespace {

using base::yaml::document;
using base::yaml::map_reader;
using base::yaml::node;

class checker {
public:
   checker(document const& doc, base::diagnostics& errors)
   : doc_{&doc}
   , errors_{&errors}
   {}

   void check(node const& n, shape const& wanted, std::string const& subject)
   {
      switch (wanted.value_form) {
         case form::text:
            return text(n, wanted, subject);
         case form::number:
            return number(n, wanted, subject);
         case form::value:
            return;
         case form::list:
            return list(n, wanted, subject);
         case form::record:
            return record(n, wanted, subject);
         case form::named:
            return named(n, wanted, subject);
      }
   }

private:
   void fail(node const& at, std::string message, std::string hint = {})
   {
      constexpr std::size_t most_errors = 100;
      if (errors_->size() < most_errors)
         errors_->push_back(
            {base::diagnostic_level::error, doc_->locate(at), std::move(message), std::move(hint)});
   }

   void text(node const& n, shape const& wanted, std::string const& subject)
   {
      if (!n.is_scalar() || n.text.empty())
         return fail(n, fmt::format("{} must be text", subject));
      if (!wanted.words.empty() && std::ranges::find(wanted.words, n.text) == wanted.words.end())
         fail(
            n,
            fmt::format("{} cannot be '{}'", subject, n.text),
            base::yaml::suggestion(n.text, wanted.words));
      matching(n, wanted, subject);
   }

   void matching(node const& n, shape const& wanted, std::string const& subject)
   {
      constexpr std::size_t most_characters = 256;
      if (wanted.pattern.empty())
         return;
      if (n.text.size() > most_characters || !pattern_of(wanted).matches(n.text))
         fail(
            n,
            fmt::format("{} cannot be '{}'", subject, n.text.substr(0, most_characters)),
            wanted.hint);
   }

   cel::pattern const& pattern_of(shape const& wanted)
   {
      auto& kept = patterns_[wanted.pattern];
      if (!kept)
         kept = std::make_unique<cel::pattern>(wanted.pattern);
      return *kept;
   }

   void number(node const& n, shape const& wanted, std::string const& subject)
   {
      auto const read = number_of(n);
      if (!read || *read < wanted.least || *read > wanted.most)
         fail(
            n,
            fmt::format("{} must be a number from {} to {}", subject, wanted.least, wanted.most));
   }

   void list(node const& n, shape const& wanted, std::string const& subject)
   {
      if (!n.is_list())
         return fail(n, fmt::format("{} must be a list", subject));
      for (auto const& item : n.items)
         check(item, wanted.each.front(), "an entry of " + subject);
   }

   void record(node const& n, shape const& wanted, std::string const& subject)
   {
      map_reader reader{*doc_, n, subject, *errors_};
      for (auto const& f : wanted.fields) {
         auto const* const value = f.required ? reader.required(f.key) : reader.optional(f.key);
         if (value != nullptr)
            check(*value, f.value, fmt::format("'{}'", f.key));
      }
      reader.done();
   }

   void named(node const& n, shape const& wanted, std::string const& subject)
   {
      if (!n.is_map())
         return fail(n, fmt::format("{} must be a map", subject));
      for (auto const& [key, value] : n.entries) {
         matching(key, wanted, "a name in " + subject);
         check(value, wanted.each.front(), fmt::format("'{}'", key.text));
      }
   }

   document const* doc_;
   base::diagnostics* errors_;
   std::map<std::string, std::unique_ptr<cel::pattern>> patterns_;
};

}  // namespace

void check_shape(
   document const& doc,
   node const& n,
   shape const& wanted,
   std::string const& subject,
   base::diagnostics& errors)
{
   checker{doc, errors}.check(n, wanted, subject);
}

std::optional<double> number_of(node const& n)
{
   if (!n.is_scalar() || n.written != base::yaml::style::plain)
      return std::nullopt;
   double number = 0;
   auto const* const end = n.text.data() + n.text.size();
   auto const [stopped, failed] = std::from_chars(n.text.data(), end, number);
   if (failed != std::errc{} || stopped != end || !std::isfinite(number))
      return std::nullopt;
   return number;
}

}  // namespace dnslint::profile
