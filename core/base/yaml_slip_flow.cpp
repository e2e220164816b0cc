// SPDX-License-Identifier: Apache-2.0
#include "core/base/yaml_slip_value.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <vector>

// Flow collections: {key: value} and [item, item] (YAML 1.2, section 7.4).

namespace dnslint::base::yaml {
namespace {

class flow_walk {
public:
   flow_walk(source_lines const& source, value_place const& at)
   : source_{&source}
   , at_{&at}
   , text_{source.text()}
   , line_{source.line_of(at.begin)}
   {}

   value_end walk()
   {
      for (i_ = at_->begin; i_ < text_.size() && !found_; ++i_) {
         step(text_[i_]);
         if (open_.empty() && !found_)
            return after_the_end();
      }
      if (!found_)
         not_closed();
      return {std::move(found_), 0};
   }

private:
   // One collection that is open, and what has been read of its current item.
   struct level {
      std::size_t begin = 0;
      bool has_colon = false;
      bool has_value = false;       // quoted, or a collection
      std::size_t plain = nowhere;  // where unquoted text begins
      std::size_t line_of_plain_end = 0;
   };
   static constexpr auto nowhere = std::string_view::npos;
   static constexpr std::size_t longest_key = 60;

   void report(std::size_t position, std::string message, std::string hint)
   {
      found_ = slip{position, std::move(message), std::move(hint)};
   }

   void step(char c)
   {
      if (c == '\n')
         return new_line();
      if (c == ' ' || c == '\t' || c == '\r')
         return;
      if (c == '#' && i_ != 0 && std::string_view{" \t\n"}.find(text_[i_ - 1]) != nowhere)
         return skip_comment();
      if (c == '{' || c == '[')
         return open_one();
      if (c == '}' || c == ']')
         return close_one(c);
      if (c == ',') {
         open_.back() = level{open_.back().begin};
         return;
      }
      if (c == ':' && ends_a_key())
         return colon();
      if ((c == '"' || c == '\'') && open_.back().plain == nowhere)
         return quote();
      plain_character();
   }

   void new_line()
   {
      ++line_;
      auto const line = source_->line(line_);
      auto const position = source_->start_of(line_);
      if (
         spans_a_key(*source_, position - 1, position, at_->indent) &&
         indent_of(line) < line.size())
         not_closed();
   }

   void skip_comment() { i_ = std::min(text_.find('\n', i_), text_.size()) - 1; }

   void open_one()
   {
      if (!open_.empty()) {
         auto const& item = open_.back();
         if (item.plain != nowhere)
            return must_be_quoted(item.plain);
         if (item.has_value)
            return comma_missing(i_);
      }
      open_.push_back({i_});
   }

   void close_one(char c)
   {
      auto const begin = open_.back().begin;
      if ((text_[begin] == '{') != (c == '}'))
         return report(
            i_,
            fmt::format("'{}' is closed by '{}'", text_[begin], c),
            fmt::format("write '{}' here", text_[begin] == '{' ? '}' : ']'));
      open_.pop_back();
      if (open_.empty())
         return;
      open_.back().has_value = true;
      last_collection_ = begin;
   }

   bool ends_a_key() const
   {
      auto const after = i_ + 1 < text_.size() ? text_[i_ + 1] : '\n';
      bool const after_quote = open_.back().has_value && open_.back().plain == nowhere;
      return after_quote || std::string_view{" \t\r\n,]}"}.find(after) != nowhere;
   }

   void colon()
   {
      auto& item = open_.back();
      if (item.has_colon)
         return item.plain == nowhere ? comma_missing(i_) : second_key(item);
      item = level{item.begin, true};
   }

   void second_key(level const& item)
   {
      auto const so_far = text_.substr(item.plain, i_ - item.plain);
      auto const blank = so_far.find_last_of(" \t\n");
      if (blank == nowhere)
         return report(
            i_,
            "text with ': ' in it must be quoted",
            fmt::format("write {}", quoted(shown(so_far))));
      comma_missing(item.plain + blank + 1);
   }

   void quote()
   {
      if (open_.back().has_value)
         return comma_missing(i_);
      auto const close = closing_quote(text_, i_);
      if (close == nowhere || spans_a_key(*source_, i_, close, at_->indent))
         return quote_missing(i_);
      open_.back().has_value = true;
      last_quote_ = i_;
      i_ = close;
      line_ = source_->line_of(close);
   }

