// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lab_frames.hpp"

#include <gtest/gtest.h>
#include <vector>

namespace dnslint::resolver {
namespace {

std::vector<std::string> all_of(lab_frames& frames)
{
   std::vector<std::string> all;
   while (auto message = frames.next())
      all.push_back(*std::move(message));
   return all;
}

// RFC 1035 section 4.2.2: two bytes of length, the higher one first.
TEST(lab_frames, are_behind_their_length)
{
   EXPECT_EQ(framed("abc"), std::string("\0\3abc", 5));
   EXPECT_EQ(framed(std::string(258, 'x')).substr(0, 3), "\1\2x");
   EXPECT_EQ(framed(""), std::string(2, '\0'));
   EXPECT_EQ(framed(std::string(65'535, 'x')).size(), 65'537U);
}

TEST(lab_frames, come_in_whatever_pieces)
{
   auto const stream =
      framed("first") + framed("") + framed(std::string(300, 'x')) + framed("last");
   std::vector<std::string> const expected{"first", "", std::string(300, 'x'), "last"};
   for (std::size_t piece = 1; piece <= stream.size(); ++piece) {
      lab_frames frames;
      std::vector<std::string> seen;
      for (std::size_t at = 0; at < stream.size(); at += piece) {
         frames.add(std::string_view{stream}.substr(at, piece));
         for (auto& message : all_of(frames))
            seen.push_back(std::move(message));
      }
      EXPECT_EQ(seen, expected) << piece;
      EXPECT_EQ(frames.held(), 0U);
   }
}

TEST(lab_frames, wait_for_the_rest)
{
   lab_frames frames;
   EXPECT_FALSE(frames.next());
   frames.add(std::string_view("\0", 1));
   EXPECT_FALSE(frames.next());
   frames.add("\3ab");
   EXPECT_FALSE(frames.next());
   EXPECT_EQ(frames.held(), 4U);
   frames.add("c");
   EXPECT_EQ(frames.next(), "abc");
   EXPECT_FALSE(frames.next());
}

TEST(lab_frames, hold_what_is_not_taken)
{
   lab_frames frames;
   frames.add(framed("a") + framed("b"));
   EXPECT_EQ(frames.next(), "a");
   EXPECT_EQ(frames.held(), 3U);
   frames.add(framed("c"));
   EXPECT_EQ(all_of(frames), (std::vector<std::string>{"b", "c"}));
   EXPECT_EQ(frames.held(), 0U);
}

}  // namespace
}  // namespace dnslint::resolver
