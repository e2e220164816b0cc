// SPDX-License-Identifier: Apache-2.0
#include "core/rules/check.hpp"

#include "core/base/escape.hpp"
#include "core/cel/parser.hpp"
#include "core/cel/scope.hpp"
#include "core/rules/check_entry.hpp"
#include "core/rules/fix_record.hpp"
#include "core/rules/lookup_reader.hpp"
#include "core/rules/pack_shape.hpp"
#include "core/rules/words.hpp"
#include "core/rules/yaml_expression.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <utility>

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

constexpr std::size_t most_errors = 100;

// Reads one entry; every part appends what is wrong with it and the rest goes on.
class check_reader {
public:
   check_reader(
      document const& doc,
      node const& entry,
      cel::scope& names,
      entry_of kind,
      base::diagnostics& errors)
   : kind_{kind}
   , doc_{&doc}
   , entry_{&entry}
   , names_{&names}
   , given_before_{names.given}
   , lookups_before_{names.lookups}
   , common_lookups_{names.lookups}
   , errors_{&errors}
   , before_{errors.size()}
   , map_{
        kind == entry_of::pack ? map_reader{doc, entry, "a check", errors, rule_shape()}
                               : map_reader{doc, entry, "a check", errors}}
   {}

   check_reader(check_reader const&) = delete;
   check_reader& operator=(check_reader const&) = delete;
   check_reader(check_reader&&) = delete;
   check_reader& operator=(check_reader&&) = delete;

   // The names that the entry adds are its own.
   ~check_reader()
   {
      names_->given = std::move(given_before_);
      names_->lookups = std::move(lookups_before_);
      names_->out_of_reach.clear();
   }

   std::optional<check> read()
   {
      check made;
      made.where = doc_->locate(*entry_);
      identity(made);
      lookups(made);
      verdicts(made);
      if (kind_ == entry_of::plugin)
         existence(made);
      texts(made);
      if (kind_ == entry_of::pack)
         map_.optional("tests");
      map_.done();
      return errors_->size() == before_ ? std::optional{std::move(made)} : std::nullopt;
   }

private:
   void remember(check& made, std::string key, node const* at) const
   {
      if (at != nullptr)
         made.places.emplace_back(std::move(key), doc_->place(*at));
   }

   void identity(check& made)
   {
      made.id = map_.required_text("id").value_or("");
      auto const slash = made.id.find('/');
      bool const well_formed = slash != std::string::npos &&
                               is_kebab_case(std::string_view{made.id}.substr(0, slash)) &&
                               is_kebab_case(std::string_view{made.id}.substr(slash + 1));
      if (auto const* id = map_.optional("id"); id != nullptr && id->is_scalar() && !well_formed)
         map_.fail(*id, fmt::format("'{}' is no id of a check", made.id), id_hint(made.id));
      made.title = map_.required_text("title").value_or("");
      made.category = map_.required_text("category").value_or("");
      made.control = map_.text("control").value_or("");
      made.docs = map_.text("docs").value_or("");
      made.references = map_.texts("references");
      severity(made);
      remember(made, "id", map_.optional("id"));
      remember(made, "control", map_.optional("control"));
   }

   static std::string id_hint(std::string const& id)
   {
      std::string meant;
      for (char const c : id)
         meant += c == '_' || c == ' ' ? '-' : base::lower(c);
      auto const slash = meant.find('/');
      bool const is_id = slash != std::string::npos &&
                         is_kebab_case(std::string_view{meant}.substr(0, slash)) &&
                         is_kebab_case(std::string_view{meant}.substr(slash + 1));
      return is_id ? "write " + meant : "write it like mail-baseline/tls-report-address";
   }

   void severity(check& made)
   {
      auto const text = map_.required_text("severity");
      if (!text)
         return;
      auto const read = base::severity_from_text(*text);
      if (read)
         made.severity = *read;
      else
         map_.fail(
            *map_.optional("severity"),
            fmt::format("'{}' is no severity", *text),
            base::yaml::suggestion(*text, severity_names()));
   }

   // A lookup may use those that stand before it.
   void lookups(check& made)
   {
      auto const* const all = map_.map("lookups");
      if (all == nullptr)
         return;
      for (auto const& entry : all->entries)
         names_->out_of_reach[entry.first.text] =
            "a lookup can use those that stand above it: move it below this one";
      for (auto const& [key, body] : all->entries) {
         check_lookup_name(key);
         remember(made, "lookups." + key.text, &body);
         if (auto read = lookup_reader{*doc_, key, body, *names_, made, *errors_}.read()) {
            if (!read->per_subject)
               common_lookups_[read->key] = read->type;
            made.lookups.push_back(std::move(*read));
         }
      }
   }

