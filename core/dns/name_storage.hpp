// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>

namespace dnslint::dns {

// The bytes of one name, 255 at most. Nearly all names are short, and each question has several
// copies: up to 62 bytes stand in place, longer ones on the heap. A value like a string.
class name_storage {
public:
   explicit name_storage(std::string_view bytes)
   : size_{static_cast<std::uint8_t>(bytes.size())}
   {
      if (is_far())
         set_far(new char[size_]);  // NOLINT: owned until released
      std::memcpy(data(), bytes.data(), size_);
   }
   name_storage(name_storage const& other)
   : name_storage{other.view()}
   {}
   name_storage(name_storage&& other) noexcept
   : bytes_{other.bytes_}
   , size_{std::exchange(other.size_, std::uint8_t{0})}
   {}
   name_storage& operator=(name_storage const& other) { return *this = name_storage{other}; }
   name_storage& operator=(name_storage&& other) noexcept
   {
      std::swap(bytes_, other.bytes_);
      std::swap(size_, other.size_);
      return *this;
   }
   ~name_storage()
   {
      if (is_far())
         delete[] data();  // NOLINT
   }

   // A length byte of a name is below 'A', so that all bytes can be treated alike.
   void to_lower() noexcept
   {
      auto* const at = data();
      for (std::size_t i = 0; i != size_; ++i)
         if (at[i] >= 'A' && at[i] <= 'Z')
            at[i] = static_cast<char>(at[i] + ('a' - 'A'));
   }

   std::string_view view() const noexcept
   {
      return {const_cast<name_storage*>(this)->data(), size_};
   }

private:
   static constexpr std::size_t in_place = 62;

   bool is_far() const noexcept { return size_ > in_place; }
   void set_far(char* to) noexcept { std::memcpy(bytes_.data(), &to, sizeof to); }
   char* data() noexcept
   {
      if (!is_far())
         return bytes_.data();
      char* at = nullptr;
      std::memcpy(&at, bytes_.data(), sizeof at);
      return at;
   }

   alignas(char*) std::array<char, in_place> bytes_;  // NOLINT: of interest up to size_
   std::uint8_t size_;
};

}  // namespace dnslint::dns
