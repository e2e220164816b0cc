// SPDX-License-Identifier: Apache-2.0
#include "report_uri.hpp"

#include "tag_list.hpp"

#include <algorithm>

namespace dmarc {
namespace {

constexpr auto npos = std::string_view::npos;

constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view digits = "0123456789";

bool is_one_of(char c, std::string_view set)
{
   return set.find(c) != npos;
}

bool is_letter_or_digit(char c)
{
   return is_one_of(c, letters) || is_one_of(c, digits);
}

// RFC 3986 section 2, without the comma, which separates URIs here, and without "!", which once
// began a size.
bool may_stand_in_uri(char c)
{
   return is_letter_or_digit(c) || is_one_of(c, "-._~:/?#[]@$&'()*+;=%");
}

// RFC 3986 section 2.1.
bool has_broken_escape(std::string_view uri)
{
   for (auto at = uri.find('%'); at != npos; at = uri.find('%', at + 1)) {
      auto const hex = uri.substr(at + 1, 2);
      if (hex.size() != 2 || hex.find_first_not_of("0123456789abcdefABCDEF") != npos)
         return true;
   }
   return false;
}

bool is_host_name(std::string_view name)
{
   auto const allowed = [](char c) {
      return is_letter_or_digit(c) || is_one_of(c, "-._");
   };
   return !name.empty() && name.front() != '.' && name.find("..") == npos &&
          std::ranges::all_of(name, allowed);
}

// RFC 3986 section 3.1.
bool is_scheme(std::string_view text)
{
   auto const allowed = [](char c) {
      return is_letter_or_digit(c) || is_one_of(c, "+-.");
   };
   return !text.empty() && is_one_of(text.front(), letters) && std::ranges::all_of(text, allowed);
}

std::string mailto_error(std::string_view rest)
{
   auto const address = rest.substr(0, rest.find('?'));
   auto const at = address.rfind('@');
   if (at == npos || at == 0 || !is_host_name(address.substr(at + 1)))
      return "a mailto URI needs an address, as in mailto:dmarc@example.com";
   return {};
}

std::string uri_error(std::string_view uri)
{
   if (uri.empty())
      return "there is no URI between two commas";
   auto const colon = uri.find(':');
   if (colon == npos || !is_scheme(uri.substr(0, colon)))
      return uri.find('@') != npos ? "an address is no URI: write mailto: before it"
                                   : "a URI begins with a scheme, such as mailto:";
   if (!std::ranges::all_of(uri, may_stand_in_uri))
      return "a URI has a character that must be written as %xx";
   if (has_broken_escape(uri))
      return "a % in a URI must be followed by two hexadecimal digits";
   if (uri.size() == colon + 1)
      return "a URI must have more than a scheme";
   return lower_case(uri.substr(0, colon)) == "mailto" ? mailto_error(uri.substr(colon + 1))
                                                       : std::string{};
}

// The rule obs-dmarc-report-size.
bool is_size(std::string_view text)
{
   auto const unit = text.find_first_not_of(digits);
   if (unit == 0 || text.empty())
      return false;
   return unit == npos || (unit + 1 == text.size() && is_one_of(text[unit], "kmgtKMGT"));
}

report_uri read_report_uri(std::string_view entry, std::size_t at)
{
   report_uri read;
   read.at = at;
   auto uri = entry;
   if (auto const mark = entry.rfind('!'); mark != npos && is_size(entry.substr(mark + 1))) {
      read.obsolete_size = entry.substr(mark + 1);
      uri = entry.substr(0, mark);
   }
   read.error = uri_error(uri);
   auto const colon = std::min(uri.find(':'), uri.size());
   read.uri = lower_case(uri.substr(0, colon)) + std::string{uri.substr(colon)};
   return read;
}

}  // namespace

std::vector<report_uri> read_report_uris(std::string_view list)
{
   std::vector<report_uri> all;
   for (std::size_t begin = 0; begin <= list.size() && all.size() != most_report_uris;) {
      auto const end = std::min(list.find(',', begin), list.size());
      auto const part = list.substr(begin, end - begin);
      auto const entry = without_blanks(part);
      auto const skipped = entry.empty() ? 0 : part.find(entry.front());
      all.push_back(read_report_uri(entry, begin + skipped));
      begin = end + 1;
   }
   return all;
}

}  // namespace dmarc
