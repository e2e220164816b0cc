// SPDX-License-Identifier: Apache-2.0
#include "property_text.hpp"

#include <dnslint/text.hpp>

#include <algorithm>

namespace caa {
namespace {

using dnslint::column_of;
using dnslint::is_digit;

class text_reader {
public:
   explicit text_reader(std::string_view text)
   : text_{text}
   {}

   property_text read()
   {
      flags();
      if (!made_.error)
         tag();
      if (!made_.error)
         value();
      return std::move(made_);
   }

private:
   void fail(std::string message)
   {
      made_.error = dnslint::parse_error{column_of(text_, at_), std::move(message)};
   }

   std::string_view word()
   {
      at_ = std::min(text_.find_first_not_of(" \t", at_), text_.size());
      auto const end = std::min(text_.find_first_of(" \t", at_), text_.size());
      return text_.substr(at_, end - at_);
   }

   void flags()
   {
      auto const digits = word();
      int number = 0;
      for (char const c : digits)
         number = is_digit(c) && number < 256 ? 10 * number + (c - '0') : 256;
      if (digits.empty() || number > 255)
         return fail("the flags are a number from 0 to 255");
      made_.read.flags = number;
      at_ += digits.size();
   }

   void tag()
   {
      auto const found = word();
      if (!is_well_formed_tag(found) || found.size() > 255)
         return fail("a tag has letters and digits only");
      made_.read.tag = found;
      made_.tag_offset = at_;
      at_ += found.size();
   }

   void value()
   {
      auto const unquoted = word();
      if (unquoted.empty())
         return fail("a value is expected here; the empty one is \"\"");
      bool const is_quoted = unquoted.front() == '"';
      at_ += is_quoted ? 1 : 0;
      while (at_ < text_.size() && text_[at_] != '"' &&
             (is_quoted || !dnslint::is_blank(text_[at_])))
         if (!character())
            return;
      made_.value_offsets.push_back(at_);
      if (is_quoted && at_ == text_.size())
         return fail("the quotation mark that ends the value is missing");
      at_ += is_quoted ? 1 : 0;
      if (!word().empty())
         fail("nothing may follow the value; one with spaces stands in quotation marks");
   }

   bool character()
   {
      made_.value_offsets.push_back(at_);
      if (text_[at_] != '\\') {
         made_.read.value += text_[at_++];
         return true;
      }
      auto const escaped = text_.substr(at_ + 1, 3);
      if (escaped.size() == 3 && std::ranges::all_of(escaped, is_digit) && escaped <= "255") {
         made_.read.value += static_cast<char>(
            (escaped[0] - '0') * 100 + (escaped[1] - '0') * 10 + (escaped[2] - '0'));
         at_ += 4;
         return true;
      }
      if (escaped.empty() || is_digit(escaped[0])) {
         fail("a backslash stands before a character, or before three digits up to 255");
         return false;
      }
      made_.read.value += escaped[0];
      at_ += 2;
      return true;
   }

   std::string_view text_;
   std::size_t at_ = 0;
   property_text made_;
};

}  // namespace

property_text read_property_text(std::string_view text)
{
   return text_reader{text}.read();
}

dnslint::parse_error error_in_text(
   dnslint::parse_error in_value, property_text const& made, std::string_view text)
{
   // The first byte of the value that has the column, or its end. Columns grow with the bytes.
   std::size_t first = 0;
   for (auto end = made.read.value.size(); first != end;) {
      auto const middle = first + (end - first) / 2;
      if (column_of(made.read.value, middle) < in_value.column)
         first = middle + 1;
      else
         end = middle;
   }
   return {column_of(text, made.value_offsets[first]), std::move(in_value.text)};
}

}  // namespace caa
