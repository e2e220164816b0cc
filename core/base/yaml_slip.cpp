// SPDX-License-Identifier: Apache-2.0
#include "core/base/yaml_slip.hpp"

#include "core/base/yaml_slip_value.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <utility>
#include <vector>

namespace dnslint::base::yaml {
namespace {

// Walks the lines of a text from its beginning: their indentation, keys and list items, as far as
// the place at which the parser gave up.
class line_walk {
public:
   explicit line_walk(source_lines const& source)
   : source_{&source}
   {}

   std::optional<slip> up_to(std::size_t mark)
   {
      auto const last = source_->line_of(std::min(mark, source_->text().size()));
      while (number_ <= last && number_ < source_->count() && !found_)
         line();
      return std::move(found_);
   }

private:
   // A map or a list whose lines begin in one column.
   struct level {
      std::size_t indent = 0;
      bool is_list = false;
      std::string key = {};       // of a map: the last one
      bool awaits_value = false;  // nothing stands after that key
   };

   void report(std::size_t position, std::string message, std::string hint)
   {
      found_ = slip{position, std::move(message), std::move(hint)};
   }

   void line()
   {
      auto const text = source_->line(number_);
      auto const indent = indent_of(text);
      auto const rest = text.substr(indent);
      auto const begin = source_->start_of(number_) + indent;
      if (rest.empty() || rest.starts_with('#') || rest == "---" || rest == "...")
         ++number_;
      else if (rest.starts_with('\t') && rest.find_first_not_of(" \t") != std::string_view::npos)
         report(begin, "a tab cannot indent a line", "indent it with spaces");
      else
         entry(begin, indent);
   }

   // "- " as often as it stands there, then a key or a value.
   void entry(std::size_t begin, std::size_t indent)
   {
      auto rest = rest_of_line(*source_, begin);
      auto item = indent;
      bool is_item = false;
      while (rest == "-" || rest.starts_with("- ")) {
         if (!enter(begin, {indent, true}))
            return;
         is_item = true;
         item = indent;
         auto const skipped = std::min(rest.find_first_not_of(' ', 1), rest.size());
         begin += skipped;
         indent += skipped;
         rest.remove_prefix(skipped);
      }
      if (rest.empty() || rest.starts_with('#'))
         ++number_;
      else if (joins_a_dash(indent, rest))
         report(
            begin,
            "a blank is missing after this '-'",
            fmt::format("write - {}", shown(rest.substr(1))));
      else if (auto const length = key_length(rest); length != 0)
         key(begin, indent, rest, length);
      else if (!is_item && !open_.empty() && !open_.back().is_list)
         no_key(begin, indent, rest);
      else if (is_item && lacks_a_blank(rest) && next_is_deeper_key(indent))
         blank_missing(begin, rest);
      else
         value({begin, item, {}});
   }

   void key(std::size_t begin, std::size_t indent, std::string_view rest, std::size_t length)
   {
      std::string name{rest.substr(0, length)};
      if (!enter(begin, {indent, false, name}))
         return;
      auto const after = rest_of_line(*source_, begin + length + 1);
      open_.back().key = name;
      open_.back().awaits_value = after.empty() || after.starts_with('#');
      if (open_.back().awaits_value)
         ++number_;
      else
         value({source_->text().find(after.front(), begin + length + 1), indent, std::move(name)});
   }

   void value(value_place const& at)
   {
      auto const first = source_->text()[at.begin];
      auto end = first == '"' || first == '\''  ? quoted_value(*source_, at)
                 : first == '{' || first == '[' ? flow_value(*source_, at)
                 : first == '|' || first == '>' ? block_value(*source_, at)
                                                : plain_value(*source_, at);
      found_ = std::move(end.found);
      number_ = std::max(end.next_line, number_ + 1);
   }

