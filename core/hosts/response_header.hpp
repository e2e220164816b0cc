// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/hosts/https.hpp"

#include <cstddef>
#include <string_view>

namespace dnslint::hosts {

// The header of a response, as its lines arrive (RFC 9112). Interim responses (1xx) are passed
// over.
class response_header {
public:
   // Of all lines together, interim responses and trailers included.
   static constexpr std::size_t most_bytes = std::size_t{32} << 10U;

   // One line with its end. False if the header is too large.
   bool add(std::string_view line);
   bool is_whole() const noexcept { return is_whole_; }
   // Whether a status line was of another protocol than HTTP/1.0 and 1.1.
   bool is_foreign() const noexcept { return is_foreign_; }
   // Whether the body ends where the connection does (RFC 9112 section 6.3).
   bool is_ended_by_close() const;
   https_response& response() noexcept { return response_; }

private:
   void begin(std::string_view line);
   void add_field(std::string_view line);

   https_response response_;
   std::size_t bytes_ = 0;
   bool is_whole_ = false;
   bool is_foreign_ = false;
};

}  // namespace dnslint::hosts
