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

// What is to be done next for one question.
struct step {
   enum class action : std::uint8_t {
      admit,    // after `pause`: see whether the upstream of the current attempt may be asked
      ask,      // after `pause`: make the current attempt
      wait,     // until the upstream has room; then as admit
      follow,   // choose an upstream for an alias's target; then as admit
      hold,     // until an upstream is heard again; then choose one, and as admit
      give_up,  // nobody may be asked: finish, but not before the caller has returned
      finish    // the result stands
   };

   action next = action::admit;
   base::event_loop::duration pause{0};

   bool operator==(step const&) const = default;
};

struct lookup_terms {
   std::size_t upstreams = 1;
   std::optional<unsigned> most_chain_steps{};  // null: aliases are not followed
   bool may_hold = false;  // a question that goes unanswered while nobody is heard is held
   base::known_cause down = base::causes::upstream_down;  // given when nobody at all may be asked
};

// Decides what follows in the life of one question, from the first attempt to the result: without
// a loop, a source or a clock. Shared resolver and direct resolver both do what it says.
class lookup_steps {
public:
   // `asked` is borrowed: whoever obeys has it in a table.
   lookup_steps(dns::question const& asked, lookup_terms const& terms);

   // The first attempt, of the question or of an alias's target, is made there.
   void begin_at(std::size_t upstream);
   // The same for the only upstream there is, over another transport than UDP.
   void begin_via(transport via);
   void move_to(std::size_t upstream) noexcept { current_.upstream = upstream; }

   // The policies of the upstream have said this; `where` is its name.
   step admitted(admission const& may, std::string_view where);
   // The current attempt has brought `got`, and `then` is what the retry policy makes of it.
   // `is_heard`: something was heard of any upstream since the attempt was made.
   step answered(answer got, std::optional<attempt> const& then, bool is_heard);
   // There is an outage: the question waits for its end, and then begins anew.
   step hold();
   // The question goes to another upstream, too, to compare what both say. Of two answers the one
   // that is known is kept at hand.
   step compare(answer got, attempt const& then);
   // The answer at hand stands, after `more` has told nothing. Only while there is one.
   step stand_by(answer more);

   dns::question const& open() const noexcept { return chain_end_ ? *chain_end_ : *asked_; }
   attempt const& current() const noexcept { return current_; }
   // Of the attempt before, which a further one is to better; null before the second.
   answer const* at_hand() const noexcept { return at_hand_ ? &*at_hand_ : nullptr; }
   // Another upstream's first question is none.
   bool is_retry() const noexcept { return current_.number > terms_.upstreams; }
   // Holds the exchanges of all attempts. Once, after the end.
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
   std::vector<exchange> exchanges_;  // of the attempts before the last one
   std::optional<dns::question> chain_end_;
   alias_chain chain_;
   std::size_t refusals_ = 0;  // by upstreams in a row
   bool unheard_ = false;      // an attempt was made while nothing was heard of any upstream
   unsigned times_held_ = 0;
};

}  // namespace dnslint::resolver
