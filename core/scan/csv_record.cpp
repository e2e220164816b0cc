// SPDX-License-Identifier: Apache-2.0
#include "core/scan/csv_record.hpp"

#include <algorithm>

namespace dnslint::scan {
namespace {

constexpr std::string_view blanks = " \t\r\n";

class csv_reader {
public:
   csv_reader(std::string_view text, char separator)
   : text_{text}
   , separator_{separator}
   {}

   csv_record read()
   {
      do {
         if (made_.fields.size() == most_csv_fields)
            stop("this record has more than 1000 fields");
         else
            field();
      } while (made_.problem.empty() && !made_.open && take(separator_));
      return std::move(made_);
   }

private:
   void stop(std::string_view problem)
   {
      made_.problem = problem;
      made_.where = at_;
   }

   bool take(char c)
   {
      bool const found = at_ < text_.size() && text_[at_] == c;
      at_ += found ? 1 : 0;
      return found;
   }

   // A tab that separates is no blank.
   void skip_blanks()
   {
      while (at_ < text_.size() && text_[at_] != separator_ &&
             blanks.find(text_[at_]) != std::string_view::npos)
         ++at_;
   }

   void field()
   {
      skip_blanks();
      if (take('"'))
         return quoted();
      auto const end = end_of_field();
      auto const words = text_.substr(at_, end - at_);
      made_.fields.push_back(
         {std::string{words.substr(0, words.find_last_not_of(blanks) + 1)}, at_});
      at_ = end;
      if (end < text_.size() && text_[end] == '"')
         stop("a quote stands inside a field that does not begin with one");
   }

   std::size_t end_of_field() const
   {
      auto const stops = [this](char c) {
         return c == separator_ || c == '"';
      };
      auto const found = std::find_if(text_.begin() + at_, text_.end(), stops);
      return static_cast<std::size_t>(found - text_.begin());
   }

   // RFC 4180 section 2: a quote within is written twice.
   void quoted()
   {
      csv_field f{{}, at_};
      while (at_ < text_.size()) {
         if (text_[at_] == '"' && text_.substr(at_, 2) != "\"\"") {
            ++at_;
            made_.fields.push_back(std::move(f));
            return nothing_follows();
         }
         f.text += text_[at_];
         at_ += text_[at_] == '"' ? 2 : 1;
      }
      made_.open = true;
      made_.where = f.offset - 1;
   }

   void nothing_follows()
   {
      skip_blanks();
      if (at_ < text_.size() && text_[at_] != separator_)
         stop("something stands between a closing quote and the separator");
   }

   std::string_view text_;
   char separator_;
   std::size_t at_ = 0;
   csv_record made_;
};

}  // namespace

csv_record read_csv(std::string_view text, char separator)
{
   return csv_reader{text, separator}.read();
}

}  // namespace dnslint::scan
