// SPDX-License-Identifier: Apache-2.0
#include "core/dns/zone_entry.hpp"

#include <algorithm>

namespace dnslint::dns {
namespace {

constexpr std::string_view blanks = " \t\r\n";

// Reads `text` byte by byte; what may stand where is RFC 1035 section 5.1.
class splitter {
public:
   explicit splitter(std::string_view text)
   : text_{text}
   {}

   base::result<std::vector<zone_entry>> run()
   {
      begin_entry();
      while (at_ != text_.size() && problem_.empty())
         take(text_[at_++]);
      if (problem_.empty() && depth_ != 0)
         problem_ = "parenthesis that is never closed";
      if (problem_.empty() && quoted_)
         problem_ = "quote that is never closed";
      if (!problem_.empty())
         return problem();
      end_entry();
      return std::move(entries_);
   }

private:
   void take(char c)
   {
      if (c == '\n')
         return end_line();
      if (c == '\\')
         return take_escape();
      if (c == '"')
         quoted_ = !quoted_;
      if (quoted_ || blanks.find(c) == std::string_view::npos)
         return take_visible(c);
      entry_.text += ' ';
   }

   void take_visible(char c)
   {
      if (!quoted_ && c == ';')
         at_ = std::min(text_.find('\n', at_), text_.size());
      else if (!quoted_ && (c == '(' || c == ')'))
         take_parenthesis(c);
      else
         entry_.text += c;
   }

   void take_escape()
   {
      entry_.text += '\\';
      if (at_ == text_.size() || text_[at_] == '\n')
         problem_ = "backslash at the end of a line";
      else
         entry_.text += text_[at_++];
   }

   void take_parenthesis(char c)
   {
      if (c == '(')
         ++depth_;
      else if (depth_ == 0)
         problem_ = "closing parenthesis without an opening one";
      else
         --depth_;
      entry_.text += ' ';
   }

   void end_line()
   {
      if (quoted_) {
         problem_ = "quote that is not closed on its line";
         return;
      }
      ++line_;
      if (depth_ != 0) {
         entry_.text += ' ';
         return;
      }
      end_entry();
      begin_entry();
   }

   void begin_entry()
   {
      auto const line = text_.substr(at_, text_.substr(at_).find('\n'));
      entry_ = {line_, line, {}};
   }

   void end_entry()
   {
      if (entry_.text.find_first_not_of(blanks) != std::string::npos)
         entries_.push_back(std::move(entry_));
   }

   base::diagnostic problem() const
   {
      auto d = base::error(problem_);
      d.where.line = entry_.line;
      d.where.line_text = entry_.first_line;
      return d;
   }

   std::string_view text_;
   std::size_t at_ = 0;
   std::uint32_t line_ = 1;
   bool quoted_ = false;
   std::size_t depth_ = 0;
   zone_entry entry_;
   std::vector<zone_entry> entries_;
   std::string problem_;
};

}  // namespace

base::result<std::vector<zone_entry>> split_zone_text(std::string_view text)
{
   return splitter{text}.run();
}

}  // namespace dnslint::dns
