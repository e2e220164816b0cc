// SPDX-License-Identifier: Apache-2.0
#include "dmarc_record.hpp"

#include "report_uri.hpp"

#include <algorithm>

namespace dmarc {
namespace {

constexpr auto npos = std::string_view::npos;

// Goes through the tags of one record in their order.
class record_reader {
public:
   explicit record_reader(std::string_view text)
   : text_{text}
   {
      record_.text = text;
   }

   dmarc_record read()
   {
      auto list = split_tags(text_);
      record_.errors = std::move(list.errors);
      for (auto const& t : list.tags)
         take(t);
      record_.asked_for = policies_asked_for();
      record_.testing = lower_case(valid("t")) == "y";
      record_.adkim_strict = lower_case(valid("adkim")) == "s";
      record_.aspf_strict = lower_case(valid("aspf")) == "s";
      auto const psd = lower_case(valid("psd"));
      record_.psd = psd.empty() ? 'u' : psd.front();
      limit_lists();
      return std::move(record_);
   }

private:
   void take(tag const& t)
   {
      auto const kind = kind_of_tag(t.name);
      if (kind == tag_kind::unknown)
         return add_name(record_.unknown_tags, t.name);
      if (kind == tag_kind::removed)
         return add_name(record_.removed_tags, t.name);
      auto const name = std::string{t.name};
      if (!record_.tags.emplace(name, t.value).second)
         return fail(
            t.name_at,
            "tag " + name +
               " occurs twice; the first one is taken here, but "
               "receivers may ignore the record");
      take_value(t);
   }

   void take_value(tag const& t)
   {
      if (t.name == "rua")
         return take_uris(t, record_.rua);
      if (t.name == "ruf")
         return take_uris(t, record_.ruf);
      if (auto error = value_error(t.name, t.value); error.empty())
         valid_.emplace(t.name, t.value);
      else
         fail(t.value_at, std::move(error));
   }

   void take_uris(tag const& t, std::vector<std::string>& into)
   {
      for (auto& read : read_report_uris(t.value)) {
         if (!read.error.empty()) {
            fail(t.value_at + read.at, std::string{t.name} + ": " + read.error);
            continue;
         }
         if (!read.obsolete_size.empty())
            record_.obsolete_sizes.push_back(read.uri);
         into.push_back(std::move(read.uri));
      }
   }

   // RFC 9989 section 4.10.1: without a valid p, or with an invalid sp or np, the record counts as
   // p=none when it asks for reports, and else not at all.
   std::optional<policies> policies_asked_for() const
   {
      auto const p = disposition_from_text(valid("p"));
      if (p && is_absent_or_valid("sp") && is_absent_or_valid("np")) {
         auto const sp = disposition_from_text(valid("sp")).value_or(*p);
         return policies{*p, sp, disposition_from_text(valid("np")).value_or(sp)};
      }
      return record_.rua.empty() ? std::nullopt : std::optional{policies{}};
   }

   std::string_view valid(std::string_view name) const
   {
      auto const found = valid_.find(name);
      return found == valid_.end() ? std::string_view{} : found->second;
   }
   bool is_absent_or_valid(std::string const& name) const
   {
      return !record_.tags.contains(name) || valid_.contains(name);
   }

   static void add_name(std::vector<std::string>& into, std::string_view name)
   {
      if (std::ranges::count(into, name) == 0 && into.size() != most_errors)
         into.emplace_back(name);
   }

   void fail(std::size_t offset, std::string what)
   {
      // The list holds those of the grammar already; both parts come by column.
      if (record_.errors.size() < 2 * most_errors)
         record_.errors.push_back({column_of(text_, offset), std::move(what)});
   }

   void limit_lists()
   {
      std::ranges::stable_sort(record_.errors, {}, &record_error::column);
      if (record_.errors.size() > most_errors)
         record_.errors.resize(most_errors);
   }

   std::string_view text_;
   dmarc_record record_;
   std::map<std::string_view, std::string_view> valid_;
};

}  // namespace

std::optional<dmarc_record> parse_dmarc_record(std::string_view text)
{
   if (!has_dmarc_version(text))
      return std::nullopt;
   return record_reader{text}.read();
}

bool resembles_dmarc_record(std::string_view text)
{
   if (has_dmarc_version(text))
      return false;
   auto const lower = lower_case(text);
   auto const start = without_blanks(lower);
   return lower.find("dmarc") != npos || start.starts_with("p=") || start.starts_with("rua=");
}

}  // namespace dmarc
