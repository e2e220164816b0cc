// SPDX-License-Identifier: Apache-2.0
#include "core/hosts/https.hpp"

#include "core/base/causes.hpp"
#include "core/base/escape.hpp"

#include <algorithm>
#include <array>

namespace dnslint::hosts {

namespace {

constexpr std::array<std::string_view, 5> phase_words{
   "resolve", "connect", "tls", "header", "body"};

}  // namespace

std::string_view to_text(https_phase p)
{
   return phase_words.at(static_cast<std::size_t>(p));
}

std::optional<https_phase> https_phase_from_text(std::string_view text)
{
   auto const found = std::ranges::find(phase_words, text);
   if (found == phase_words.end())
      return std::nullopt;
   return static_cast<https_phase>(found - phase_words.begin());
}

// docs/causes.md says what each means. Asking again may help where the host or the way to it failed
// (transient). No request can be made of a URL that is none, or of a host without an address
// (unobservable). What we did not ask or read by ourselves is withheld, and comes back when the
// user allows more: --allow-network, --ca-file, more bytes.
std::vector<base::cause> https_causes()
{
   namespace causes = base::causes;
   std::vector<base::cause> all;
   for (auto const& known :
        {causes::refused,
         causes::unreachable,
         causes::timeout,
         causes::closed,
         causes::protocol,
         causes::bad_url,
         causes::no_address,
         causes::tls_failed,
         causes::not_global,
         causes::too_large,
         causes::rate_limited,
         causes::no_hosts,
         causes::not_recorded,
         causes::cancelled})
      all.push_back(base::because(known));
   return all;
}

std::string const* find_header(https_response const& in, std::string_view lower_name)
{
   auto const found = std::ranges::find_if(in.headers, [&](auto const& header) {
      return header.first == lower_name;
   });
   return found == in.headers.end() ? nullptr : &found->second;
}

std::string media_type_of(std::string_view content_type)
{
   auto const type = content_type.substr(0, content_type.find(';'));
   constexpr std::string_view blanks = " \t";
   auto const first = type.find_first_not_of(blanks);
   if (first == std::string_view::npos)
      return {};
   return base::lower(type.substr(first, type.find_last_not_of(blanks) - first + 1));
}

}  // namespace dnslint::hosts
