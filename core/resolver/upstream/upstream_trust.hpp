// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace dnslint::resolver {

// How far the answers of one upstream are believed, judged by the other upstreams' answers to the
// same questions. Every answer is compared until enough answers were confirmed, and whenever some
// were contradicted. After that only samples are compared. Records and denials are counted
// separately. An upstream is dropped for good if it fails a control, which is a question that no
// audited zone can influence. It is also dropped if it contradicts the others in several zones
// without common servers: one zone's operator may answer everybody differently, but several
// operators do not.
class upstream_trust {
public:
   struct limits {
      unsigned confirmed = 64;  // answers of one kind before the upstream is trusted with that kind
      unsigned between_samples = 32;  // answers of a trusted upstream between two samples
      unsigned zones = 5;             // zones with contradictions before the upstream is dropped
      // Confirmed answers that make up for one contradiction: caches differ in age.
      unsigned forgets_one_after = 50;
   };

   upstream_trust();
   explicit upstream_trust(limits bounds);

   enum class kind : std::uint8_t { records, denial };
   // The zone in which an upstream was contradicted.
   struct place {
      std::uint64_t zone = 0;
      std::uint64_t servers = 0;  // servers_of() the zone
   };

   // Whether the next answer must be compared. The call counts the answer.
   bool wants_comparison(kind of) noexcept;
   void confirmed(kind of) noexcept;
   void contradicted(place const& at);
   // Two upstreams gave different answers, and it is unknown which of them is right.
   void disputed() noexcept { wants_control_ = true; }

   // Whether the caller must ask a control now. control_ended() must then be called once.
   bool wants_control() noexcept;
   void control_ended(bool failed) noexcept;
   // Others have found out that nothing is to be believed.
   void drop(bool for_failed_control) noexcept;

   bool is_trusted(kind of_answer) const noexcept
   {
      return confirmed_[static_cast<std::size_t>(of_answer)] >= limits_.confirmed &&
             places_.empty();
   }
   bool is_dropped() const noexcept { return dropped_; }
   bool has_failed_control() const noexcept { return failed_control_; }

private:
   limits limits_;
   std::array<unsigned, 2> confirmed_{};  // answers of each kind
   unsigned since_sample_ = 0;
   unsigned since_contradiction_ = 0;  // answers that were confirmed
   std::vector<place> places_;         // without common servers
   bool wants_control_ = false;
   bool failed_control_ = false;
   bool dropped_ = false;
};

}  // namespace dnslint::resolver
