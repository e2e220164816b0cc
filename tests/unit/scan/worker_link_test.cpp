// SPDX-License-Identifier: Apache-2.0
// A worker's end of the socket pair; the other end is this test.
#include "core/scan/worker_link.hpp"

#include <array>
#include <csignal>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace {

using namespace dnslint;

class linked_worker : public testing::Test {
protected:
   linked_worker() { EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, ends_.data()), 0); }
   ~linked_worker() override
   {
      for (auto const end : ends_)
         if (end >= 0)
            close(end);
   }

   void say(std::string_view bytes) const
   {
      ASSERT_EQ(write(ends_[1], bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
   }
   void hang_up() { close(std::exchange(ends_[1], -1)); }
   static std::string frame_of(scan::message const& m)
   {
      std::string bytes;
      scan::write_frame(bytes, m);
      return bytes;
   }

   std::array<int, 2> ends_{-1, -1};
};

TEST_F(linked_worker, takes_nothing_where_nothing_has_arrived)
{
   scan::worker_link link{ends_[0]};
   EXPECT_EQ(link.take(), std::nullopt);
   EXPECT_FALSE(link.is_broken());
}

TEST_F(linked_worker, takes_messages_in_their_order)
{
   scan::worker_link link{ends_[0]};
   say(frame_of(scan::log_line{"a", "1"}) + frame_of(scan::no_more{}));
   EXPECT_TRUE(link.wait());
   auto const first = link.take();
   ASSERT_TRUE(first);
   EXPECT_EQ(std::get<scan::log_line>(*first).text, "1");
   auto const second = link.take();
   ASSERT_TRUE(second);
   EXPECT_TRUE(std::holds_alternative<scan::no_more>(*second));
   EXPECT_EQ(link.take(), std::nullopt);
}

TEST_F(linked_worker, takes_a_message_that_comes_in_parts)
{
   scan::worker_link link{ends_[0]};
   auto const frame = frame_of(scan::log_line{"a.test", "text"});
   say(frame.substr(0, 5));
   EXPECT_EQ(link.take(), std::nullopt);
   say(frame.substr(5));
   EXPECT_TRUE(link.take());
}

// A frame is larger than what is read at once.
TEST_F(linked_worker, takes_a_large_message)
{
   scan::worker_link link{ends_[0]};
   auto const frame = frame_of(scan::log_line{"a.test", std::string(1U << 20U, 'x')});
   std::thread writer{[&] {
      say(frame);
   }};
   std::optional<scan::message> m;
   while (!(m = link.take()) && link.wait()) {
   }
   writer.join();
   ASSERT_TRUE(m);
   EXPECT_EQ(std::get<scan::log_line>(*m).text.size(), 1U << 20U);
}

TEST_F(linked_worker, takes_what_was_sent_before_the_supervisor_went)
{
   scan::worker_link link{ends_[0]};
   say(frame_of(scan::no_more{}));
   hang_up();
   EXPECT_TRUE(link.take());
   EXPECT_EQ(link.take(), std::nullopt);
   EXPECT_TRUE(link.is_broken());
   EXPECT_FALSE(link.wait());
}

TEST_F(linked_worker, does_not_read_on_behind_what_is_no_message)
{
   scan::worker_link link{ends_[0]};
   say("this is text that somebody has written to the socket\n" + frame_of(scan::no_more{}));
   EXPECT_EQ(link.take(), std::nullopt);
   EXPECT_TRUE(link.is_broken());
   EXPECT_FALSE(link.wait()) << "else it would be woken for ever";
   EXPECT_EQ(link.take(), std::nullopt);
}

// A signal of a broken pipe would end the worker before it has said why.
TEST_F(linked_worker, survives_sending_to_a_supervisor_that_has_gone)
{
   scan::worker_link link{ends_[0]};
   hang_up();
   link.send(scan::retiring{});
   EXPECT_TRUE(link.is_broken());
   link.send(scan::retiring{});
   EXPECT_TRUE(link.is_broken());
}

TEST_F(linked_worker, is_broken_without_its_descriptor)
{
   close(std::exchange(ends_[0], -1));
   scan::worker_link link{-1};
   EXPECT_EQ(link.take(), std::nullopt);
   EXPECT_TRUE(link.is_broken());
   scan::worker_link sending{-1};
   sending.send(scan::retiring{});
   EXPECT_TRUE(sending.is_broken());
}

TEST_F(linked_worker, sends_whole_frames_however_long_they_are)
{
   scan::worker_link link{ends_[0]};
   scan::frame_stream in;
   std::optional<scan::message> received;
   std::thread reader{[&] {
      std::array<char, 4096> bytes;
      while (!received) {
         auto const size = read(ends_[1], bytes.data(), bytes.size());
         if (size <= 0)
            return;
         in.received({bytes.data(), static_cast<std::size_t>(size)});
         received = in.next();
      }
   }};
   link.send(scan::log_line{"a.test", std::string(3U << 20U, 'y')});
   reader.join();
   ASSERT_TRUE(received);
   EXPECT_EQ(std::get<scan::log_line>(*received).text.size(), 3U << 20U);
   EXPECT_FALSE(link.is_broken());
}

}  // namespace
