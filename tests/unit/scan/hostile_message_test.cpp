// SPDX-License-Identifier: Apache-2.0
// Frames whose checksum is right, and whose bytes are wrong: plugin code can compute a CRC-32, too.
#include "core/base/checksum.hpp"
#include "core/scan/message.hpp"
#include "core/scan/wire.hpp"

#include <functional>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace dnslint;

constexpr std::size_t frame_head = 8;

// The frame of these bytes, whatever they are.
std::string framed(std::string_view bytes)
{
   std::string frame;
   scan::wire_writer head{frame};
   head.number(static_cast<std::uint32_t>(bytes.size()));
   head.number(base::crc32(bytes));
   return frame.append(bytes);
}

std::string body_of(scan::message const& m)
{
   std::string frame;
   scan::write_frame(frame, m);
   return frame.substr(frame_head);
}

bool is_refused(std::string_view bytes)
{
   scan::frame_stream in;
   in.received(framed(bytes));
   auto const m = in.next();
   EXPECT_EQ(m.has_value(), !in.is_broken());
   return !m;
}

scan::setup full_setup()
{
   scan::setup s;
   s.config = "{}";
   s.left_out = {{"/a.so", "why"}};
   s.trials.emplace();
   s.trials->upstreams.resize(1);
   s.trials->upstreams[0].made_up = {"192.0.2.9"};
   return s;
}

scan::assignments full_assignments()
{
   audit::list_columns columns;
   columns.selectors = {"s1"};
   columns.tags = {"shop"};
   scan::assignment a{
      3,
      {*dns::name::from_text("b.test"),
       "B.test",
       9,
       std::make_shared<audit::list_columns const>(columns)},
      {{2, "plugin-crashed", "SIGSEGV in acme"}},
      true};
   return {{a}};
}

scan::finished_domain full_record()
{
   scan::finished_domain m;
   m.number = 1;
   m.result.json = "\"domain\":\"a.test\"";
   m.result.counts.grade = "B";
   m.result.counts.failed = {"spf/present"};
   m.result.counts.suppressed = {"mx/explicit"};
   m.result.counts.unknown = {{"transient: timeout", 3}};
   return m;
}

std::vector<scan::message> one_of_each_message()
{
   return {
      full_assignments(),
      scan::no_more{},
      full_setup(),
      scan::ready{{{"f", "w"}}},
      full_record(),
      scan::log_line{"a.test", "text"},
      scan::statistics{{{"cpu.us", 12}}, {"remark"}},
      scan::retiring{}};
}

TEST(hostile_message, that_is_cut_anywhere_is_refused)
{
   for (auto const& m : one_of_each_message()) {
      auto const bytes = body_of(m);
      EXPECT_FALSE(is_refused(bytes)) << m.index();
      for (std::size_t size = 0; size != bytes.size(); ++size)
         EXPECT_TRUE(is_refused(std::string_view{bytes}.substr(0, size)))
            << m.index() << " cut at " << size;
   }
}

TEST(hostile_message, that_goes_on_behind_its_end_is_refused)
{
   for (auto const& m : one_of_each_message())
      EXPECT_TRUE(is_refused(body_of(m) + '\0')) << m.index();
}

TEST(hostile_message, of_no_kind_is_refused)
{
   EXPECT_TRUE(is_refused(""));
   for (auto const kind : {8, 9, 127, 255})
      EXPECT_TRUE(is_refused(std::string(1, static_cast<char>(kind)))) << kind;
}

// Whatever a byte is changed into, reading ends, and what is read can be written again.
TEST(hostile_message, with_any_byte_changed_is_read_or_refused)
{
   for (auto const& m : one_of_each_message()) {
      auto const bytes = body_of(m);
      for (std::size_t at = 0; at != bytes.size(); ++at)
         for (auto const change : {0x01, 0x80, 0xff}) {
            auto spoilt = bytes;
            spoilt[at] = static_cast<char>(spoilt[at] ^ change);
            scan::frame_stream in;
            in.received(framed(spoilt));
            if (auto const read = in.next())
               EXPECT_EQ(body_of(*read).empty(), false);
            else
               EXPECT_TRUE(in.is_broken());
         }
   }
}

TEST(hostile_message, with_a_status_that_there_is_not_is_refused)
{
   auto bytes = body_of(full_record());
   constexpr std::size_t status_at = 1 + sizeof(std::uint64_t);
   bytes[status_at] = static_cast<char>(audit::domain_status::aborted);
   EXPECT_FALSE(is_refused(bytes));
   bytes[status_at] = static_cast<char>(audit::domain_status::aborted) + 1;
   EXPECT_TRUE(is_refused(bytes));
}

