// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>
#include <cstdlib>

// Stops the fuzzer at an input for which `holds` is false.
inline void require(bool holds, char const* what)
{
   if (holds)
      return;
   std::fprintf(stderr, "does not hold: %s\n", what);
   std::abort();
}
