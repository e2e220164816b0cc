// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace dnslint::resolver {

// The messages of a TCP stream, each behind two bytes of length (RFC 1035 section 4.2.2), in
// whatever pieces the stream comes. Holds what has come and was not taken: whoever adds no more
// than a piece before taking all messages keeps it below 64 KiB and a piece.
class lab_frames {
public:
   void add(std::string_view bytes) { held_.append(bytes); }
   // The next whole message; null when there is none yet.
   std::optional<std::string> next();
   std::size_t held() const noexcept { return held_.size() - taken_; }

private:
   std::string held_;
   std::size_t taken_ = 0;
};

// `wire`, of at most 65,535 bytes, as it goes into a stream.
std::string framed(std::string_view wire);

}  // namespace dnslint::resolver
