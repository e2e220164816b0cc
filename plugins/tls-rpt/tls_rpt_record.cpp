// SPDX-License-Identifier: Apache-2.0
#include "tls_rpt_record.hpp"

#include "ascii.hpp"
#include "report_uri.hpp"

#include <algorithm>

namespace tls_rpt {
namespace {

constexpr std::string_view version = "v=TLSRPTv1;";

// The rule tlsrpt-ext-name.
bool is_field_name(std::string_view text)
{
   constexpr std::size_t most = 32;
   auto const allowed = [](char c) {
      return is_alphanum(c) || is_one_of(c, "_-.");
   };
   return !text.empty() && text.size() <= most && is_alphanum(text.front()) &&
          std::ranges::all_of(text, allowed);
}

// The rule tlsrpt-ext-value.
bool is_field_value(std::string_view text)
{
   auto const allowed = [](char c) {
      return is_visible(c) && c != '=' && c != ';';
   };
   return !text.empty() && std::ranges::all_of(text, allowed);
}

void tell(std::vector<std::string>& list, std::string_view text)
{
   if (list.size() != most_told)
      list.emplace_back(text);
}

// Reads the fields behind the version, one after the other. Borrows the record's text.
class field_reader {
public:
   explicit field_reader(std::string_view text)
   : text_{text}
   {}

   tls_rpt_record read()
   {
      auto begin = version.size();
      if (is_over(begin))
         fail(text_.size(), "there is no field behind the version");
      while (!is_over(begin)) {
         auto const end = std::min(text_.find(';', begin), text_.size());
         read_field(begin, end);
         begin = end + 1;
      }
      return std::move(read_);
   }

private:
   // The last semicolon may end the record.
   bool is_over(std::size_t begin) const { return text_.find_first_not_of(blanks, begin) == npos; }

   void read_field(std::size_t begin, std::size_t end)
   {
      auto const part = text_.substr(begin, end - begin);
      auto const field = without_blanks(part);
      if (field.empty())
         return fail(begin, "there is no field between two semicolons");
      begin += part.find(field.front());
      auto const equals = field.find('=');
      if (equals == npos)
         return fail(begin, quoted(field) + " has no '='");
      if (field.substr(0, equals) == "rua")
         return read_uris(field.substr(equals + 1), begin + equals + 1);
      read_extension(field, equals, begin);
   }

   void read_extension(std::string_view field, std::size_t equals, std::size_t begin)
   {
      auto const name = field.substr(0, equals);
      if (!is_field_name(name))
         return fail(begin, quoted(name) + " is no name of a field");
      if (!is_field_value(field.substr(equals + 1)))
         return fail(
            begin + equals + 1,
            "the value of " + std::string{name} +
               " is not one or more visible characters without '='");
      tell(read_.unknown_fields, name);
   }

   // Blanks may stand around commas, but not behind the '='.
   void read_uris(std::string_view list, std::size_t at)
   {
      ++read_.rua_fields;
      if (list.find_first_of(blanks) == 0)
         fail(at, "no blank may stand behind rua=");
      for (std::size_t begin = 0; begin <= list.size();) {
         auto const end = std::min(list.find(',', begin), list.size());
         auto const part = list.substr(begin, end - begin);
         auto const uri = without_blanks(part);
         read_uri(uri, at + begin + (uri.empty() ? 0 : part.find(uri.front())));
         begin = end + 1;
      }
   }

   void read_uri(std::string_view text, std::size_t at)
   {
      auto const read = read_report_uri(text);
      if (!read.error.empty())
         return fail(at, read.error);
      tell(read.is_usable() ? read_.rua : read_.other_schemes, read.uri);
   }

   void fail(std::size_t offset, std::string what)
   {
      if (read_.errors.size() != most_told)
         read_.errors.push_back({offset + 1, std::move(what)});
   }

   std::string_view text_;
   tls_rpt_record read_;
};

}  // namespace

bool is_tls_rpt_record(std::string_view text)
{
   return text.starts_with(version);
}

bool resembles_tls_rpt_record(std::string_view text)
{
   auto const meant = lower(without_blanks(text));
   return !is_tls_rpt_record(text) && (meant.find("tlsrpt") != npos ||
                                       meant.find("tls-rpt") != npos || meant.starts_with("rua="));
}

tls_rpt_record read_tls_rpt_record(std::string_view text)
{
   return field_reader{text}.read();
}

}  // namespace tls_rpt
