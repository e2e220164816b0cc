// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/diagnostic.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace dnslint::base::yaml {

struct source_file;
struct node;

// Where a value stands in its file, for errors that are found after the file has been read. Keeps
// the text of the file, and not what was read from it. Cheap to copy.
class source_place {
public:
   // `n` is the node of a value in `file`.
   source_place(std::shared_ptr<source_file const> file, node const& n);

   location begin() const;
   // The place of the byte that many bytes into the value.
   location at(std::size_t offset) const;

private:
   std::shared_ptr<source_file const> file_;
   std::uint32_t begin_ = 0;
   std::uint8_t written_ = 0;
   std::string text_;
};

}  // namespace dnslint::base::yaml
