// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace dnslint::resolver {

// Whether one server repeats the letters of a question in the case in which they were sent. Nearly
// all servers do, and then an answer in other letters is not theirs. A server that folded the case
// in each of its first answers is believed not to keep it.
class letter_case {
public:
   void kept() noexcept { keeps_ = true; }
   // Judges an answer in other letters. False means that it proves nothing and the question must be
   // asked again by other means.
   bool believes_folded() noexcept
   {
      if (!keeps_ && folded_ < enough)
         ++folded_;
      return !keeps_ && folded_ == enough;
   }

private:
   static constexpr unsigned enough = 8;

   bool keeps_ = false;
   unsigned folded_ = 0;
};

}  // namespace dnslint::resolver
