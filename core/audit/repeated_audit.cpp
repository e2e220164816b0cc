// SPDX-License-Identifier: Apache-2.0
#include "core/audit/domain_audit.hpp"

#include <utility>

namespace dnslint::audit {
namespace {

// One domain until nothing has devalued its audit. Lives as long as a callback holds it.
class repeated_audit : public std::enable_shared_from_this<repeated_audit> {
public:
   repeated_audit(environment const& world, subject about, audit_done done)
   : world_{world}
   , about_{std::move(about)}
   , done_{std::move(done)}
   {}

   void begin()
   {
      epoch_ = world_.resolver->epoch();
      audit_once(
         world_, about_, [self = shared_from_this()](domain_record record, usage const& used) {
            self->ended(std::move(record), used);
         });
   }

private:
   void ended(domain_record record, usage const& used)
   {
      auto& resolver = *world_.resolver;
      questions_ += used.questions;
      if (resolver.epoch() == epoch_ && !resolver.outage())
         return done_(std::move(record), {questions_, used.upstreams});
      resolver.when_outage_is_over([self = shared_from_this()] {
         self->begin();
      });
   }

   environment world_;
   subject about_;
   audit_done done_;
   std::uint64_t epoch_ = 0;  // when the audit began
   unsigned questions_ = 0;   // of all audits
};

}  // namespace

void audit_domain(environment const& world, subject about, audit_done done)
{
   std::make_shared<repeated_audit>(world, std::move(about), std::move(done))->begin();
}

}  // namespace dnslint::audit
