// SPDX-License-Identifier: Apache-2.0
#ifndef DNSLINT_TAG_LIST_HPP
#define DNSLINT_TAG_LIST_HPP

#include <dnslint/parse_error.hpp>
#include <dnslint/tag_grammar.hpp>
#include <dnslint/text.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint {

// One "name=value" of a record, without the blanks around its parts.
struct tag {
   std::string name;             // in lower case if the grammar ignores the case of names
   std::string_view written;     // the name as published; borrows the record
   std::string_view value;       // borrows the record
   std::size_t name_offset = 0;  // bytes into the record
   std::size_t value_offset = 0;
   bool is_repeated = false;  // an earlier tag has the same name
};

// A record that was divided into tags, whatever they mean. Borrows the record.
struct tag_list {
   std::vector<tag> tags;            // the tags that follow the grammar, in order
   std::vector<parse_error> errors;  // by column; at most `limits.errors`
   std::size_t unread = 0;           // bytes behind the last tag that `limits.tags` allows
   bool ends_in_semicolon = false;

   // The first tag of that name; null if there is none. `name` is in lower case if the grammar
   // ignores the case of names.
   tag const* find(std::string_view name) const
   {
      auto const found = std::ranges::find(tags, name, &tag::name);
      return found == tags.end() ? nullptr : &*found;
   }
};

struct tag_list_limits {
   std::size_t tags = 200;
   std::size_t errors = 20;
};

// One entry of a value that is a list, such as rua=a,b or fo=1:d.
struct list_entry {
   std::string_view text;   // without the blanks around it; may be empty
   std::size_t offset = 0;  // bytes into the value
};

// Splits a value at a separator, and stops after `limit` entries. An empty value is one empty
// entry.
inline std::vector<list_entry> split_list(
   std::string_view value, char separator, std::size_t limit = 100)
{
   std::vector<list_entry> entries;
   for (std::size_t begin = 0; begin <= value.size() && entries.size() != limit;) {
      auto const end = std::min(value.find(separator, begin), value.size());
      auto const entry = without_blanks(value.substr(begin, end - begin));
      entries.push_back({entry, static_cast<std::size_t>(entry.data() - value.data())});
      begin = end + 1;
   }
   return entries;
}

namespace detail {

class tag_list_reader {
public:
   tag_list_reader(std::string_view text, tag_grammar const& grammar, tag_list_limits limits)
   : text_{text}
   , grammar_{grammar}
   , limits_{limits}
   {}

   tag_list read()
   {
      for (std::size_t begin = 0; begin < text_.size() && !is_over(begin);) {
         if (list_.tags.size() == limits_.tags) {
            list_.unread = text_.size() - begin;
            break;
         }
         auto const end = std::min(text_.find(';', begin), text_.size());
         read_tag(begin, text_.substr(begin, end - begin));
         list_.ends_in_semicolon = end != text_.size();
         begin = end + 1;
      }
      return std::move(list_);
   }

private:
   // One semicolon may end the record.
   bool is_over(std::size_t begin) const
   {
      return begin != 0 && text_.find_first_not_of(grammar_.blanks, begin) == text_.npos;
   }

   void read_tag(std::size_t begin, std::string_view part)
   {
      auto const whole = without_blanks(part, grammar_.blanks);
      if (whole.empty())
         return fail(begin, "there is no tag between two semicolons");
      auto const equals = part.find('=');
      if (equals == part.npos)
         return fail(offset_of(whole), quoted(whole) + " has no '='");
      tag found;
      found.written = without_blanks(part.substr(0, equals), grammar_.blanks);
      found.value = without_blanks(part.substr(equals + 1), grammar_.blanks);
      found.name_offset = offset_of(found.written);
      found.value_offset = offset_of(found.value);
      found.name = grammar_.ignores_case ? to_lower(found.written) : std::string{found.written};
      if (follows_grammar(found, part, equals))
         add(std::move(found));
   }

   bool follows_grammar(tag const& t, std::string_view part, std::size_t equals)
   {
      auto const errors = error_count_;
      if (!grammar_.is_name(t.written))
         fail(
            t.name_offset,
            quoted(t.written) + " is no name of a tag, which has " +
               std::string{grammar_.name_rule});
      else if (!grammar_.blanks_beside_equals && has_blank_beside(part, equals))
         fail(t.name_offset, "no blank may stand beside the '=' of " + t.name);
      else if (t.value.empty() && !grammar_.allows_empty_values)
         fail(t.value_offset, "tag " + t.name + " has no value");
      else
         check_characters(t);
      return error_count_ == errors;
   }

   bool has_blank_beside(std::string_view part, std::size_t equals) const
   {
      auto const is_blank_at = [&](std::size_t i) {
         return i < part.size() && is_one_of(part[i], grammar_.blanks);
      };
      return (equals != 0 && is_blank_at(equals - 1)) || is_blank_at(equals + 1);
   }

   void check_characters(tag const& t)
   {
      auto const wrong = std::ranges::find_if_not(t.value, [&](char c) {
         return grammar_.is_value_character(c) || is_one_of(c, grammar_.blanks);
      });
      if (wrong != t.value.end())
         fail(
            t.value_offset + static_cast<std::size_t>(wrong - t.value.begin()),
            "the value of tag " + t.name + " has a character that is not ASCII text");
   }

   void add(tag found)
   {
      found.is_repeated = list_.find(found.name) != nullptr;
      list_.tags.push_back(std::move(found));
   }

   std::size_t offset_of(std::string_view part) const
   {
      return static_cast<std::size_t>(part.data() - text_.data());
   }

   void fail(std::size_t offset, std::string text)
   {
      if (++error_count_ <= limits_.errors)
         list_.errors.push_back({column_of(text_, offset), std::move(text)});
   }

   std::string_view text_;
   tag_grammar const& grammar_;
   tag_list_limits limits_;
   tag_list list_;
   std::size_t error_count_ = 0;
};

}  // namespace detail

// Divides a record such as "v=DMARC1; p=none" into tags. A part that does not follow the grammar is
// left out and reported as an error.
inline tag_list read_tag_list(
   std::string_view text, tag_grammar const& grammar, tag_list_limits limits = {})
{
   return detail::tag_list_reader{text, grammar, limits}.read();
}

// Whether a value looks as if the semicolon behind it were missing: "none rua=mailto:a@b.example".
inline bool seems_to_lack_semicolon(std::string_view value)
{
   auto const blank = value.find_first_of(" \t,");
   auto const equals = value.find('=', std::min(blank, value.size()));
   return equals != value.npos;
}

}  // namespace dnslint

#endif
