// SPDX-License-Identifier: Apache-2.0
#include "core/hosts/tls_view.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace dnslint::hosts {

namespace {

constexpr auto most_errors = static_cast<std::size_t>(certificate_error::other) + 1;

constexpr std::array<std::string_view, most_errors> certificate_error_words{
   "expired",
   "not-yet-valid",
   "wrong-name",
   "self-signed",
   "unknown-issuer",
   "weak-key",
   "weak-signature",
   "bad-signature",
   "wrong-purpose",
   "revoked",
   "malformed",
   "other"};

constexpr auto every_certificate_error = [] {
   std::array<certificate_error, most_errors> all{};
   for (std::size_t i = 0; i != most_errors; ++i)
      all.at(i) = static_cast<certificate_error>(i);
   return all;
}();

}  // namespace

std::string_view to_text(certificate_error e)
{
   return certificate_error_words.at(static_cast<std::size_t>(e));
}

std::optional<certificate_error> certificate_error_from_text(std::string_view text)
{
   auto const found = std::ranges::find(certificate_error_words, text);
   if (found == certificate_error_words.end())
      return std::nullopt;
   return static_cast<certificate_error>(found - certificate_error_words.begin());
}

std::span<certificate_error const> certificate_errors()
{
   return every_certificate_error;
}

}  // namespace dnslint::hosts
