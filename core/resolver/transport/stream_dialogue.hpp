// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/transport/stream_frames.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dnslint::resolver {

// What is asked and answered on one stream (RFC 7766 sections 6.2.1 and 7), without its socket:
// questions in, bytes to send out; bytes received in, answers out, in whatever order they come. An
// answer is believed when its id and its question are those of a question that is open.
class stream_dialogue {
public:
   // Tells questions apart; the caller's.
   using key = std::uint64_t;
   struct answered_question {
      key of = 0;
      std::string_view message;  // until room() is called
   };
   struct limits {
      std::size_t open = 100;
      std::size_t given_up = 100;  // whose answers may still come
      unsigned unasked = 16;  // messages that answer nothing, before the server is not believed
   };

   // `next_id` gives message ids, which nobody can guess; one that is in use is passed over.
   stream_dialogue(std::function<std::uint16_t()> next_id, limits const& bounds);

   bool has_room() const noexcept;
   // So many answers may still come late that no more can be told apart.
   bool is_used_up() const noexcept { return given_up_ >= limits_.given_up; }
   // A query in wire form, of one question; its id is replaced. There is room.
   void ask(key of, std::string query);
   // Its answer is not awaited any more. Without effect when it is not open.
   void give_up(key of) noexcept;

   std::string_view unsent() const noexcept { return std::string_view{out_}.substr(sent_); }
   void sent(std::size_t count) noexcept;

   std::span<char> room() { return in_.room(); }
   void received(std::size_t count) noexcept { in_.filled(count); }
   // The next answer among the bytes received; null when there is none, or the stream is broken.
   std::optional<answered_question> next();

   // What arrives cannot be the answers of a name server: nothing more is read of it.
   bool is_broken() const noexcept { return broken_; }
   std::size_t open() const noexcept { return pending_.size() - given_up_; }
   std::vector<key> unanswered() const;
   std::uint64_t asked() const noexcept { return asked_; }
   std::uint64_t answered() const noexcept { return answered_; }
   unsigned unasked() const noexcept { return unasked_; }
   std::size_t buffered() const noexcept { return in_.capacity(); }

private:
   struct pending {
      key of = 0;
      bool given_up = false;
      std::string query;
   };
   using table = std::unordered_map<std::uint16_t, pending>;

   table::iterator question_of(std::string_view message);

   std::function<std::uint16_t()> next_id_;
   limits limits_;
   table pending_;
   std::size_t given_up_ = 0;
   std::string out_;
   std::size_t sent_ = 0;
   frame_reader in_;
   std::uint64_t asked_ = 0;
   std::uint64_t answered_ = 0;
   unsigned unasked_ = 0;
   bool broken_ = false;
};

}  // namespace dnslint::resolver
