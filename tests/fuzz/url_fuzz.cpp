// SPDX-License-Identifier: Apache-2.0
// Any bytes as a URL, or as a URL and a Location behind a line break: refused with an error on one
// line, or read into a spelling that is read as itself.
#include "core/hosts/guard.hpp"
#include "core/hosts/url.hpp"
#include "tests/fuzz/require.hpp"

#include <algorithm>

using namespace dnslint;

namespace {

void check_url(base::result<hosts::https_url> const& read)
{
   if (!read) {
      auto const& message = read.errors().front().message;
      require(!message.empty() && message.find('\n') == std::string::npos, "errors are one line");
      return;
   }
   auto const text = read->to_text();
   require(text.starts_with("https://") && read->path.starts_with('/'), "it is an https URL");
   require(
      std::ranges::all_of(
         text,
         [](char c) {
            return c > ' ' && c < '\x7f';
         }),
      "of ASCII");
   require(!read->host.empty() && read->port != 0, "with a host and a port");
   auto const as_address = hosts::host_address::from_text(read->host);
   require(as_address == read->literal, "no address passes for a name");
   // Completing a Location may give a URL that is too long to be read again.
   if (text.size() <= hosts::most_url_bytes) {
      auto const again = hosts::https_url::from_text(text);
      require(again.ok() && *again == *read, "it is read as itself");
   }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
   std::string_view const bytes{reinterpret_cast<char const*>(data), size};
   auto const line = std::min(bytes.find('\n'), bytes.size());
   auto const url = hosts::https_url::from_text(bytes.substr(0, line));
   check_url(url);
   if (url && line != bytes.size())
      check_url(url->follow(bytes.substr(line + 1)));
   auto const range = hosts::address_range::from_text(bytes);
   require(!range || range->holds(range->first), "a range holds its first address");
   return 0;
}
