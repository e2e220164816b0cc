// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"
#include "core/base/source_place.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace dnslint::base::yaml {

// A loaded file. Cheap to copy: parts of it are kept wherever a later error must point into it.
class document {
public:
   document(std::string file, std::string text, node root);

   node const& root() const noexcept;
   std::string const& file() const noexcept;
   // The whole file.
   std::string_view text() const noexcept;
   // The flow collection `n` as it is written, "{domain}"; empty when `n` is none.
   std::string_view flow_text(node const& n) const;
   source_place place(node const& n) const;
   // The place of `n`'s first character; with `offset`, of the byte that many bytes into its value
   // (an expression's error column is found so, inside quoted and block scalars, too).
   location locate(node const& n) const;
   location locate(node const& n, std::size_t offset) const;
   // The comment that follows the unquoted scalar `n` on its last line, "# so"; empty when there is
   // none. What was meant as text may have been cut there.
   std::string_view comment_after(node const& n) const;

private:
   struct shared;
   std::shared_ptr<shared const> shared_;
};

}  // namespace dnslint::base::yaml
