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

// The questions and answers on one stream (RFC 7766 sections 6.2.1 and 7), without its socket. It
// turns questions into bytes to send, and received bytes into answers, which may come in any order.
// An answer is believed if its id and its question are those of an open question.
class stream_dialogue {
public:
   // A number by which the caller tells its questions apart.
   using key = std::uint64_t;
   struct answered_question {
      key of = 0;
      std::string_view message;  // valid until room() is called
   };
   struct limits {
      std::size_t open = 100;
      std::size_t given_up = 100;  // questions given up whose answers may still come
      // Messages without a question before the stream counts as broken.
      unsigned unasked = 16;
   };

   // `next_id` returns message ids that nobody can guess. Ids that are in use are skipped.
   stream_dialogue(std::function<std::uint16_t()> next_id, limits const& bounds);

   bool has_room() const noexcept;
   // Whether so many late answers may still come that the stream must not be used for more
   // questions.
   bool is_used_up() const noexcept { return given_up_ >= limits_.given_up; }
   // Sends a query in wire form with one question. Its id is replaced. has_room() must be true.
   void ask(key of, std::string query);
   // Awaits the answer no longer. Has no effect if the question is not open.
   void give_up(key of) noexcept;

   std::string_view unsent() const noexcept { return std::string_view{out_}.substr(sent_); }
   void sent(std::size_t count) noexcept;

   std::span<char> room() { return in_.room(); }
   void received(std::size_t count) noexcept { in_.filled(count); }
   // The next answer among the bytes received; null when there is none, or the stream is broken.
   std::optional<answered_question> next();

   // Whether the bytes cannot be a name server's answers. Then no more bytes are read.
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
