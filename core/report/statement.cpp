// SPDX-License-Identifier: Apache-2.0
#include "core/report/statement.hpp"

#include "core/base/causes.hpp"
#include "core/report/verdict.hpp"

#include <cctype>
#include <fmt/format.h>

namespace dnslint::report {
namespace {

using base::outcome;

std::string message_or_title(audit::finding const& f, catalogue_entry const& about)
{
   if (!f.message.empty())
      return f.message.bytes();
   // A title says what should be, so it is no message for a failure.
   return f.result == outcome::fail && !about.title.empty() ? "Expected: " + about.title
                                                            : about.title;
}

std::string unknown_text(audit::finding const& f)
{
   auto const why = f.why.value_or(base::because(base::causes::no_cause));
   auto const& detail = why.detail.empty() ? f.message.bytes() : why.detail;
   auto text = fmt::format("{} ({})", why.code, advice(why.kind));
   return detail.empty() ? text : fmt::format("{}: {}", text, detail);
}

bool is_part_of_name(char c)
{
   return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
}

// Not as a part of a longer name.
bool has_name_at(std::string_view text, std::size_t at, std::string_view name)
{
   auto const before = text.substr(0, at);
   auto after = text.substr(at + name.size());
   if (!before.empty() && (is_part_of_name(before.back()) || before.back() == '.'))
      return false;
   if (after.starts_with('.'))
      after.remove_prefix(1);  // of the name, or the end of a sentence
   return after.empty() || !is_part_of_name(after.front());
}

bool names(std::string_view text, std::string_view name)
{
   if (name.empty())
      return false;
   for (auto at = text.find(name); at != text.npos; at = text.find(name, at + 1))
      if (has_name_at(text, at, name))
         return true;
   return false;
}

bool begins_with(std::string_view text, std::string_view name)
{
   return text.starts_with(name) && has_name_at(text, 0, name);
}

}  // namespace

std::string run_text(run_info const& run)
{
   auto text = "dnslint " + run.engine_version;
   if (!run.now.empty())
      text += ", " + run.now;
   if (!run.profiles.empty())
      text += ", profile " + run.profiles.back().id;
   if (!run.source.empty())
      text += ", answers from " + run.source;
   return text;
}

base::untrusted statement(audit::finding const& f, catalogue_entry const& about)
{
   if (f.result == outcome::unknown)
      return base::untrusted{unknown_text(f)};
   if (f.result == outcome::not_applicable && !f.reason.empty())
      return base::untrusted{f.reason};
   return base::untrusted{message_or_title(f, about)};
}

base::untrusted statement(audit::finding_item const& item)
{
   auto const& message = item.message.bytes();
   if (!message.empty() && begins_with(message, item.subject.bytes()))
      return item.message;
   return base::untrusted{fmt::format(
      "{}: {}",
      item.subject.bytes(),
      message.empty() ? base::to_text(item.result) : std::string_view{message})};
}

bool is_told_by_message(audit::finding const& f, audit::finding_item const& item)
{
   if (f.message.empty() || item.result != f.result)
      return false;
   if (!item.message.empty())
      return item.message.bytes() == f.message.bytes();
   return names(f.message.bytes(), item.subject.bytes());
}

base::untrusted suppression_text(audit::finding const& f)
{
   if (!f.suppression)
      return {};
   return base::untrusted{fmt::format(
      "Suppressed until {} by {}: {}",
      f.suppression->expires,
      f.suppression->owner,
      f.suppression->reason)};
}

std::vector<base::untrusted> details(audit::finding const& f)
{
   std::vector<base::untrusted> all;
   for (auto const& item : f.items)
      if (item.result != outcome::pass && !is_told_by_message(f, item))
         all.push_back(statement(item));
   for (auto const& e : f.evidence)
      all.emplace_back(fmt::format("{}: {}", e.kind, e.text.bytes()));
   if (!f.fix_text.empty())
      all.emplace_back("Fix: " + f.fix_text.bytes());
   for (auto& line : edit_of(f))
      all.push_back(std::move(line));
   return all;
}

std::vector<base::untrusted> edit_of(audit::finding const& f)
{
   std::vector<base::untrusted> all;
   for (auto const& removed : f.fix_removed)
      all.emplace_back("- " + removed.bytes());
   auto const record = record_of(f);
   if (!record.empty())
      all.emplace_back(std::string{all.empty() ? "" : "+ "}.append(record));
   return all;
}

std::string_view record_of(audit::finding const& f)
{
   std::string_view const record{f.fix_record.bytes()};
   return record.substr(0, record.find_last_not_of('\n') + 1);
}

}  // namespace dnslint::report
