// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace dnslint::resolver {

// What share of tries is lost on the way, judged by questions that were answered in the end: names
// whose servers are dead are not, and do not count.
class loss_estimate {
public:
   // At the `tries`-th try.
   void answered(unsigned tries) noexcept;
   double share() const noexcept { return share_; }
   // Whether enough was seen to say that the path does lose datagrams.
   bool is_lossy() const noexcept;
   // How many tries of a question must go unanswered for it to mean something: at the estimated
   // loss less than one question in a thousand is that unlucky. At least 2.
   unsigned tries_that_tell() const noexcept;

private:
   double share_ = 0.02;
   unsigned seen_ = 0;  // answers
};

}  // namespace dnslint::resolver
