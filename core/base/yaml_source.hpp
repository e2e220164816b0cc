// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/yaml.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::base::yaml {

// The text of a file by lines: turns byte positions into locations and back. Borrows the text.
class source_lines {
public:
   explicit source_lines(std::string_view text);

   std::string_view text() const noexcept { return text_; }
   // Of the line that holds byte `position`, from 0.
   std::size_t line_of(std::size_t position) const;
   std::size_t start_of(std::size_t line) const;
   // Without its line break. Empty beyond the last line.
   std::string_view line(std::size_t number) const;
   std::size_t count() const noexcept { return starts_.size(); }
   location locate(std::string const& file, std::size_t position) const;

private:
   std::size_t characters_before(std::size_t position) const;

   std::string_view text_;
   std::vector<std::uint32_t> starts_;
   // The number of characters before each 1,024th byte, so that a place in a long line is found
   // without counting from the line's start.
   std::vector<std::uint32_t> characters_;
};

// The beginning of `text`, short enough to quote in a message.
std::string shown(std::string_view text);

// For each byte of the scalar `n`, and its end, where in the source it stands; empty when the
// source cannot be followed (then only the scalar's beginning is known).
std::vector<std::size_t> byte_positions(source_lines const& source, node const& n);

}  // namespace dnslint::base::yaml
