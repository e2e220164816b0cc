// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/answer.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace dnslint::resolver {

// What several upstreams say about one question that was put to each of them. Two that say the same
// are believed. Whether there are records is compared, and which ones they are where everybody gets
// the same (docs/resolver.md).
class comparison {
public:
   // `got` is known. At most once for each upstream.
   void add(std::size_t upstream, answer const& got);
   // An upstream that was asked, and did not know.
   void abstained(std::size_t upstream) { asked_.push_back(upstream); }

   bool has_begun() const noexcept { return !ballots_.empty(); }
   bool was_asked(std::size_t upstream) const;
   // Whether the upstream that was added last says what another one has said.
   bool is_agreed() const;
   // Two have said different things, and nobody has confirmed either.
   bool is_disputed() const { return ballots_.size() > 1 && !is_agreed(); }

   // They all have records, and not the same ones.
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
