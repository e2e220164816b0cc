// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace dnslint::resolver {

// The share of tries that is lost on the path. It is judged by questions that were answered in the
// end, so names whose servers are dead do not count.
class loss_estimate {
public:
   // A question was answered at its `tries`-th try, counted from 1.
   void answered(unsigned tries) noexcept;
   double share() const noexcept { return share_; }
   // Whether enough answers were seen to say that the path loses datagrams.
   bool is_lossy() const noexcept;
   // How many tries must go unanswered before silence says something about the name. At the
   // estimated loss fewer than one question in a thousand loses so many tries by chance. At least
   // 2.
   unsigned tries_that_tell() const noexcept;

private:
   double share_ = 0.02;
   unsigned seen_ = 0;  // answers so far
};

}  // namespace dnslint::resolver
