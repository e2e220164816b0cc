// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/causes.hpp"
#include "core/resolver/shared/alias_chain.hpp"
#include "core/resolver/upstream/retry_policy.hpp"
#include "core/resolver/upstream/upstream_policies.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace dnslint::resolver {

// The next step for one question.
struct step {
   enum class action : std::uint8_t {
      admit,  // after `pause`, ask the policies whether the current attempt's upstream may be asked
      ask,    // after `pause`, make the current attempt
      wait,   // wait until the upstream has room, then `admit`
      follow,   // choose an upstream for the target of an alias, then `admit`
      hold,     // wait until an upstream answers again, choose one, then `admit`
      give_up,  // no upstream may be asked: finish after the caller has returned
      finish    // the result stands
   };

   action next = action::admit;
   base::event_loop::duration pause{0};

   bool operator==(step const&) const = default;
};

struct lookup_terms {
   std::size_t upstreams = 1;
   std::optional<unsigned> most_chain_steps{};  // null: follow no alias
   // Whether a question waits if it goes unanswered while no upstream answers anything.
   bool may_hold = false;
   // The cause when no upstream may be asked.
   base::known_cause down = base::causes::upstream_down;
};

// Decides each step of one question, from the first attempt to the result, without a loop, a source
// or a clock. The shared resolver and the direct resolver carry out its steps.
class lookup_steps {
public:
   // `asked` is borrowed from the table of the resolver.
   lookup_steps(dns::question const& asked, lookup_terms const& terms);

   // Makes the first attempt at `upstream`, for the question or for the target of an alias.
   void begin_at(std::size_t upstream);
   // Makes the first attempt over another transport than UDP, for a question with only one
   // upstream.
   void begin_via(transport via);
   void move_to(std::size_t upstream) noexcept { current_.upstream = upstream; }

   // The policies of the current upstream, named `where`, gave the verdict `may`.
   step admitted(admission const& may, std::string_view where);
   // The current attempt brought `got`, and the retry policy answered with `then`. `is_heard` says
   // that some upstream answered since the attempt was made.
   step answered(answer got, std::optional<attempt> const& then, bool is_heard);
   // There is an outage: the question waits for its end and then begins anew.
   step hold();
   // Asks another upstream, too, so that both answers can be compared. The newer answer is kept at
   // hand unless it is unknown.
   step compare(answer got, attempt const& then);
   // The answer at hand stands, since `more` says nothing new. There must be an answer at hand.
   step stand_by(answer more);

   dns::question const& open() const noexcept { return chain_end_ ? *chain_end_ : *asked_; }
   attempt const& current() const noexcept { return current_; }
   // The answer of an earlier attempt, which the current attempt may improve. Null before the
   // second attempt.
   answer const* at_hand() const noexcept { return at_hand_ ? &*at_hand_ : nullptr; }
   // The first question to a further upstream is no retry.
   bool is_retry() const noexcept { return current_.number > terms_.upstreams; }
   // The result with the exchanges of all attempts. To be called once, after the step `finish`.
   answer take_result();

private:
   bool is_unproved(answer const& got) const;
   step part_ended(answer a);
   step end(answer a);
   void keep_exchanges(answer& a);

   dns::question const* asked_;
   lookup_terms terms_;
   attempt current_;
   std::optional<answer> at_hand_;
   std::vector<exchange> exchanges_;  // exchanges of the attempts before the last one
   std::optional<dns::question> chain_end_;
   alias_chain chain_;
   std::size_t refusals_ = 0;  // how many upstreams in a row refused admission
   bool unheard_ = false;      // whether an attempt was made while no upstream answered anything
   unsigned times_held_ = 0;
};

}  // namespace dnslint::resolver
