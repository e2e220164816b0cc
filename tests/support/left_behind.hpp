// SPDX-License-Identifier: Apache-2.0
#pragma once

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

namespace dnslint::tests {

// While it lives, what is allocated and never freed is no leak: audits that a process leaves behind
// when it must end are never ended.
class left_behind {
public:
   left_behind()
   {
#ifdef __SANITIZE_ADDRESS__
      __lsan_disable();
#endif
   }
   left_behind(left_behind const&) = delete;
   left_behind& operator=(left_behind const&) = delete;
   ~left_behind()
   {
#ifdef __SANITIZE_ADDRESS__
      __lsan_enable();
#endif
   }
};

}  // namespace dnslint::tests
