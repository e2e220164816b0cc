// SPDX-License-Identifier: Apache-2.0
#include "core/cel/program_memory.hpp"

#include "core/cel/pattern.hpp"

#include <utility>

namespace dnslint::cel {

bool program_memory::take(std::size_t bytes) noexcept
{
   if (bytes > left_)
      return false;
   left_ -= bytes;
   return true;
}

std::shared_ptr<pattern const> program_memory::find(std::string_view text) const
{
   auto const found = patterns_.find(text);
   return found == patterns_.end() ? nullptr : found->second;
}

bool program_memory::keep(std::string_view text, std::shared_ptr<pattern const> p)
{
   auto const bytes = p->most_bytes();
   if (bytes > left_for_patterns_)
      return false;
   left_for_patterns_ -= bytes;
   patterns_.emplace(text, std::move(p));
   return true;
}

}  // namespace dnslint::cel
