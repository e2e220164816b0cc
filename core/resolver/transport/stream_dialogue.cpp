// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/transport/stream_dialogue.hpp"

#include "core/resolver/transport/datagram.hpp"

#include <algorithm>
#include <utility>

namespace dnslint::resolver {

stream_dialogue::stream_dialogue(std::function<std::uint16_t()> next_id, limits const& bounds)
: next_id_{std::move(next_id)}
, limits_{bounds}
{}

bool stream_dialogue::has_room() const noexcept
{
   return !broken_ && open() < limits_.open && given_up_ < limits_.given_up;
}

void stream_dialogue::ask(key of, std::string query)
{
   auto id = next_id_();
   while (pending_.contains(id))
      id = next_id_();
   query[0] = static_cast<char>(id >> 8U);
   query[1] = static_cast<char>(id & 0xffU);
   append_frame(out_, query);
   pending_.emplace(id, pending{of, false, std::move(query)});
   ++asked_;
}

void stream_dialogue::give_up(key of) noexcept
{
   auto const found = std::ranges::find_if(pending_, [&](auto const& entry) {
      return entry.second.of == of && !entry.second.given_up;
   });
   if (found == pending_.end())
      return;
   found->second.given_up = true;
   ++given_up_;
}

void stream_dialogue::sent(std::size_t count) noexcept
{
   sent_ += count;
   if (sent_ != out_.size())
      return;
   out_.clear();
   sent_ = 0;
}

stream_dialogue::table::iterator stream_dialogue::question_of(std::string_view message)
{
   auto const id = id_of(message);
   auto const found = id ? pending_.find(*id) : pending_.end();
   if (found == pending_.end())
      return found;
   auto const believed = answers_on_a_stream(judge_datagram(message, found->second.query));
   return believed ? found : pending_.end();
}

std::optional<stream_dialogue::answered_question> stream_dialogue::next()
{
   while (!broken_) {
      auto const message = in_.next();
      if (!message)
         return std::nullopt;
      auto const found = question_of(*message);
      if (found == pending_.end()) {
         // A message shorter than a header shows that the bytes are no messages at all.
         broken_ = ++unasked_ > limits_.unasked || !id_of(*message);
         continue;
      }
      auto const question = std::move(found->second);
      pending_.erase(found);
      ++answered_;
      if (!question.given_up)
         return answered_question{question.of, *message};
      --given_up_;
   }
   return std::nullopt;
}

std::vector<stream_dialogue::key> stream_dialogue::unanswered() const
{
   std::vector<key> keys;
   for (auto const& [id, question] : pending_)
      if (!question.given_up)
         keys.push_back(question.of);
   std::ranges::sort(keys);
   return keys;
}

}  // namespace dnslint::resolver