   void check_lookup_name(node const& key)
   {
      static constexpr std::array<std::string_view, 5> roots{
         "domain", "now", "facts", "vars", subject_name};
      bool const taken =
         std::ranges::find(roots, key.text) != roots.end() || cel::is_reserved_word(key.text);
      if (taken)
         map_.fail(key, fmt::format("a lookup cannot be called '{}'", key.text));
      else if (!is_snake_case(key.text))
         map_.fail(
            key,
            fmt::format("'{}' is no name of a lookup", key.text),
            "use lower-case letters, digits and _");
   }

   void verdicts(check& made)
   {
      made.applies_when = applicability();
      made.not_applicable_reason = map_.text("otherwise").value_or("");
      made.verdict = judging("assert");
      remember(made, "applies_when", map_.optional("applies_when"));
      remember(made, "assert", map_.optional("assert"));
      made.probe = map_.text("probe").value_or("");
      auto const* const otherwise = map_.optional("otherwise");
      if (otherwise != nullptr && map_.optional("applies_when") == nullptr)
         map_.fail(*otherwise, "'otherwise' says why 'applies_when' is false, which is not here");
      auto const* const probe = map_.optional("probe");
      if (probe != nullptr && map_.optional("assert") != nullptr)
         map_.fail(*probe, "a check has either 'probe' or 'assert', not both");
   }

   // No probe runs for a name that does not exist.
   void existence(check& made)
   {
      made.judges_nonexistent = map_.boolean("judges_nonexistent").value_or(false);
      if (made.judges_nonexistent && map_.optional("assert") == nullptr)
         map_.fail(
            *map_.optional("judges_nonexistent"),
            "a check without 'assert' cannot judge a name that does not exist",
            "no probe runs for such a name; write an 'assert' over facts.name");
   }

   // Is judged once for all subjects, so it knows neither the subject nor what is asked for each.
   std::optional<cel::expression> applicability()
   {
      std::swap(names_->lookups, common_lookups_);
      auto given = std::exchange(names_->given, given_before_);
      auto made = judging("applies_when");
      std::swap(names_->lookups, common_lookups_);
      names_->given = std::move(given);
      return made;
   }

   // An expression that must be true or false.
   std::optional<cel::expression> judging(std::string_view key) { return condition_of(map_, key); }

   std::optional<cel::expression> expression_of(map_reader& reader, std::string_view key)
   {
      auto const* const written = reader.optional(key);
      if (written == nullptr)
         return std::nullopt;
      return value_or_report(compile_scalar(*doc_, *written, *names_), *errors_);
   }

   std::optional<cel::expression> condition_of(map_reader& reader, std::string_view key)
   {
      auto made = expression_of(reader, key);
      if (!made || made->may_be(cel::kind::boolean))
         return made;
      reader.fail(
         *reader.optional(key),
         fmt::format("'{}' must be true or false, this is {}", key, made->result_type()),
         "compare it with something, such as x == 1");
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
      map_reader reader{*doc_, *fix, "'fix'", *errors_, fix_shape()};
      made.how_to_fix.text = text_of(reader, "text");
      made.how_to_fix.record = text_of(reader, "record");
      made.how_to_fix.when = condition_of(reader, "when");
      made.how_to_fix.replaces = expression_of(reader, "replaces");
      reader.done();
      if (made.how_to_fix.record)
         if (auto const fault = find_record_fault(*made.how_to_fix.record))
            map_.fail(*reader.optional("record"), fault->message, fault->hint);
   }

   std::optional<text_template> text_of(map_reader& reader, std::string_view key)
   {
      auto const text = reader.text(key);
      if (!text)
         return std::nullopt;
      return value_or_report(
         text_template::compile(*text, *doc_, *reader.optional(key), *names_), *errors_);
   }

   entry_of kind_;
   document const* doc_;
   node const* entry_;
   cel::scope* names_;
   std::map<std::string, cel::static_type, std::less<>> given_before_;
   std::map<std::string, dns::rrtype, std::less<>> lookups_before_;
   // The lookups without those that are asked for each subject.
   std::map<std::string, dns::rrtype, std::less<>> common_lookups_;
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
   cel::scope& names,
   entry_of kind,
   base::diagnostics& errors)
{
   if (errors.size() >= most_errors)
      return std::nullopt;
   // By themselves, as a file's errors are cut at a number, and then tell nothing about this entry.
   base::diagnostics own;
   auto made = check_reader{doc, entry, names, kind, own}.read();
   for (auto& e : own)
      if (errors.size() < most_errors)
         errors.push_back(std::move(e));
   return made;
}

}  // namespace dnslint::rules
