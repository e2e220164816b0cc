// SPDX-License-Identifier: Apache-2.0
#include "sts_record.hpp"

#include <dnslint/tag_list.hpp>

#include <algorithm>

namespace mta_sts {
namespace {

constexpr std::string_view version = "v=STSv1";
constexpr std::size_t longest_id = 32;

bool is_id(std::string_view text)
{
   return !text.empty() && text.size() <= longest_id &&
          std::ranges::all_of(text, dnslint::is_alphanum);
}

class record_reader {
public:
   explicit record_reader(std::string_view text)
   : text_{text}
   {}

   sts_record read()
   {
      auto list = dnslint::read_tag_list(
         text_, dnslint::open_field_grammar, {.tags = most_fields, .errors = most_told});
      read_.errors = std::move(list.errors);
      for (auto const& field : list.tags)
         if (field.name_offset != 0)
            take(field);
      if (!has_id_)
         fail(text_.size(), "there is no id");
      if (list.unread != 0)
         fail(text_.size() - list.unread, "the record has more fields than are read here");
      std::ranges::stable_sort(read_.errors, {}, &dnslint::parse_error::column);
      return std::move(read_);
   }

private:
   static constexpr std::size_t most_fields = 200;

   void take(dnslint::tag const& field)
   {
      if (field.name == "id")
         return take_id(field);
      if (!dnslint::is_extension_value(field.value))
         fail(
            field.value_offset,
            "the value of " + field.name + " is not one or more visible characters without '='");
      else if (read_.unknown_fields.size() != most_told)
         read_.unknown_fields.push_back(field.name);
   }

   void take_id(dnslint::tag const& field)
   {
      if (has_id_)
         return fail(field.name_offset, "there is a second id");
      has_id_ = true;
      if (is_id(field.value))
         read_.id = field.value;
      else
         fail(field.value_offset, "the id is not 1 to 32 letters and digits");
   }

   void fail(std::size_t offset, std::string text)
   {
      if (read_.errors.size() != most_told)
         read_.errors.push_back({dnslint::column_of(text_, offset), std::move(text)});
   }

   std::string_view text_;
   sts_record read_;
   bool has_id_ = false;
};

}  // namespace

bool is_sts_record(std::string_view text)
{
   if (!text.starts_with(version))
      return false;
   auto const end = text.find_first_not_of(" \t", version.size());
   return end != text.npos && text[end] == ';';
}

bool resembles_sts_record(std::string_view text)
{
   auto const meant = dnslint::to_lower(dnslint::without_blanks(text));
   return !is_sts_record(text) && (meant.find("stsv1") != meant.npos ||
                                   meant.starts_with("v=sts") || meant.starts_with("id="));
}

sts_record read_sts_record(std::string_view text)
{
   return record_reader{text}.read();
}

}  // namespace mta_sts
