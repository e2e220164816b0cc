// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/yaml.hpp"

#include <cstddef>
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
   // The byte at which `n` begins.
   std::size_t position_of(node const& n) const;
   location locate(std::string const& file, std::size_t position) const;

private:
   std::string_view text_;
   std::vector<std::size_t> starts_;
};

// The beginning of `text`, short enough to quote in a message.
std::string shown(std::string_view text);

// For each byte of the scalar `n`, and its end, where in the source it stands; empty when the
// source cannot be followed (then only the scalar's beginning is known).
std::vector<std::size_t> byte_positions(source_lines const& source, node const& n);

}  // namespace dnslint::base::yaml
