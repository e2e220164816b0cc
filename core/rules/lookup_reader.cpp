// SPDX-License-Identifier: Apache-2.0
#include "core/rules/lookup_reader.hpp"

#include "core/base/escape.hpp"
#include "core/cel/scope.hpp"
#include "core/rules/check_entry.hpp"
#include "core/rules/lookup_name.hpp"
#include "core/rules/pack_shape.hpp"
#include "core/rules/yaml_expression.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::rules {
namespace {

std::vector<std::string> record_type_names()
{
   std::vector<std::string> names;
   for (auto const& row : dns::record_types())
      names.emplace_back(row.mnemonic);
   return names;
}

// Policies that are published as TXT records are often taken for types.
std::string type_hint(std::string const& text)
{
   auto const word = base::lower(text);
   for (auto const* const policy : {"spf", "sfp", "dkim", "dmarc", "mta-sts", "tls-rpt", "bimi"})
      if (word == policy)
         return "such records are of the type TXT";
   return base::yaml::suggestion(text, record_type_names());
}

}  // namespace

lookup_reader::lookup_reader(
   base::yaml::document const& doc,
   base::yaml::node const& key,
   base::yaml::node const& body,
   cel::scope& names,
   check const& before,
   base::diagnostics& errors)
: doc_{&doc}
, key_{&key}
, body_{&body}
, names_{&names}
, before_{&before}
, errors_{&errors}
, map_{doc, body, fmt::format("the lookup '{}'", key.text), errors, lookup_shape()}
{}

std::optional<lookup> lookup_reader::read()
{
   auto const before = errors_->size();
   lookup made;
   made.key = key_->text;
   if (body_->is_map()) {
      asked_server(made);
      asked_type(made);
      subjects(made);
      name(made);
      server_subjects(made);
      map_.done();
   }
   // What a lookup of an unknown type brings is not known either.
   if (has_type_)
      names_->lookups[made.key] = made.type;
   else
      names_->given[made.key] = cel::static_type{};
   names_->out_of_reach.erase(made.key);
   return errors_->size() == before ? std::optional{std::move(made)} : std::nullopt;
}

void lookup_reader::asked_server(lookup& made)
{
   auto const text = map_.text("at");
   if (!text)
      return;
   if (*text == "each-nameserver")
      made.at = asked_at::each_nameserver;
   else if (*text == "parent")
      made.at = asked_at::parent;
   else
      map_.fail(
         *map_.optional("at"),
         fmt::format("'{}' says of no server", *text),
         base::yaml::suggestion(*text, {"each-nameserver", "parent"}));
}

// The subjects follow from the name, so it cannot hold one.
void lookup_reader::server_subjects(lookup const& made)
{
   if (made.at != asked_at::each_nameserver)
      return;
   if (made.for_each || before_->fan_out() != nullptr)
      map_.fail(
         *map_.optional("at"),
         "a rule has one 'for_each' or 'at: each-nameserver', and another is there already");
   names_->given[std::string{subject_name}] = cel::only(one(cel::kind::string));
}

void lookup_reader::subjects(lookup& made)
{
   auto const* const written = map_.optional("for_each");
   if (written == nullptr)
      return;
   if (before_->fan_out() != nullptr)
      map_.fail(*written, "a rule has one 'for_each', and another lookup has it already");
   auto compiled = value_or_report(compile_scalar(*doc_, *written, *names_), *errors_);
   cel::static_type each;
   if (compiled && !compiled->may_be(cel::kind::list))
      map_.fail(
         *written,
         fmt::format("'for_each' must be a list, this is {}", compiled->result_type()),
         "name a list, such as facts.mx.exchanges");
   else if (compiled)
      each = element_of(compiled->type());
   names_->given[std::string{subject_name}] = each;
   made.for_each = std::move(compiled);
}

void lookup_reader::asked_type(lookup& made)
{
   auto const text = map_.required_text("type");
   if (!text)
      return;
   auto const asked = dns::rrtype_from_text(*text);
   has_type_ = asked.has_value();
   if (asked)
      made.type = *asked;
   else
      map_.fail(
         *map_.optional("type"),
         fmt::format("'{}' is no type of records", *text),
         type_hint(*text));
}

void lookup_reader::name(lookup& made)
{
   auto const text = map_.required_text("name");
   if (!text)
      return;
   auto compiled = value_or_report(
      text_template::compile(*text, *doc_, *map_.optional("name"), *names_), *errors_);
   if (!compiled)
      return;
   if (auto const fault = find_name_fault(*text)) {
      errors_->push_back(
         {base::diagnostic_level::error,
          doc_->locate(*map_.optional("name"), fault->offset),
          fault->message,
          fault->hint});
      return;
   }
   made.name = std::move(*compiled);
   made.written_name = *text;
   auto const used = made.name.lookups_used();
   made.needs.assign(used.begin(), used.end());
   made.per_subject = made.fans_out() ||
                      made.name.given_used().contains(std::string{subject_name}) ||
                      std::ranges::any_of(before_->lookups, [&used](lookup const& l) {
                         return l.per_subject && used.contains(l.key);
                      });
}

}  // namespace dnslint::rules
