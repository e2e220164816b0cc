// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace dnslint::resolver {

// How far the answers of one upstream are believed, by what other upstreams say to the same
// questions. Until enough of its answers have been confirmed, and whenever some were contradicted,
// each is compared; later a few are. Records and denials are confirmed apart. An upstream is
// dropped for good when it fails a control, a question that no audited zone can influence, or when
// it stands against others in several zones that have no servers in common: whoever runs one zone
// may answer everybody differently.
class upstream_trust {
public:
   struct limits {
      unsigned confirmed = 64;          // answers of a kind, before the upstream is trusted with it
      unsigned between_samples = 32;    // answers of a trusted upstream that are not compared
      unsigned zones = 5;               // contradictions that drop it
      unsigned forgets_one_after = 50;  // confirmed answers: caches differ in age
   };

   upstream_trust();
   explicit upstream_trust(limits bounds);

   enum class kind : std::uint8_t { records, denial };
   // Where an upstream was contradicted.
   struct place {
      std::uint64_t zone = 0;
      std::uint64_t servers = 0;  // of the zone
   };

   // Whether an answer is to be compared. Counts it.
   bool wants_comparison(kind of) noexcept;
   void confirmed(kind of) noexcept;
   void contradicted(place const& at);
   // Two upstreams say different things, and nobody knows which of them is right.
   void disputed() noexcept { wants_control_ = true; }

   // Whether a control is to be asked now. Whoever is told so says how it ended.
   bool wants_control() noexcept;
   void control_ended(bool failed) noexcept;

   bool is_trusted(kind of_answer) const noexcept
   {
      return confirmed_[static_cast<std::size_t>(of_answer)] >= limits_.confirmed &&
             places_.empty();
   }
   bool is_dropped() const noexcept { return dropped_; }
   bool has_failed_control() const noexcept { return failed_control_; }

private:
   limits limits_;
   std::array<unsigned, 2> confirmed_{};  // of each kind
   unsigned since_sample_ = 0;
   unsigned since_contradiction_ = 0;  // confirmed answers
   std::vector<place> places_;         // that have nothing in common
   bool wants_control_ = false;
   bool failed_control_ = false;
   bool dropped_ = false;
};

}  // namespace dnslint::resolver
