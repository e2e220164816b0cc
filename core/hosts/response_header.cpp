// SPDX-License-Identifier: Apache-2.0
#include "core/hosts/response_header.hpp"

#include "core/base/escape.hpp"

#include <algorithm>
#include <charconv>

namespace dnslint::hosts {

namespace {

constexpr std::string_view field_blanks = " \t\r\n";

std::string_view trimmed(std::string_view text)
{
   auto const first = text.find_first_not_of(field_blanks);
   if (first == std::string_view::npos)
      return {};
   return text.substr(first, text.find_last_not_of(field_blanks) - first + 1);
}

constexpr bool is_interim(unsigned status)
{
   return status < 200;
}

}  // namespace

void response_header::begin(std::string_view line)
{
   response_ = {};
   is_foreign_ = is_foreign_ || !line.starts_with("HTTP/1.");
   auto const space = std::min(line.find(' '), line.size());
   auto const code = trimmed(line.substr(space)).substr(0, 3);
   std::from_chars(code.data(), code.data() + code.size(), response_.status);
}

void response_header::add_field(std::string_view line)
{
   auto& fields = response_.headers;
   auto const colon = line.find(':');
   // A folded line continues the one before (RFC 9112 section 5.2).
   if ((line.front() == ' ' || line.front() == '\t') && !fields.empty())
      fields.back().second.append(" ").append(trimmed(line));
   else if (colon != std::string_view::npos)
      fields.emplace_back(
         base::lower(trimmed(line.substr(0, colon))), std::string{trimmed(line.substr(colon + 1))});
}

bool response_header::add(std::string_view line)
{
   bytes_ += line.size();
   if (bytes_ > most_bytes)
      return false;
   if (is_whole_)
      return true;  // a trailer
   if (line.starts_with("HTTP/"))
      begin(line);
   else if (line == "\r\n" || line == "\n")
      is_whole_ = !is_interim(response_.status);
   else if (!line.empty())
      add_field(line);
   return true;
}

bool response_header::is_ended_by_close() const
{
   constexpr unsigned no_content = 204;
   constexpr unsigned not_modified = 304;
   auto const has_length = std::ranges::any_of(response_.headers, [](auto const& field) {
      return field.first == "content-length" ||
             (field.first == "transfer-encoding" && base::lower(field.second).ends_with("chunked"));
   });
   return !has_length && response_.status != no_content && response_.status != not_modified;
}

}  // namespace dnslint::hosts
