// SPDX-License-Identifier: Apache-2.0
#include "domain_spec.hpp"

#include <dnslint/text.hpp>

#include <algorithm>

namespace spf {
namespace {

constexpr std::string_view macro_letters = "slodiphcrtv";
constexpr std::string_view explanation_letters = "crt";
constexpr std::string_view delimiters = ".-+,/_=";

// Reads a macro-string from its start to its first error.
class macro_reader {
public:
   macro_reader(std::string_view text, std::string_view refused_letters, bool spaces = false)
   : text_{text}
   , refused_{refused_letters}
   , spaces_{spaces}
   {}

   void read()
   {
      while (at_ != text_.size() && !result_.error)
         text_[at_] == '%' ? expand() : literal();
   }

   macro_text take() { return std::move(result_); }
   bool failed() const { return result_.error.has_value(); }
   // Where the last macro-expand ended; 0 when there was none.
   std::size_t end_of_last_macro() const { return macro_end_; }

private:
   void fail(std::size_t offset, std::string message)
   {
      result_.error = syntax_error{offset, std::move(message)};
   }

   bool at_end() const { return at_ == text_.size(); }

   void literal()
   {
      if (!dnslint::is_visible(text_[at_]) && !(spaces_ && text_[at_] == ' '))
         return fail(
            at_,
            "'" + dnslint::printable(text_.substr(at_, 1)) + "' is no visible ASCII character");
      ++at_;
   }

   void expand()
   {
      auto const start = at_++;
      if (at_end())
         return fail(start, "a single '%': a literal one is written '%%'");
      switch (text_[at_++]) {
         case '%':
         case '_':
         case '-':
            break;
         case '{':
            macro(start);
            break;
         default:
            return fail(start, "'%' is not followed by '{', '%', '_' or '-'");
      }
      macro_end_ = at_;
   }

   void macro(std::size_t start)
   {
      letter();
      if (result_.error)
         return;
      labels();
      if (!at_end() && dnslint::to_lower(text_.substr(at_, 1)) == "r")
         ++at_;
      while (!at_end() && delimiters.find(text_[at_]) != std::string_view::npos)
         ++at_;
      if (result_.error)
         return;
      if (at_end())
         return fail(start, "the macro has no closing '}'");
      if (text_[at_] != '}')
         return fail(
            at_, "'" + dnslint::printable(text_.substr(at_, 1)) + "' has no place in a macro");
      ++at_;
   }

   void letter()
   {
      auto const name = dnslint::to_lower(text_.substr(at_, 1));
      if (name.empty() || macro_letters.find(name) == std::string_view::npos)
         return fail(at_, "a macro begins with one of the letters s, l, o, d, i, p, h and v");
      if (refused_.find(name) != std::string_view::npos)
         return fail(at_, "the macro letter '" + name + "' is for explanation texts only");
      if (result_.letters.find(name) == std::string::npos)
         result_.letters += name;
      ++at_;
   }

   // Section 7.3: how many labels to keep must not be zero.
   void labels()
   {
      auto const start = at_;
      while (!at_end() && dnslint::is_digit(text_[at_]))
         ++at_;
      auto const digits = text_.substr(start, at_ - start);
      if (!digits.empty() && std::ranges::count(digits, '0') == std::ssize(digits))
         fail(start, "a macro cannot keep 0 labels");
   }

   std::string_view text_;
   std::string_view refused_;
   bool spaces_;
   std::size_t at_ = 0;
   std::size_t macro_end_ = 0;
   macro_text result_;
};

// toplabel: letters, digits and inner hyphens, and not digits alone.
bool is_top_label(std::string_view label)
{
   if (label.empty() || label.front() == '-' || label.back() == '-')
      return false;
   auto const fits = [](char c) {
      return dnslint::is_alphanum(c) || c == '-';
   };
   return std::ranges::all_of(label, fits) && !std::ranges::all_of(label, dnslint::is_digit);
}

// What is wrong with the literal text that a domain-spec ends in; null when it ends in a label.
std::optional<syntax_error> wrong_end(std::string_view tail, std::size_t offset)
{
   auto const body = tail.ends_with('.') ? tail.substr(0, tail.size() - 1) : tail;
   auto const dot = body.rfind('.');
   if (dot == std::string_view::npos)
      return syntax_error{offset, "'" + std::string{tail} + "' is no domain name: it has no dot"};
   auto const label = body.substr(dot + 1);
   if (is_top_label(label))
      return std::nullopt;
   return syntax_error{offset + dot + 1, "'" + std::string{label} + "' cannot end a domain name"};
}

}  // namespace

macro_text read_macro_string(std::string_view text)
{
   macro_reader reader{text, {}};
   reader.read();
   return reader.take();
}

macro_text read_domain_spec(std::string_view text)
{
   if (text.empty())
      return {{}, syntax_error{0, "a domain name is missing"}};
   macro_reader reader{text, explanation_letters};
   reader.read();
   auto const end = reader.end_of_last_macro();
   bool const complete = reader.failed() || end == text.size();
   auto spec = reader.take();
   if (!complete)
      spec.error = wrong_end(text.substr(end), end);
   return spec;
}

macro_text read_explain_string(std::string_view text)
{
   macro_reader reader{text, {}, true};
   reader.read();
   return reader.take();
}

bool is_domain_name(std::string_view text)
{
   if (text.ends_with('.'))
      text.remove_suffix(1);
   if (text.empty() || text.size() > 253)
      return false;
   for (std::size_t start = 0; start <= text.size();) {
      auto const end = std::min(text.find('.', start), text.size());
      if (end == start || end - start > 63)
         return false;
      start = end + 1;
   }
   return true;
}

}  // namespace spf
