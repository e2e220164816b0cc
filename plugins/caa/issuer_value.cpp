// SPDX-License-Identifier: Apache-2.0
#include "issuer_value.hpp"

#include <dnslint/text.hpp>

#include <algorithm>

namespace caa {
namespace {

using dnslint::is_alphanum;
using dnslint::is_blank;
using dnslint::quoted;

// The rules "label" and "tag" (of a parameter), which are the same.
bool is_label(std::string_view text)
{
   auto const allowed = [](char c) {
      return is_alphanum(c) || c == '-';
   };
   return !text.empty() && text.front() != '-' && text.back() != '-' &&
          std::ranges::all_of(text, allowed);
}

bool is_domain_name(std::string_view text)
{
   for (std::size_t begin = 0; begin <= text.size();) {
      auto const end = std::min(text.find('.', begin), text.size());
      if (!is_label(text.substr(begin, end - begin)))
         return false;
      begin = end + 1;
   }
   return true;
}

// How to write an issuer whose form is a common mistake.
std::string_view advice(std::string_view issuer)
{
   if (issuer.find_first_of("\"'") != issuer.npos)
      return ": the quotation marks belong to the zone file, not to the value";
   if (issuer.find("://") != issuer.npos)
      return ": write the name alone, without a scheme and a path";
   if (issuer.find('=') != issuer.npos)
      return ": parameters stand behind the name and a semicolon";
   if (issuer.find(',') != issuer.npos)
      return ": each issuer has a record of its own";
   if (
      issuer.size() > 1 && is_domain_name(issuer.substr(0, issuer.size() - 1)) &&
      issuer.ends_with('.'))
      return ": write the name without the dot at its end";
   return {};
}

// Blanks and semicolons end a value (%x21-3A / %x3C-7E).
bool may_stand_in_value(char c)
{
   return dnslint::is_visible(c) && c != ';';
}

// Reads an issue-value from its start to its end, or to its first error.
class value_reader {
public:
   explicit value_reader(std::string_view text)
   : text_{text}
   {}

   issuer_value read()
   {
      skip_blanks();
      read_issuer();
      skip_blanks();
      if (at_end() || failed())
         return std::move(read_);
      if (!take(';')) {
         fail(at_, "a semicolon must stand between the issuer and its parameters");
         return std::move(read_);
      }
      skip_blanks();
      if (!at_end())
         read_parameters();
      return std::move(read_);
   }

private:
   bool at_end() const { return at_ == text_.size(); }
   bool failed() const { return read_.error.has_value(); }
   void fail(std::size_t at, std::string error)
   {
      read_.error = dnslint::parse_error{dnslint::column_of(text_, at), std::move(error)};
   }

   bool take(char c)
   {
      if (at_end() || text_[at_] != c)
         return false;
      ++at_;
      return true;
   }

   void skip_blanks()
   {
      while (!at_end() && is_blank(text_[at_]))
         ++at_;
   }

   template <class Stops>
   std::string_view take_until(Stops stops)
   {
      auto const begin = at_;
      while (!at_end() && !stops(text_[at_]))
         ++at_;
      return text_.substr(begin, at_ - begin);
   }

   void read_issuer()
   {
      auto const begin = at_;
      auto const issuer = take_until([](char c) {
         return is_blank(c) || c == ';';
      });
      if (!issuer.empty() && !is_domain_name(issuer))
         return fail(
            begin,
            quoted(issuer) + " is no domain name of an issuer" + std::string{advice(issuer)});
      read_.issuer = issuer;
   }

   void read_parameters()
   {
      for (;;) {
         read_parameter();
         skip_blanks();
         if (failed() || at_end())
            return;
         auto const semicolon = at_;
         if (!take(';'))
            return fail(at_, "a semicolon must stand between two parameters");
         skip_blanks();
         if (at_end())
            return fail(semicolon, "no semicolon may stand behind the last parameter");
      }
   }

   void read_parameter()
   {
      issuer_parameter p;
      p.offset = at_;
      p.tag = take_until([](char c) {
         return is_blank(c) || c == ';' || c == '=';
      });
      if (!is_label(p.tag))
         return fail(p.offset, quoted(p.tag) + " is no tag of a parameter");
      skip_blanks();
      if (!take('='))
         return fail(p.offset, "the parameter " + quoted(p.tag) + " has no '='");
      skip_blanks();
      p.value_offset = at_;
      p.value = take_until([](char c) {
         return !may_stand_in_value(c);
      });
      if (!at_end() && text_[at_] != ';' && !is_blank(text_[at_]))
         return fail(at_, "the value of a parameter has a character that is not visible ASCII");
      read_.parameters.push_back(p);
   }

   std::string_view text_;
   std::size_t at_ = 0;
   issuer_value read_;
};

}  // namespace

issuer_value read_issuer_value(std::string_view text)
{
   auto read = value_reader{text}.read();
   if (read.error) {
      read.issuer = {};
      read.parameters.clear();
   }
   return read;
}

}  // namespace caa
