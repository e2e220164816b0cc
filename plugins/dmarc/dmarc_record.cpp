// SPDX-License-Identifier: Apache-2.0
#include "dmarc_record.hpp"

#include "report_uri.hpp"

#include <dnslint/tag_list.hpp>

#include <algorithm>

namespace dmarc {
namespace {

using dnslint::column_of;
using dnslint::to_lower;
using dnslint::without_blanks;

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
      auto list = dnslint::read_tag_list(text_, dnslint::dmarc_grammar);
      record_.errors = std::move(list.errors);
      for (auto const& t : list.tags)
         take(t);
      if (list.unread != 0)
         fail(text_.size() - list.unread, "the record has more tags than are read here");
      record_.asked_for = policies_asked_for();
      record_.testing = to_lower(valid("t")) == "y";
      record_.adkim_strict = to_lower(valid("adkim")) == "s";
      record_.aspf_strict = to_lower(valid("aspf")) == "s";
      record_.psd = public_suffix_flag();
      limit_errors();
      return std::move(record_);
   }

private:
   void take(dnslint::tag const& t)
   {
      if (t.written != t.name)
         add_name(record_.upper_case_tags, t.written);
      if (t.is_repeated)
         return repeat(t);
      auto const registration = kind_of_tag(t.name);
      if (registration == tag_kind::unknown)
         return add_name(record_.unknown_tags, t.name);
      if (registration == tag_kind::removed)
         return add_name(record_.removed_tags, t.name);
      record_.tags.emplace(t.name, t.value);
      take_value(t);
   }

   void repeat(dnslint::tag const& t)
   {
      add_name(record_.repeated_tags, t.name);
      fail(t.name_offset, "tag " + t.name + " stands there twice, so the whole record is invalid");
   }

   void take_value(dnslint::tag const& t)
   {
      if (t.name == "rua")
         return take_uris(t, record_.rua);
      if (t.name == "ruf")
         return take_uris(t, record_.ruf);
      if (auto error = value_error(t.name, t.value); error.empty())
         valid_.emplace(t.name, t.value);
      else
         fail(t.value_offset, std::move(error));
   }

   void take_uris(dnslint::tag const& t, std::vector<std::string>& into)
   {
      for (auto& read : read_report_uris(t.value)) {
         if (read.error) {
            auto const column = column_of(text_, t.value_offset + read.offset);
            add_error({column + read.error->column - 1, t.name + ": " + read.error->text});
            continue;
         }
         if (!read.obsolete_size.empty())
            record_.obsolete_sizes.push_back(read.uri);
         into.push_back(std::move(read.uri));
      }
   }

   // RFC 6376 section 3.2, whose tag lists these are: a list in which a name stands twice is
   // invalid as a whole. RFC 9989 section 4.10.1: without a valid p, or with an invalid sp or np,
   // the record counts as p=none if it asks for reports, and else not at all.
   std::optional<policies> policies_asked_for() const
   {
      if (!record_.repeated_tags.empty())
         return std::nullopt;
      auto const p = disposition_from_text(valid("p"));
      if (p && is_absent_or_valid("sp") && is_absent_or_valid("np")) {
         auto const sp = disposition_from_text(valid("sp")).value_or(*p);
         return policies{*p, sp, disposition_from_text(valid("np")).value_or(sp)};
      }
      return record_.rua.empty() ? std::nullopt : std::optional{policies{}};
   }

   char public_suffix_flag() const
   {
      auto const psd = to_lower(valid("psd"));
      return psd.empty() || !record_.repeated_tags.empty() ? 'u' : psd.front();
   }

   std::string_view valid(std::string const& name) const
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

   void fail(std::size_t offset, std::string text)
   {
      add_error({column_of(text_, offset), std::move(text)});
   }

   void add_error(dnslint::parse_error error)
   {
      // The errors of the grammar stand in the list already; both parts come by column.
      if (record_.errors.size() < 2 * most_errors)
         record_.errors.push_back(std::move(error));
   }

   void limit_errors()
   {
      std::ranges::stable_sort(record_.errors, {}, &dnslint::parse_error::column);
      if (record_.errors.size() > most_errors)
         record_.errors.resize(most_errors);
   }

   std::string_view text_;
   dmarc_record record_;
   std::map<std::string, std::string_view> valid_;
};

}  // namespace

// The rule dmarc-version = "v" equals %s"DMARC1": strings of RFC 5234 have no case, those of RFC
// 7405 with %s have one.
bool has_dmarc_version(std::string_view text)
{
   auto const first = text.substr(0, text.find(';'));
   auto const equals = first.find('=');
   if (equals == first.npos || dnslint::is_blank(first.front()))
      return false;
   return to_lower(without_blanks(first.substr(0, equals))) == "v" &&
          without_blanks(first.substr(equals + 1)) == "DMARC1";
}

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
   auto const lower = to_lower(text);
   auto const start = without_blanks(lower);
   return lower.find("dmarc") != lower.npos || start.starts_with("p=") || start.starts_with("rua=");
}

}  // namespace dmarc