   void plain_character()
   {
      auto& item = open_.back();
      if (item.has_value) {
         auto const quoted_text = text_.substr(last_quote_, i_ - last_quote_);
         if (last_quote_ > last_collection_)
            return holds_an_item(quoted_text) ? quote_missing(last_quote_) : comma_missing(i_);
         return is_key(text_.substr(i_, longest_key)) ? comma_missing(i_)
                                                      : must_be_quoted(last_collection_);
      }
      if (item.plain == nowhere)
         item.plain = i_;
   }

   static bool is_key(std::string_view text)
   {
      auto const length = key_length(text);
      return length != 0 &&
             text.substr(0, length).find_first_of(" ,{}[]") == std::string_view::npos;
   }

   // `"{domain}, type: MX, x: "` is probably two quotes that are not closed.
   static bool holds_an_item(std::string_view quoted_text)
   {
      auto const comma = quoted_text.find(", ");
      return comma != nowhere && key_length(quoted_text.substr(comma + 2)) != 0;
   }

   // The text from `begin` up to where its writer probably meant it to end.
   std::string_view item_text(std::size_t begin) const
   {
      auto text = rest_of_line(*source_, begin);
      auto const end = std::min({text.find(", "), text.find(" }"), text.find(" ]")});
      text = text.substr(0, end);
      auto const unopened = std::ranges::count(text, '}') - std::ranges::count(text, '{');
      for (auto n = unopened; n > 0 && text.ends_with('}'); --n)
         text.remove_suffix(1);
      return text;
   }

   void must_be_quoted(std::size_t begin)
   {
      report(
         begin,
         "text with '{' in it must be quoted",
         fmt::format("write {}", quoted(shown(item_text(begin)))));
   }

   void quote_missing(std::size_t begin)
   {
      report(
         begin,
         "this quote is not closed",
         fmt::format("close it: {}{}", shown(item_text(begin)), text_[begin]));
   }

   void comma_missing(std::size_t position)
   {
      auto const word = item_text(position);
      report(
         position,
         fmt::format(
            "a comma is missing before '{}'", shown(word.substr(0, word.find_first_of(" :,")))),
         fmt::format("write ', {}'", shown(word)));
   }

   void not_closed()
   {
      std::string closers;
      for (auto n = open_.size(); n-- != 0;)
         closers += text_[open_[n].begin] == '{' ? " }" : " ]";
      auto const& outermost = open_.front();
      auto const first = source_->line_of(outermost.begin);
      bool const on_one_line = line_ <= first + 1;
      report(
         outermost.begin,
         fmt::format("this '{}' is not closed", text_[outermost.begin]),
         on_one_line
            ? fmt::format(
                 "close it: {}",
                 with_key(*at_, fmt::format("{}{}", rest_of_line(*source_, at_->begin), closers)))
            : fmt::format("'{}' is missing at its end", closers.substr(1)));
   }

   value_end after_the_end()
   {
      auto const rest = rest_of_line(*source_, i_ + 1);
      if (rest.empty() || rest.starts_with('#') || rest.starts_with(':'))
         return {std::nullopt, source_->line_of(i_) + 1};
      if (rest.find_first_not_of("}] ") == nowhere)
         report(
            text_.find(rest.front(), i_ + 1),
            fmt::format("this '{}' closes nothing", rest.front()),
            "remove it");
      else
         report(
            at_->begin,
            fmt::format("text that begins with '{}' must be quoted", text_[at_->begin]),
            fmt::format(
               "write {}", with_key(*at_, quoted(shown(rest_of_line(*source_, at_->begin))))));
      return {std::move(found_), 0};
   }

   source_lines const* source_;
   value_place const* at_;
   std::string_view text_;
   std::size_t line_;
   std::size_t i_ = 0;
   std::vector<level> open_;
   std::size_t last_quote_ = 0;
   std::size_t last_collection_ = 0;
   std::optional<slip> found_;
};

}  // namespace

value_end flow_value(source_lines const& source, value_place const& at)
{
   return flow_walk{source, at}.walk();
}

}  // namespace dnslint::base::yaml