   // Makes `one` the innermost level. False when the line's indentation does not allow it.
   bool enter(std::size_t begin, level const& one)
   {
      std::optional<level> left;
      while (!open_.empty() && open_.back().indent > one.indent) {
         left = std::move(open_.back());
         open_.pop_back();
      }
      if (
         !one.is_list && open_.size() > 1 && open_.back().is_list &&
         open_.back().indent == one.indent && open_[open_.size() - 2].indent == one.indent)
         open_.pop_back();
      if (open_.empty() || open_.back().indent < one.indent)
         return enter_below(begin, one, left);
      auto const& top = open_.back();
      if (top.is_list == one.is_list)
         return true;
      if (one.is_list && top.awaits_value) {
         open_.push_back(one);
         return true;
      }
      if (one.is_list)
         report(
            begin,
            fmt::format("this item belongs to no list: '{}' has a value already", top.key),
            "a list begins below a key without a value");
      else
         report(
            begin,
            "this key stands in the column of the '-' above, and so belongs to no item of the list",
            left ? like(*left) : std::string{"indent it more than the '-'"});
      return false;
   }

   bool enter_below(std::size_t begin, level const& one, std::optional<level> const& left)
   {
      bool const fits = open_.empty() || open_.back().is_list || open_.back().awaits_value;
      if (left || !fits) {
         auto const like_left = left && (open_.empty() || left->indent - one.indent <=
                                                             one.indent - open_.back().indent);
         report(
            begin,
            "this line is indented like no line above it",
            like(like_left ? *left : open_.back()));
         return false;
      }
      open_.push_back(one);
      return true;
   }

   static std::string like(level const& other)
   {
      return other.is_list
                ? fmt::format("indent it by {} spaces, as the '-' above", other.indent)
                : fmt::format("indent it by {} spaces, as '{}'", other.indent, other.key);
   }

   // "-id: x" in the column of a list
   bool joins_a_dash(std::size_t indent, std::string_view rest) const
   {
      return rest.size() > 1 && rest[0] == '-' && rest[1] != '-' &&
             std::ranges::any_of(open_, [indent](level const& one) {
                return one.is_list && one.indent == indent;
             });
   }

   // "severity:low"
   static bool lacks_a_blank(std::string_view rest)
   {
      auto const colon = rest.find(':');
      return colon != std::string_view::npos && colon + 1 < rest.size() &&
             rest.find_first_of(" \t{[\"'/") > colon && rest[colon + 1] != '/';
   }

   bool next_is_deeper_key(std::size_t indent) const
   {
      auto const next = source_->line(number_ + 1);
      return indent_of(next) >= indent && key_length(next.substr(indent_of(next))) != 0;
   }

   void blank_missing(std::size_t begin, std::string_view rest)
   {
      auto const colon = rest.find(':');
      report(
         begin + colon,
         "a blank is missing after this ':'",
         fmt::format("write {}: {}", rest.substr(0, colon), shown(rest.substr(colon + 1))));
   }

   void no_key(std::size_t begin, std::size_t indent, std::string_view rest)
   {
      if (lacks_a_blank(rest))
         return blank_missing(begin, rest);
      auto const equals = rest.find('=');
      auto const word = rest.substr(0, rest.find_first_of(" ="));
      bool const assigns = equals != std::string_view::npos && !word.empty() &&
                           rest.find_first_not_of(' ', word.size()) == equals &&
                           !rest.substr(equals).starts_with("==");
      if (assigns)
         return report(
            begin,
            "a key is followed by ': ', not by '='",
            fmt::format("write {}: {}", word, rest_of_line(*source_, begin + equals + 1)));
      report(
         begin,
         "this line is neither 'key: value' nor '- item'",
         open_.back().key.empty() || indent > open_.back().indent
            ? std::string{}
            : fmt::format(
                 "if it belongs to the text of '{}', indent it by {} spaces",
                 open_.back().key,
                 open_.back().indent + 2));
   }

   source_lines const* source_;
   std::size_t number_ = 0;
   std::vector<level> open_;
   std::optional<slip> found_;
};

}  // namespace

std::optional<slip> find_slip(source_lines const& source, std::size_t mark)
{
   return line_walk{source}.up_to(mark);
}

}  // namespace dnslint::base::yaml
