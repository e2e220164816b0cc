// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/outcome.hpp"
#include "core/base/yaml_document.hpp"
#include "core/cel/expression.hpp"
#include "core/dns/record_type.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dnslint::rules {

// Text with expressions in it: "{tlsrpt.records.size()} records at {domain}". "{{" and "}}" are
// braces. Checked when loaded like any expression.
class text_template {
public:
   // `text` is the value of the scalar `at`.
   static base::result<text_template> compile(
      std::string_view text,
      base::yaml::document const& doc,
      base::yaml::node const& at,
      cel::scope const& names);
   // A part that is unknown or an error reads as "(unknown)". Long results are cut.
   std::string render(cel::bindings const& bound) const;
   // Literal text, each but the last followed by what an expression makes.
   struct filled_part {
      std::string_view literal;
      bool has_code = false;
      std::optional<std::string> made;  // null when that is unknown or an error
   };
   std::vector<filled_part> fill(cel::bindings const& bound) const;
   // The same as a string, but unknown or an error where a part is.
   cel::value evaluate(cel::bindings const& bound) const;
   std::set<std::string> lookups_used() const;
   std::set<std::string> given_used() const;
   std::set<std::string> facts_used() const;
   std::set<std::string> variables_used() const;

private:
   struct part {
      std::string literal;
      std::optional<cel::expression> code;  // shown after the literal
   };
   std::set<std::string> used(std::vector<std::string> const& (cel::expression::*which)()
                                 const noexcept) const;

   std::vector<part> parts_;
};

// The literal parts of a template, as they are written. Empty when it is no template.
struct template_literal {
   std::size_t offset = 0;  // in bytes
   std::string_view text;
};
std::vector<template_literal> template_literals(std::string_view text);

// How many subjects a rule judges at most.
constexpr std::size_t most_subjects = 50;
// Bounds of `at`: SOA questions to find a zone, name servers whose addresses are looked up, servers
// of a parent zone that are tried.
constexpr std::size_t most_zone_questions = 5;
constexpr std::size_t most_name_servers = 16;
constexpr std::size_t most_parent_servers = 3;
// How expressions call the subject.
constexpr std::string_view subject_name = "each";

// Who is asked: the resolver, every server of the zone in which the name lies, or one of the zone
// above that.
enum class asked_at : std::uint8_t { resolver, each_nameserver, parent };

// A question that a check asks: the name may hold "{domain}" and other expressions, also over the
// answers to lookups that stand before it.
struct lookup {
   std::string key;  // how expressions call it
   text_template name;
   dns::rrtype type = dns::rrtype::a;
   std::string written_name;
   std::optional<cel::expression> for_each;  // the subjects, one of which is `each`
   bool per_subject = false;                 // asked once for each of them
   asked_at at = asked_at::resolver;
   std::vector<std::string> needs;  // the lookups that its name uses

   // Are there subjects by this: those of for_each, or the name servers.
   bool fans_out() const noexcept { return for_each || at == asked_at::each_nameserver; }
};

struct fix {
   std::optional<text_template> text;    // what to do
   std::optional<text_template> record;  // the record to publish, in master-file form
   // Whether the record is offered, which it is only if this is true; without it always.
   std::optional<cel::expression> when;
   // The RDATA at the record's name that the record takes the place of, a text or a list of texts:
   // of TXT records their text, of others the master-file form.
   std::optional<cel::expression> replaces;
};

// One judgement, from a plugin's checks.yaml or a rule pack; the same keys in both. A check has
// either `probe` (that probe's code settles it) or `verdict` (an expression does).
struct check {
   std::string id;  // "spf/too-many-lookups"
   std::string title;
   std::string category;  // "mail.authentication"
   std::string control;   // empty: reported, not scored
   base::severity severity = base::severity::info;
   std::string docs;  // Markdown
   std::vector<std::string> references;
   std::string probe;
   bool judges_nonexistent = false;  // judged even if the name does not exist, when no other is
   std::optional<cel::expression> applies_when;
   std::string not_applicable_reason;  // `otherwise:` in the file; shown when applies_when is false
   std::optional<cel::expression> verdict;  // `assert:` in the file
   std::vector<lookup> lookups;             // in the order of the file
   std::optional<text_template> message;
   fix how_to_fix;
   base::location where;
   // Where values of the entry stand, by their keys: "id", "assert", "lookups.mx".
   std::vector<std::pair<std::string, base::yaml::source_place>> places;

   // The lookup that brings the subjects; null when the check judges the domain as a whole.
   lookup const* fan_out() const noexcept;
};

// The place of a value of the check's entry, such as {"lookups", "mx"}, or of a byte of it. Places
// are kept of the id, the control, the lookups, applies_when and assert.
base::location place_in(
   check const& c, std::vector<std::string_view> const& keys, std::size_t offset = 0);
// applies_when and assert, those that are there, with their keys.
std::vector<std::pair<std::string_view, cel::expression const*>> judging_expressions(
   check const& c);

// "mx.accepts_mail" for each fact that the check needs: to be decided (applies_when, the assert,
// for_each and the names of lookups), or to say what is wrong (message and fix).
std::set<std::string> facts_used(check const& c);

// Where an entry stands.
enum class entry_of : std::uint8_t { plugin, pack };

// Reads one entry of `checks:` or `rules:` and appends what is wrong with it to `errors`; null when
// anything was. `names` has the facts and variables, and is as before when this returns. A rule has
// the keys of rule_shape(), "tests" among them, which this leaves alone.
std::optional<check> read_check(
   base::yaml::document const& doc,
   base::yaml::node const& entry,
   cel::scope& names,
   entry_of kind,
   base::diagnostics& errors);

// A verdict before it becomes a finding.
struct judgement {
   base::outcome result = base::outcome::unknown;
   std::optional<base::cause> why;  // of unknown
   std::string reason;              // of not-applicable
   std::string message;
};

// The subjects of a check with for_each: a list, or unknown or an error. Owns what it borrowed of
// `bound`, but for facts and records.
cel::value subjects_of(check const& c, cel::bindings const& bound);

// The value of applies_when; true where there is none.
cel::value applicability(check const& c, cel::bindings const& bound);

// applies_when, then the assert; unknown and error as docs/writing-a-rule.md says. For a check with
// a probe only applies_when is judged: null when it applies and the probe's own settlement counts.
// `applies` is applicability(c, bound), for who has it already.
std::optional<judgement> judge_applicability(check const& c, cel::value const& applies);
std::optional<judgement> judge_applicability(check const& c, cel::bindings const& bound);
judgement judge(check const& c, cel::value const& applies, cel::bindings const& bound);
judgement judge(check const& c, cel::bindings const& bound);
// The assert alone.
judgement judge_assert(check const& c, cel::bindings const& bound);
// What a value that is neither true nor false comes to; `key` says where it stands.
judgement undecided(std::string_view key, cel::value const& v);

}  // namespace dnslint::rules
