// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace dnslint::resolver {

// Maps the message ids of a channel to its questions. It uses open addressing without allocation
// and holds at most `capacity` ids.
class id_table {
public:
   static constexpr std::size_t capacity = 2048;

   bool contains(std::uint16_t id) const noexcept { return find(id).has_value(); }
   std::optional<std::uint16_t> find(std::uint16_t id) const noexcept;
   // The table does not contain `id` and has room.
   void insert(std::uint16_t id, std::uint16_t question) noexcept;
   void erase(std::uint16_t id) noexcept;
   std::size_t size() const noexcept { return size_; }

private:
   struct entry {
      std::uint16_t id = 0;
      std::uint16_t question_and_1 = 0;  // 0: the place is free
   };
   static constexpr std::size_t slots = capacity * 2;

   static std::size_t home_of(std::uint16_t id) noexcept { return id % slots; }
   std::size_t place_of(std::uint16_t id) const noexcept;

   std::array<entry, slots> entries_{};
   std::size_t size_ = 0;
};

}  // namespace dnslint::resolver
