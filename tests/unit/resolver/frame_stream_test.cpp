// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/recording/frame_stream.hpp"

#include <gmock/gmock.h>
#include <vector>

namespace dnslint::resolver::tests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

using namespace std::string_literals;

struct seen {
   std::vector<std::string> frames;
   std::string error;
};

seen read(std::string const& file, std::string_view type = "a/b")
{
   seen all;
   frame_stream_reader reader{file, type};
   while (auto const frame = reader.next())
      all.frames.emplace_back(*frame);
   all.error = reader.error();
   EXPECT_FALSE(reader.next()) << "the end is the end";
   EXPECT_LE(reader.offset(), file.size());
   return all;
}

// Escape, length, START, the field for a content type, its length, the type.
TEST(frame_stream, begins_and_ends_with_control_frames)
{
   EXPECT_EQ(
      frame_stream_start("a/b"), "\0\0\0\0\0\0\0\x0f\0\0\0\x02\0\0\0\x01\0\0\0\x03"s + "a/b");
   EXPECT_EQ(frame_stream_stop(), "\0\0\0\0\0\0\0\x04\0\0\0\x03"s);
   EXPECT_EQ(data_frame("xyz"), "\0\0\0\x03xyz"s);
}

TEST(frame_stream, gives_back_its_frames)
{
   auto const start = frame_stream_start("a/b");
   EXPECT_THAT(read(start + frame_stream_stop()).frames, IsEmpty());
   std::string const large(most_frame_bytes, 'l');
   auto const all = read(start + data_frame("one") + data_frame(large) + frame_stream_stop());
   EXPECT_THAT(all.frames, ElementsAre("one", large));
   EXPECT_EQ(all.error, "");
}

TEST(frame_stream, says_what_is_wrong)
{
   auto const start = frame_stream_start("a/b");
   auto const stop = frame_stream_stop();
   struct wrong {
      std::string file;
      std::string says;
   };
   for (auto const& w : std::vector<wrong>{
           {"", "too early"},
           {"\0\0\0\x03xyz"s, "START"},
           {stop, "no stream of a/b"},
           {frame_stream_start("c") + stop, "no stream of a/b"},
           {"\0\0\0\0\xff\xff\xff\xff"s, "control frame is too large"},
           {start, "too early"},
           {start + data_frame("one"), "too early"},
           {start + "\0\0\0\x09one"s, "too early"},
           {start + "\0\x40\0\x01"s, "too large"},
           {start + start + stop, "no STOP"},
           {start + stop + "x", "behind"}})
      EXPECT_THAT(read(w.file).error, HasSubstr(w.says));
}

TEST(frame_stream, cut_anywhere_is_an_error)
{
   auto const whole = frame_stream_start("a/b") + data_frame("one") + frame_stream_stop();
   EXPECT_EQ(read(whole).error, "");
   for (std::size_t size = 0; size < whole.size(); ++size)
      EXPECT_NE(read(whole.substr(0, size)).error, "") << size;
}

}  // namespace
}  // namespace dnslint::resolver::tests
