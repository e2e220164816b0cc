// SPDX-License-Identifier: Apache-2.0
#include "core/report/report_file.hpp"

#include "core/report/earlier_record.hpp"
#include "core/report/record_reader.hpp"
#include "core/report/report.hpp"

#include <boost/json.hpp>

#include <fmt/format.h>

namespace dnslint::report {
namespace {

namespace json = boost::json;

// Ends a reading. Caught in read_report().
struct wrong {
   base::diagnostics why;
};

json::value parsed(std::string_view text)
{
   boost::system::error_code failed;
   json::parse_options options;
   options.max_depth = 64;
   auto value = json::parse({text.data(), text.size()}, failed, {}, options);
   if (failed)
      throw wrong{{base::error(fmt::format("this is no JSON: {}", failed.message()))}};
   return value;
}

json::value const& member(json::value const& in, std::string_view key)
{
   static json::value const absent;
   auto const* const object = in.if_object();
   auto const* const found = object == nullptr ? nullptr : object->if_contains(key);
   return found == nullptr ? absent : *found;
}

std::string text_or_empty(json::value const& in, std::string_view key)
{
   auto const* const found = member(in, key).if_string();
   return found == nullptr ? std::string{} : std::string{*found};
}

void check_version(json::value const& of)
{
   auto const version = text_or_empty(of, "schema");
   if (version.empty())
      throw wrong{{base::error("this is no report: it has no 'schema'")}};
   if (version != schema && version != earlier_schema)
      throw wrong{{base::error(
         fmt::format("this is a report of another version: {}, not {}", version, schema),
         "use the dnslint that wrote it")}};
}

reported_check read_check(json::value const& in)
{
   auto const text = text_or_empty(in, "severity");
   auto const severity = base::severity_from_text(text);
   if (!severity)
      throw wrong{
         {base::error(fmt::format("this is no domain of a report: '{}' is no severity", text))}};
   return {text_or_empty(in, "category"), text_or_empty(in, "control"), *severity};
}

// What every check is, by id: from the catalogue, and from findings, which say it themselves.
using known_checks = std::map<std::string, reported_check, std::less<>>;

void note_checks(json::value const& catalogue, known_checks& known)
{
   if (auto const* const all = catalogue.if_object())
      for (auto const& [id, entry] : *all)
         known[std::string{id}] = read_check(entry);
}

std::vector<reported_check> checks_of(
   json::value const& domain, audit::domain_record const& record, known_checks const& known)
{
   auto checks = known;
   for (auto const* const key : {"checks", "findings", "passes"})
      if (auto const* const found = member(domain, key).if_array())
         for (auto const& c : *found)
            checks[text_or_empty(c, "id")] = read_check(c);
   std::vector<reported_check> all;
   for (auto const& f : record.findings)
      all.push_back(checks[f.id]);
   return all;
}

audit::domain_record read_any(json::value const& in)
{
   auto text = json::serialize(in);
   if (member(in, "checks").is_array())
      text = from_earlier(text).value_or(text);
   auto record = read_domain(text);
   if (!record)
      throw wrong{record.errors()};
   return *std::move(record);
}

reported_domain read(json::value const& in, known_checks const& known)
{
   reported_domain made{read_any(in), {}, {}};
   if (auto const* const plugins = member(in, "facts").if_object())
      for (auto const& [plugin, facts] : *plugins)
         if (auto const* const all = facts.if_object())
            for (auto const& [name, value] : *all)
               made.facts[fmt::format("{}.{}", std::string_view{plugin}, std::string_view{name})] =
                  json::serialize(value);
   made.checks = checks_of(in, made.record, known);
   return made;
}

std::vector<std::pair<std::string, std::string>> versions(json::value const& all)
{
   std::vector<std::pair<std::string, std::string>> made;
   if (auto const* const list = all.if_array())
      for (auto const& one : *list)
         made.emplace_back(text_or_empty(one, "id"), text_or_empty(one, "version"));
   return made;
}

reported_run read_run(json::value const& in)
{
   return {
      text_or_empty(in, "now"),
      text_or_empty(in, "profile"),
      versions(member(in, "plugins")),
      versions(member(in, "packs"))};
}

using use_domain = std::function<bool(reported_domain)>;

reported_run read_json(json::value const& report, use_domain const& use)
{
   check_version(report);
   known_checks known;
   note_checks(member(report, "catalogue"), known);
   for (auto const& d : *member(report, "domains").if_array())
      if (!use(read(d, known)))
         break;
   return read_run(member(report, "run"));
}

void read_line(
   std::string const& file, std::uint32_t number, std::string_view line, auto const& use)
{
   try {
      use(parsed(line));
   } catch (wrong& w) {
      for (auto& d : w.why)
         d.where = {file, number, 0, {}};
      throw;
   }
}

bool is_domain(json::value const& line)
{
   auto const kind = text_or_empty(line, "kind");
   return kind.empty() || kind == "domain";
}

reported_run read_lines(std::string const& file, std::string_view text, use_domain const& use)
{
   reported_run run;
   known_checks known;
   bool more = true;
   for (std::uint32_t number = 1; more && !text.empty(); ++number) {
      auto const line = text.substr(0, text.find('\n'));
      text.remove_prefix(std::min(line.size() + 1, text.size()));
      if (line.find_first_not_of(" \t\r") == std::string_view::npos)
         continue;
      read_line(file, number, line, [&](json::value const& d) {
         bool const is_earlier_journal = text_or_empty(d, "schema") == earlier_journal_schema;
         if (!is_earlier_journal)
            check_version(d);
         if (is_earlier_journal || text_or_empty(d, "kind") == "run") {
            note_checks(member(d, "catalogue"), known);
            run = read_run(member(d, "run"));
         } else if (is_domain(d)) {
            more = use(read(d, known));
         }
      });
   }
   return run;
}

// One value over the whole text, which has an array of domains.
std::optional<json::value> as_whole(std::string_view text)
{
   boost::system::error_code failed;
   json::parse_options options;
   options.max_depth = 64;
   auto value = json::parse({text.data(), text.size()}, failed, {}, options);
   if (failed || !member(value, "domains").is_array())
      return std::nullopt;
   return value;
}

}  // namespace

base::result<reported_run> read_report(
   std::string const& file, std::string_view text, use_domain const& use)
{
   try {
      if (auto const whole = as_whole(text))
         return read_json(*whole, use);
      return read_lines(file, text, use);
   } catch (wrong& w) {
      for (auto& d : w.why)
         if (d.where.file.empty())
            d.where.file = file;
      return std::move(w.why);
   }
}

std::vector<score::scored_check> scored_checks(reported_domain const& d)
{
   std::vector<score::scored_check> all;
   for (std::size_t i = 0; i != d.record.findings.size() && i != d.checks.size(); ++i) {
      auto const& f = d.record.findings[i];
      auto const& c = d.checks[i];
      all.push_back(
         {f.id,
          c.category,
          c.control,
          c.severity,
          f.result,
          f.why ? f.why->kind : base::cause_class::transient});
   }
   return all;
}

}  // namespace dnslint::report
