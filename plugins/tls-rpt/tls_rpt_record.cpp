// SPDX-License-Identifier: Apache-2.0
#include "tls_rpt_record.hpp"

#include <dnslint/mail_uri.hpp>
#include <dnslint/tag_list.hpp>

#include <algorithm>

namespace tls_rpt {
namespace {

using dnslint::column_of;

constexpr std::string_view version = "v=TLSRPTv1";

void tell(std::vector<std::string>& list, std::string_view text)
{
   if (list.size() != most_told)
      list.emplace_back(text);
}

// Goes through the fields of one record in their order. Borrows the record's text.
class field_reader {
public:
   explicit field_reader(std::string_view text)
   : text_{text}
   {}

   tls_rpt_record read()
   {
      auto list = dnslint::read_tag_list(
         text_, dnslint::open_field_grammar, {.tags = most_fields, .errors = most_told});
      read_.errors = std::move(list.errors);
      for (auto const& field : list.tags)
         if (field.name_offset != 0)
            take(field);
      if (list.tags.size() == 1 && read_.errors.empty())
         fail(text_.size(), "there is no field behind the version");
      if (list.unread != 0)
         fail(text_.size() - list.unread, "the record has more fields than are read here");
      std::ranges::stable_sort(read_.errors, {}, &dnslint::parse_error::column);
      return std::move(read_);
   }

private:
   static constexpr std::size_t most_fields = 200;

   void take(dnslint::tag const& field)
   {
      if (field.name == "rua")
         return take_uris(field);
      if (dnslint::is_extension_value(field.value))
         return tell(read_.unknown_fields, field.name);
      fail(
         field.value_offset,
         "the value of " + field.name + " is not one or more visible characters without '='");
   }

   void take_uris(dnslint::tag const& field)
   {
      ++read_.rua_fields;
      for (auto const& entry : dnslint::split_list(field.value, ',')) {
         // RFC 8460 section 3: commas, exclamation marks and semicolons must be encoded.
         auto const uri = dnslint::read_mail_uri(entry.text, ",!;");
         if (uri.error)
            add_error(
               {column_of(text_, field.value_offset + entry.offset) + uri.error->column - 1,
                uri.error->text});
         else
            tell(uri.is("mailto") || uri.is("https") ? read_.rua : read_.other_schemes, uri.text);
      }
   }

   void fail(std::size_t offset, std::string text)
   {
      add_error({column_of(text_, offset), std::move(text)});
   }

   void add_error(dnslint::parse_error error)
   {
      if (read_.errors.size() != most_told)
         read_.errors.push_back(std::move(error));
   }

   std::string_view text_;
   tls_rpt_record read_;
};

}  // namespace

bool is_tls_rpt_record(std::string_view text)
{
   if (!text.starts_with(version))
      return false;
   auto const end = text.find_first_not_of(" \t", version.size());
   return end != text.npos && text[end] == ';';
}

bool resembles_tls_rpt_record(std::string_view text)
{
   auto const meant = dnslint::to_lower(dnslint::without_blanks(text));
   return !is_tls_rpt_record(text) &&
          (meant.find("tlsrpt") != meant.npos || meant.find("tls-rpt") != meant.npos ||
           meant.starts_with("rua="));
}

tls_rpt_record read_tls_rpt_record(std::string_view text)
{
   return field_reader{text}.read();
}

}  // namespace tls_rpt
