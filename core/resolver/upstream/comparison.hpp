// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/answer.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace dnslint::resolver {

// What several upstreams say about one question that was put to each of them. Two that say the same
// are believed. Only whether there are records is compared: which ones they are may differ by the
// place that asks.
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

   // Of an agreement: who takes part in it, and who has said something else.
   std::vector<std::size_t> agreeing() const { return of(true); }
   std::vector<std::size_t> dissenting() const { return of(false); }

private:
   enum class kind : std::uint8_t { records, denial, no_name };
   struct ballot {
      std::size_t upstream;
      kind says;
   };

   static kind kind_of(answer const& got);
   std::vector<std::size_t> of(bool agreeing) const;

   std::vector<ballot> ballots_;
   std::vector<std::size_t> asked_;
};

}  // namespace dnslint::resolver
