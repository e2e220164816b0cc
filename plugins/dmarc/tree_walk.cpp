// SPDX-License-Identifier: Apache-2.0
#include "tree_walk.hpp"

namespace dmarc {
namespace {

// Where each label begins. A dot after a backslash belongs to a label (RFC 1035 section 5.1).
std::vector<std::size_t> label_starts(std::string_view name)
{
   std::vector<std::size_t> starts{0};
   for (std::size_t i = 0; i < name.size(); ++i) {
      if (name[i] == '\\')
         ++i;
      else if (name[i] == '.' && i + 1 < name.size())
         starts.push_back(i + 1);
   }
   return starts;
}

}  // namespace

std::vector<std::string> tree_walk(std::string_view domain)
{
   auto const starts = label_starts(domain);
   std::vector<std::string> names{std::string{domain}};
   auto const jump = starts.size() < most_walk_steps ? 1 : starts.size() - (most_walk_steps - 1);
   for (auto label = jump; label < starts.size(); ++label)
      names.emplace_back(domain.substr(starts[label]));
   return names;
}

std::string record_name(std::string_view domain)
{
   return "_dmarc." + std::string{domain};
}

std::string one_label_below(std::string_view ancestor, std::string_view domain)
{
   auto const starts = label_starts(domain);
   auto const above = starts.size() - label_starts(ancestor).size();
   return std::string{domain.substr(starts[above - 1])};
}

}  // namespace dmarc