TEST(hostile_message, with_a_verdict_that_there_is_not_is_refused)
{
   scan::setup s;
   s.trials.emplace();
   s.trials->upstreams.resize(1);
   auto const bytes = body_of(s);
   // The kind, whether there are trials, port 53, the number of upstreams, and three yes or no.
   constexpr std::size_t outside_at = 2;
   constexpr std::size_t first_verdict_at = 1 + 1 + 1 + 4 + 3;
   auto spoilt = bytes;
   spoilt[outside_at] = static_cast<char>(resolver::port_53::intercepted) + 1;
   EXPECT_TRUE(is_refused(spoilt));
   for (std::size_t i = 0; i != 6; ++i) {
      spoilt = bytes;
      spoilt[first_verdict_at + i] = static_cast<char>(resolver::trial_verdict::bad);
      EXPECT_FALSE(is_refused(spoilt)) << i;
      spoilt[first_verdict_at + i] = static_cast<char>(resolver::trial_verdict::bad) + 1;
      EXPECT_TRUE(is_refused(spoilt)) << i;
   }
}

TEST(hostile_message, that_assigns_no_domain_name_is_refused)
{
   std::string bytes;
   scan::wire_writer to{bytes};
   to.number(std::uint8_t{0});
   to.number(std::uint32_t{1});
   to.number(std::uint64_t{0});
   to.text(std::string(64, 'a') + ".test");
   to.text("text");
   to.number(std::uint64_t{1});
   to.number(std::uint8_t{0});
   to.number(std::uint8_t{0});
   to.number(std::uint32_t{0});
   EXPECT_TRUE(is_refused(bytes)) << "a label of 64 characters";
   auto short_name = bytes;
   short_name.replace(1 + 4 + 8, 4 + 64 + 5, std::string{"\x01\0\0\0a", 5});
   EXPECT_FALSE(is_refused(short_name)) << "else the test shows nothing";
}

TEST(frame_stream, gives_messages_one_by_one)
{
   std::string bytes;
   for (auto const* const text : {"one", "two", "three"})
      scan::write_frame(bytes, scan::log_line{"a.test", text});
   scan::frame_stream in;
   in.received(std::string_view{bytes}.substr(0, bytes.size() - 1));
   EXPECT_EQ(std::get<scan::log_line>(*in.next()).text, "one");
   EXPECT_EQ(std::get<scan::log_line>(*in.next()).text, "two");
   EXPECT_EQ(in.next(), std::nullopt) << "a byte is missing";
   EXPECT_FALSE(in.is_broken());
   in.received(std::string_view{bytes}.substr(bytes.size() - 1));
   EXPECT_EQ(std::get<scan::log_line>(*in.next()).text, "three");
   EXPECT_EQ(in.next(), std::nullopt);
   EXPECT_FALSE(in.is_broken());
}

// What was read is given back while more arrives than is ever held at once.
TEST(frame_stream, goes_on_when_much_was_read)
{
   std::string const text(300'000, 'x');
   std::string bytes;
   for (auto i = 0; i != 10; ++i)
      scan::write_frame(bytes, scan::log_line{std::to_string(i), text});
   scan::frame_stream in;
   in.received(bytes);
   for (auto i = 0; i != 10; ++i) {
      auto const m = in.next();
      ASSERT_TRUE(m) << i;
      EXPECT_EQ(std::get<scan::log_line>(*m).domain, std::to_string(i));
      EXPECT_EQ(std::get<scan::log_line>(*m).text, text);
   }
   EXPECT_FALSE(in.is_broken());
}

TEST(frame_stream, does_not_wait_for_a_frame_that_is_too_large)
{
   std::string head;
   scan::wire_writer to{head};
   to.number(static_cast<std::uint32_t>(scan::most_frame + 1));
   to.number(std::uint32_t{0});
   scan::frame_stream in;
   in.received(head);
   EXPECT_EQ(in.next(), std::nullopt);
   EXPECT_TRUE(in.is_broken());
   scan::frame_stream largest;
   std::string allowed;
   scan::wire_writer{allowed}.number(static_cast<std::uint32_t>(scan::most_frame));
   scan::wire_writer{allowed}.number(std::uint32_t{0});
   largest.received(allowed);
   EXPECT_EQ(largest.next(), std::nullopt);
   EXPECT_FALSE(largest.is_broken()) << "its bytes may still come";
}

TEST(frame_stream, that_is_broken_gives_nothing_more)
{
   std::string good;
   scan::write_frame(good, scan::retiring{});
   scan::frame_stream in;
   in.received(framed("\xff") + good);
   EXPECT_EQ(in.next(), std::nullopt);
   EXPECT_TRUE(in.is_broken());
   EXPECT_EQ(in.next(), std::nullopt) << "what follows was written by nobody knows whom";
}

}  // namespace
