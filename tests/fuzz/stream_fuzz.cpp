// SPDX-License-Identifier: Apache-2.0
// Any bytes, in any pieces, as what a name server sends on a stream: each question is answered at
// most once, by a message of its id and question, and the buffer stays bounded. The first byte says
// how large the pieces are.
#include "core/dns/message.hpp"
#include "core/resolver/transport/datagram.hpp"
#include "core/resolver/transport/stream_dialogue.hpp"
#include "tests/fuzz/require.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>

namespace {

using namespace dnslint;

constexpr std::size_t questions = 4;

class conversation {
public:
   conversation()
   {
      for (std::size_t i = 0; i != questions; ++i)
         ask(i);
      talk_.give_up(questions - 1);
   }

   void arrive(std::string_view bytes, std::size_t piece)
   {
      while (!bytes.empty() && !talk_.is_broken()) {
         auto const room = talk_.room();
         require(!room.empty(), "there is room for what is missing");
         auto const size = std::min({piece, room.size(), bytes.size()});
         bytes.copy(room.data(), size);
         talk_.received(size);
         bytes.remove_prefix(size);
         take_answers();
      }
      require(talk_.buffered() <= 65'537, "the buffer is bounded");
      require(
         talk_.unanswered().size() == talk_.open() && talk_.open() < questions,
         "what is open is unanswered");
   }

private:
   void ask(std::size_t i)
   {
      auto const name = dns::name::from_text(std::string(1, static_cast<char>('a' + i)) + ".test");
      std::string query;
      dns::write_query({*name, dns::rrtype::a}, 0, query);
      talk_.ask(i, std::move(query));
      sent_[i] = std::string{talk_.unsent().substr(2)};
      talk_.sent(talk_.unsent().size());
   }

   void take_answers()
   {
      while (auto const answer = talk_.next()) {
         require(answer->of < questions - 1, "an answer is to an open question");
         require(!std::exchange(answered_[answer->of], true), "each is answered once");
         require(
            resolver::answers_on_a_stream(
               resolver::judge_datagram(answer->message, sent_[answer->of])),
            "by a message that answers it");
         require(answer->message.substr(0, 2) == sent_[answer->of].substr(0, 2), "with its id");
      }
   }

   std::uint16_t last_id_ = 0;
   resolver::stream_dialogue talk_{
      [this] {
         return ++last_id_;
      },
      {questions, questions, 16}};
   std::array<std::string, questions> sent_;
   std::array<bool, questions> answered_{};
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
   if (size == 0)
      return 0;
   conversation with;
   with.arrive({reinterpret_cast<char const*>(data) + 1, size - 1}, data[0] + std::size_t{1});
   return 0;
}
