// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/answer.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace dnslint::resolver {

// The answers of several upstreams to the same question. An answer is believed when two upstreams
// agree on it. They agree when both have records or both deny them; of types that are the same for
// every asker, the records are compared, too (docs/resolver.md).
class comparison {
public:
   // `got` is not unknown. To be called at most once per upstream.
   void add(std::size_t upstream, answer const& got);
   // Notes an upstream that was asked and gave unknown.
   void abstained(std::size_t upstream) { asked_.push_back(upstream); }

   bool has_begun() const noexcept { return !ballots_.empty(); }
   bool was_asked(std::size_t upstream) const;
   // Whether the answer that was added last agrees with an earlier answer.
   bool is_agreed() const;
   // Whether there are different answers, and no agreement on the last one.
   bool is_disputed() const { return ballots_.size() > 1 && !is_agreed(); }

   // Whether all answers have records, so that they can only differ in content.
   bool is_about_content() const;

   // Of an agreement: who takes part in it, who has denied what others have, or has what they deny,
   // and who has other records: a cache may be older.
   std::vector<std::size_t> agreeing() const;
   std::vector<std::size_t> dissenting() const;
   std::vector<std::size_t> differing() const;

private:
   enum class kind : std::uint8_t { records, denial, no_name };
   struct ballot {
      std::size_t upstream;
      kind vote;
      std::size_t content;  // a digest of the records, where they are compared
   };

   static kind kind_of(answer const& got);
   static std::size_t content_of(answer const& got);
   std::vector<std::size_t> upstreams_where(auto const& is_meant) const;

   std::vector<ballot> ballots_;
   std::vector<std::size_t> asked_;
};

}  // namespace dnslint::resolver
