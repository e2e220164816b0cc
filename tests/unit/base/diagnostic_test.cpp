// SPDX-License-Identifier: Apache-2.0
#include "core/base/diagnostic.hpp"

#include <gtest/gtest.h>

namespace base = dnslint::base;

namespace {

TEST(diagnostic, shows_line_caret_and_hint)
{
   base::diagnostic const d{
      base::diagnostic_level::error, {"a.yaml", 3, 5, "\xc3\xa4\xc3\xa4: x"}, "bad", "write y"};
   EXPECT_EQ(
      base::to_text(d), "a.yaml:3:5: error: bad\n   \xc3\xa4\xc3\xa4: x\n       ^\n   write y\n");
}

TEST(diagnostic, says_only_what_is_known)
{
   EXPECT_EQ(base::to_text(base::error("bad")), "error: bad\n");
   EXPECT_EQ(base::to_text(base::error_in("f", "bad")), "f: error: bad\n");
   EXPECT_EQ(base::to_text(base::warning("odd", "do this")), "warning: odd\n   do this\n");
}

TEST(diagnostic, escapes_hostile_lines_and_keeps_the_caret_in_place)
{
   base::diagnostic const d{base::diagnostic_level::note, {"f", 1, 2, "\x1bx"}, "m\x1b", ""};
   EXPECT_EQ(base::to_text(d), "f:1:2: note: m\\027\n   \\027x\n       ^\n");
}

}  // namespace
