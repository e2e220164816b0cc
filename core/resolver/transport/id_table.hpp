// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace dnslint::resolver {

// Which question of a channel has which message id. Open addressing without allocation; at most
// `capacity` ids at once.
class id_table {
public:
   static constexpr std::size_t capacity = 2048;

   bool contains(std::uint16_t id) const noexcept { return find(id).has_value(); }
   std::optional<std::uint16_t> find(std::uint16_t id) const noexcept;
   // `id` is not in it, and there is room.
   void insert(std::uint16_t id, std::uint16_t question) noexcept;
   void erase(std::uint16_t id) noexcept;
   std::size_t size() const noexcept { return size_; }

private:
   struct entry {
      std::uint16_t id = 0;
      std::uint16_t question_and_1 = 0;  // 0: nothing here
   };
   static constexpr std::size_t slots = capacity * 2;

   static std::size_t home_of(std::uint16_t id) noexcept { return id % slots; }
   std::size_t place_of(std::uint16_t id) const noexcept;

   std::array<entry, slots> entries_{};
   std::size_t size_ = 0;
};

}  // namespace dnslint::resolver
