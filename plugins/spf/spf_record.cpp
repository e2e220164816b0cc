// SPDX-License-Identifier: Apache-2.0
#include "spf_record.hpp"

#include <dnslint/text.hpp>

#include <algorithm>

namespace spf {
namespace {

constexpr std::size_t version_length = std::string_view{"v=spf1"}.size();

// Section 6: redirect and exp must not appear more than once each.
bool is_repeated_modifier(spf_record const& record, term const& t)
{
   if (t.kind != term_kind::modifier || !is_known_modifier(t.name))
      return false;
   return std::ranges::any_of(record.terms, [&](term const& earlier) {
      return earlier.is_modifier(t.name);
   });
}

void add_term(
   spf_record& record, std::string_view record_text, std::string_view text, std::size_t offset)
{
   auto [t, error] = read_term(text);
   t.offset = offset;
   if (!error && is_repeated_modifier(record, t))
      error = syntax_error{0, "the modifier '" + t.name + "' stands more than once"};
   if (error)
      record.errors.push_back(
         {dnslint::column_of(record_text, offset + error->offset),
          dnslint::quoted(text) + ": " + error->text});
   else
      record.terms.push_back(std::move(t));
}

}  // namespace

spf_record read_record(std::string_view text, std::size_t most_terms)
{
   spf_record record;
   auto at = std::min(version_length, text.size());
   for (;;) {
      at = text.find_first_not_of(' ', at);
      if (at == std::string_view::npos)
         return record;
      auto const end = std::min(text.find(' ', at), text.size());
      if (record.terms.size() + record.errors.size() < most_terms)
         add_term(record, text, text.substr(at, end - at), at);
      else
         ++record.unread;
      at = end;
   }
}

}  // namespace spf
