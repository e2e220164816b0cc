// SPDX-License-Identifier: Apache-2.0
#include "core/rules/check.hpp"

#include "core/rules/check_entry.hpp"
#include "core/rules/parser.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace dnslint::rules {
namespace {

using base::yaml::document;
using base::yaml::map_reader;
using base::yaml::node;

bool is_word(std::string_view word, char separator) noexcept
{
   auto const is_letter = [](char c) {
      return c >= 'a' && c <= 'z';
   };
   auto const is_digit = [](char c) {
      return c >= '0' && c <= '9';
   };
   bool const doubled = word.find(std::string(2, separator)) != std::string_view::npos;
   return !word.empty() && is_letter(word.front()) && word.back() != separator && !doubled &&
          std::ranges::all_of(word, [&](char c) {
             return is_letter(c) || is_digit(c) || c == separator;
          });
}

std::vector<std::string> severity_names()
{
   std::vector<std::string> names;
   for (auto const s :
        {base::severity::info,
         base::severity::low,
         base::severity::medium,
         base::severity::high,
         base::severity::critical})
      names.emplace_back(base::to_text(s));
   return names;
}

std::vector<std::string> record_type_names()
{
   std::vector<std::string> names;
   for (auto const& row : dns::record_types())
      names.emplace_back(row.mnemonic);
   return names;
}

// Reads one entry; every part appends what is wrong with it and the rest goes on.
class check_reader {
public:
   check_reader(
      document const& doc, node const& entry, scope const& names, base::diagnostics& errors)
   : doc_{&doc}
   , entry_{&entry}
   , without_lookups_{&names}
   , names_{names}
   , errors_{&errors}
   , before_{errors.size()}
   , map_{doc, entry, "a check", errors}
   {}

   std::optional<check> read(std::vector<std::string> const& further_keys)
   {
      check made;
      made.where = doc_->locate(*entry_);
      identity(made);
      lookups(made);
      verdicts(made);
      texts(made);
      for (auto const& key : further_keys)
         map_.optional(key);
      map_.done();
      return errors_->size() == before_ ? std::optional{std::move(made)} : std::nullopt;
   }

private:
   void identity(check& made)
   {
      made.id = map_.required_text("id").value_or("");
      auto const slash = made.id.find('/');
      bool const well_formed = slash != std::string::npos &&
                               is_kebab_case(std::string_view{made.id}.substr(0, slash)) &&
                               is_kebab_case(std::string_view{made.id}.substr(slash + 1));
      if (auto const* id = map_.optional("id"); id != nullptr && id->is_scalar() && !well_formed)
         map_.fail(
            *id,
            fmt::format("'{}' is no id of a check", made.id),
            "write it like mail-baseline/tls-report-address");
      made.title = map_.required_text("title").value_or("");
      made.category = map_.required_text("category").value_or("");
      made.control = map_.text("control").value_or("");
      made.docs = map_.text("docs").value_or("");
      made.references = map_.texts("references");
      severity(made);
   }

   void severity(check& made)
   {
      auto const text = map_.required_text("severity");
      if (!text)
         return;
      auto const read = base::severity_from_text(*text);
      if (read)
         made.how_bad = *read;
      else
         map_.fail(
            *map_.optional("severity"),
            fmt::format("'{}' is no severity", *text),
            base::yaml::suggestion(*text, severity_names()));
   }

   void lookups(check& made)
   {
      auto const* const all = map_.map("lookups");
      if (all == nullptr)
         return;
      for (auto const& [key, body] : all->entries) {
         check_lookup_name(key);
         if (auto read = one_lookup(key, body)) {
            names_.lookups[read->key] = read->type;
            made.lookups.push_back(std::move(*read));
         }
      }
   }

   void check_lookup_name(node const& key)
   {
      static constexpr std::array<std::string_view, 4> roots{"domain", "now", "facts", "vars"};
      bool const taken =
         std::ranges::find(roots, key.text) != roots.end() || is_reserved_word(key.text);
      if (taken)
         map_.fail(key, fmt::format("a lookup cannot be called '{}'", key.text));
      else if (!is_snake_case(key.text))
         map_.fail(
            key,
            fmt::format("'{}' is no name of a lookup", key.text),
            "use lower-case letters, digits and _");
   }

   std::optional<lookup> one_lookup(node const& key, node const& body)
   {
      map_reader reader{*doc_, body, fmt::format("the lookup '{}'", key.text), *errors_};
      auto const name = reader.required_text("name");
      auto const type = reader.required_text("type");
      reader.done();
      if (!name || !type)
         return std::nullopt;
      auto const& name_node = *body.find("name");
      auto compiled = value_or_report(
         text_template::compile(*name, *doc_, name_node, *without_lookups_), *errors_);
      auto const asked = dns::rrtype_from_text(*type);
      if (!asked)
         reader.fail(
            *body.find("type"),
            fmt::format("'{}' is no type of records", *type),
            base::yaml::suggestion(*type, record_type_names()));
      if (!compiled || !asked)
         return std::nullopt;
      return lookup{key.text, std::move(*compiled), *asked};
   }

   void verdicts(check& made)
   {
      made.applies_when = judging("applies_when");
      made.not_applicable_reason = map_.text("otherwise").value_or("");
      made.verdict = judging("assert");
      made.probe = map_.text("probe").value_or("");
      auto const* const otherwise = map_.optional("otherwise");
      if (otherwise != nullptr && map_.optional("applies_when") == nullptr)
         map_.fail(*otherwise, "'otherwise' says why 'applies_when' is false, which is not here");
      auto const* const probe = map_.optional("probe");
      if (probe != nullptr && map_.optional("assert") != nullptr)
         map_.fail(*probe, "a check has either 'probe' or 'assert', not both");
   }

   // An expression that must be true or false.
   std::optional<expression> judging(std::string_view key)
   {
      auto const* const written = map_.optional(key);
      if (written == nullptr)
         return std::nullopt;
      auto made = value_or_report(expression::compile(*doc_, *written, names_), *errors_);
      if (!made || made->may_be(kind::boolean))
         return made;
      map_.fail(
         *written, fmt::format("'{}' must be true or false, this is {}", key, made->result_type()));
      return std::nullopt;
   }

   void texts(check& made)
   {
      made.message = text_of(map_, "message");
      auto const* const fix = map_.optional("fix");
      if (fix == nullptr)
         return;
      if (fix->is_scalar()) {
         made.how_to_fix.text = text_of(map_, "fix");
         return;
      }
      map_reader reader{*doc_, *fix, "'fix'", *errors_};
      made.how_to_fix.text = text_of(reader, "text");
      made.how_to_fix.record = text_of(reader, "record");
      reader.done();
   }

   std::optional<text_template> text_of(map_reader& reader, std::string_view key)
   {
      auto const text = reader.text(key);
      if (!text)
         return std::nullopt;
      return value_or_report(
         text_template::compile(*text, *doc_, *reader.optional(key), names_), *errors_);
   }

   document const* doc_;
   node const* entry_;
   scope const* without_lookups_;
   scope names_;
   base::diagnostics* errors_;
   std::size_t before_;
   map_reader map_;
};

}  // namespace

bool is_kebab_case(std::string_view word) noexcept
{
   return is_word(word, '-');
}

bool is_snake_case(std::string_view word) noexcept
{
   return is_word(word, '_');
}

std::optional<check> read_check(
   document const& doc,
   base::yaml::node const& entry,
   scope const& names,
   std::vector<std::string> const& further_keys,
   base::diagnostics& errors)
{
   return check_reader{doc, entry, names, errors}.read(further_keys);
}

}  // namespace dnslint::rules
