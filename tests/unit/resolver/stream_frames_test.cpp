// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/transport/stream_frames.hpp"

#include <algorithm>
#include <gmock/gmock.h>

namespace dnslint::resolver::tests {
namespace {

using testing::ElementsAre;

// What a reader makes of a stream that arrives in pieces of this size.
std::vector<std::string> read_in_pieces(std::string const& stream, std::size_t piece)
{
   frame_reader reader;
   std::vector<std::string> messages;
   for (std::size_t at = 0; at < stream.size();) {
      auto const room = reader.room();
      auto const size = std::min({piece, room.size(), stream.size() - at});
      EXPECT_GT(size, 0U);
      stream.copy(room.data(), size, at);
      reader.filled(size);
      at += size;
      while (auto const message = reader.next())
         messages.emplace_back(*message);
   }
   EXPECT_LE(reader.capacity(), 2 + longest_message);
   return messages;
}

TEST(stream_frames, a_message_stands_behind_its_length)
{
   std::string stream;
   append_frame(stream, "abc");
   append_frame(stream, std::string(258, 'x'));
   EXPECT_EQ(stream.substr(0, 7), (std::string{"\0\3abc\1\2", 7}));
   EXPECT_EQ(stream.size(), 2 + 3 + 2 + 258U);
}

TEST(stream_frames, messages_come_whole_in_whatever_pieces_they_arrive)
{
   std::string stream;
   auto const longest = std::string(longest_message, 'y');
   for (auto const& message : {std::string{"first"}, std::string{}, longest, std::string{"last"}})
      append_frame(stream, message);
   for (auto const piece : {1U, 2U, 3U, 1000U, 16'384U, 70'000U})
      EXPECT_THAT(read_in_pieces(stream, piece), ElementsAre("first", "", longest, "last"))
         << piece;
}

TEST(stream_frames, what_is_not_whole_is_not_told)
{
   for (auto const* part : {"", "\0", "\0\5abcd"})
      EXPECT_THAT(read_in_pieces(part, 1), ElementsAre());
}

TEST(stream_frames, the_buffer_grows_only_for_a_message_that_is_long)
{
   frame_reader reader;
   EXPECT_LT(reader.room().size(), 20'000U);
   std::string const claims{"\xff\xff", 2};
   claims.copy(reader.room().data(), 2);
   reader.filled(2);
   EXPECT_FALSE(reader.next());
   EXPECT_EQ(reader.room().size(), longest_message);
   EXPECT_EQ(reader.capacity(), longest_message + 2);
}

}  // namespace
}  // namespace dnslint::resolver::tests
