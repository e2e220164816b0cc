// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace dnslint::cel {

class pattern;

// What the compiled expressions of one pack may take together: many times the bytes that they are
// written in, so that the size of the file does not bound it. Equal patterns are kept once.
class program_memory {
public:
   static constexpr std::size_t most_bytes = std::size_t{128} << 20U;
   static constexpr std::size_t most_pattern_bytes = std::size_t{32} << 20U;

   // False when there is no room; then nothing is taken.
   bool take(std::size_t bytes) noexcept;
   // Null when it is not kept yet.
   std::shared_ptr<pattern const> find(std::string_view text) const;
   // False when there is no room for it.
   bool keep(std::string_view text, std::shared_ptr<pattern const> p);

private:
   std::size_t left_ = most_bytes;
   std::size_t left_for_patterns_ = most_pattern_bytes;
   std::map<std::string, std::shared_ptr<pattern const>, std::less<>> patterns_;
};

}  // namespace dnslint::cel
