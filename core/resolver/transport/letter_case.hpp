// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace dnslint::resolver {

// Whether one server repeats a question in the letters that it was sent in. Nearly all do, and then
// an answer in other letters is no answer of theirs. Of a server that has folded each of its first
// answers it is believed that it does not keep case.
class letter_case {
public:
   void kept() noexcept { keeps_ = true; }
   // An answer in other letters came. False: it proves nothing, and the question is asked again by
   // other means.
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
