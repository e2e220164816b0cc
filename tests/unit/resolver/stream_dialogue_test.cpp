// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/transport/stream_dialogue.hpp"

#include "tests/unit/resolver/messages.hpp"

#include <algorithm>
#include <gmock/gmock.h>

namespace dnslint::resolver::tests {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using keys = std::vector<stream_dialogue::key>;

struct stream_dialogue_test : testing::Test {
   // Asks, and gives the query as the server sees it.
   std::string ask_about(stream_dialogue::key of, std::string const& about)
   {
      std::string query;
      dns::write_query(ask(about, "A"), 0, query);
      talk.ask(of, query);
      auto const frame = std::string{talk.unsent()};
      talk.sent(frame.size());
      return frame.substr(2);
   }
   static std::string answer_to(std::string const& query)
   {
      auto answer = query;
      answer[2] = static_cast<char>(answer[2] | 0x80);
      return answer;
   }
   void arrives(std::string_view message)
   {
      std::string frame;
      append_frame(frame, message);
      arrive_bytes(frame);
   }
   void arrive_bytes(std::string_view bytes)
   {
      while (!bytes.empty()) {
         auto const room = talk.room();
         auto const size = std::min(room.size(), bytes.size());
         bytes.copy(room.data(), size);
         talk.received(size);
         bytes.remove_prefix(size);
         while (auto const answer = talk.next())
            told.push_back(answer->of);
      }
   }

   std::uint16_t last_id = 0x1233;
   stream_dialogue talk{
      [this] {
         return ++last_id;
      },
      {3, 2, 4}};
   keys told;
};

TEST_F(stream_dialogue_test, an_id_in_use_is_passed_over)
{
   auto const first = ask_about(1, "a.test");
   EXPECT_EQ(first.substr(0, 2), "\x12\x34");
   last_id = 0x1233;
   EXPECT_EQ(ask_about(2, "a.test").substr(0, 2), "\x12\x35");
   arrives(answer_to(first));
   last_id = 0x1233;
   EXPECT_EQ(ask_about(3, "a.test").substr(0, 2), "\x12\x34");
}

TEST_F(stream_dialogue_test, answers_find_their_questions_in_any_order)
{
   auto const first = ask_about(1, "a.test");
   auto const second = ask_about(2, "b.test");
   EXPECT_EQ(talk.open(), 2U);
   arrives(answer_to(second));
   arrives(answer_to(first));
   EXPECT_THAT(told, ElementsAre(2U, 1U));
   EXPECT_EQ(talk.open(), 0U);
   EXPECT_EQ(talk.answered(), 2U);
   EXPECT_EQ(talk.unasked(), 0U);
}

TEST_F(stream_dialogue_test, what_is_asked_in_one_go_is_sent_in_one_go)
{
   std::string query;
   dns::write_query(ask("a.test", "A"), 0, query);
   talk.ask(1, query);
   talk.ask(2, query);
   EXPECT_EQ(talk.unsent().size(), 2 * (query.size() + 2));
   talk.sent(5);
   EXPECT_EQ(talk.unsent().size(), 2 * (query.size() + 2) - 5);
   talk.sent(talk.unsent().size());
   EXPECT_THAT(talk.unsent(), IsEmpty());
}

TEST_F(stream_dialogue_test, an_answer_needs_the_id_and_the_question)
{
   auto const query = ask_about(1, "a.test");
   auto const wrong_id = std::string{static_cast<char>(~query[0])} + answer_to(query).substr(1);
   auto wrong_name = answer_to(query);
   wrong_name[13] = 'x';
   arrives(wrong_id);
   arrives(wrong_name);
   arrives(query);  // echoed
   EXPECT_THAT(told, IsEmpty());
   EXPECT_EQ(talk.unasked(), 3U);
   auto folded = answer_to(query);
   folded[13] = 'A';
   arrives(folded);
   EXPECT_THAT(told, ElementsAre(1U));
}

TEST_F(stream_dialogue_test, a_second_answer_is_nobodys)
{
   auto const query = ask_about(1, "a.test");
   arrives(answer_to(query));
   arrives(answer_to(query));
   EXPECT_THAT(told, ElementsAre(1U));
   EXPECT_EQ(talk.unasked(), 1U);
   EXPECT_FALSE(talk.is_broken());
}

TEST_F(stream_dialogue_test, too_much_that_nobody_asked_for_breaks_it)
{
   auto const query = ask_about(1, "a.test");
   for (auto i = 0; i != 4; ++i)
      arrives(std::string(12, '\x80'));
   EXPECT_FALSE(talk.is_broken());
   arrives(std::string(12, '\x80'));
   EXPECT_TRUE(talk.is_broken());
   EXPECT_FALSE(talk.has_room());
   arrives(answer_to(query));
   EXPECT_THAT(told, IsEmpty());
   EXPECT_THAT(talk.unanswered(), ElementsAre(1U));
}

TEST_F(stream_dialogue_test, a_length_without_room_for_a_header_breaks_it)
{
   ask_about(1, "a.test");
   arrives(std::string(11, 'x'));
   EXPECT_TRUE(talk.is_broken());
}

TEST_F(stream_dialogue_test, a_late_answer_is_no_offence)
{
   auto const query = ask_about(1, "a.test");
   talk.give_up(1);
   EXPECT_EQ(talk.open(), 0U);
   EXPECT_THAT(talk.unanswered(), IsEmpty());
   arrives(answer_to(query));
   EXPECT_THAT(told, IsEmpty());
   EXPECT_EQ(talk.unasked(), 0U);
   talk.give_up(1);
   EXPECT_EQ(talk.open(), 0U);
}

TEST_F(stream_dialogue_test, holds_as_many_questions_as_it_may)
{
   for (auto i = 1U; i != 4; ++i) {
      EXPECT_TRUE(talk.has_room());
      ask_about(i, "a.test");
   }
   EXPECT_FALSE(talk.has_room());
   talk.give_up(1);
   EXPECT_TRUE(talk.has_room());
   talk.give_up(2);
   EXPECT_FALSE(talk.has_room());
   EXPECT_TRUE(talk.is_used_up());
   EXPECT_THAT(talk.unanswered(), ElementsAre(3U));
}

}  // namespace
}  // namespace dnslint::resolver::tests
