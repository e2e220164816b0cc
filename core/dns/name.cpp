// SPDX-License-Identifier: Apache-2.0
#include "core/dns/name.hpp"

#include "core/base/escape.hpp"
#include "core/dns/presentation.hpp"

#include <algorithm>
#include <array>

namespace dnslint::dns {
namespace {

constexpr std::size_t max_wire = 255;
constexpr std::size_t max_label = 63;

std::uint8_t byte_at(std::string_view s, std::size_t i) noexcept
{
   return static_cast<std::uint8_t>(s[i]);
}

// Where each label's length byte stands, the root's left out. A name has at most 127 labels.
struct label_starts {
   std::array<std::uint8_t, 128> at;  // NOLINT: of interest up to count
   std::size_t count = 0;

   explicit label_starts(std::string_view wire) noexcept
   {
      for (std::size_t i = 0; byte_at(wire, i) != 0; i += 1U + byte_at(wire, i))
         at[count++] = static_cast<std::uint8_t>(i);
   }
};

std::string_view label_at(std::string_view wire, std::size_t start) noexcept
{
   return wire.substr(start + 1, byte_at(wire, start));
}

bool append_label(std::string& wire, std::string_view label)
{
   if (label.empty() || label.size() > max_label || wire.size() + label.size() + 2 > max_wire)
      return false;
   wire += static_cast<char>(label.size());
   wire += base::lower(label);
   return true;
}

// The wire form of a name while it is read from text, without the root's byte at its end.
class wire_form {
public:
   // Takes one label off the front of `text`, and the dot after it. False when it is none.
   bool take_label(std::string_view& text)
   {
      auto const start = size_++;
      while (!text.empty() && text.front() != '.') {
         auto const c = text.front() == '\\' ? take_escaped(text) : take_plain(text);
         if (!c || size_ + 1 >= max_wire)
            return false;
         bytes_[size_++] = *c;
      }
      if (!text.empty())
         text.remove_prefix(1);
      auto const length = size_ - start - 1;
      bytes_[start] = static_cast<char>(length);
      return length != 0 && length <= max_label;
   }

   std::string_view with_root()
   {
      bytes_[size_] = 0;
      return {bytes_.data(), size_ + 1};
   }

private:
   static std::optional<char> take_plain(std::string_view& text)
   {
      auto const c = text.front();
      text.remove_prefix(1);
      return c;
   }

   std::array<char, max_wire> bytes_;  // NOLINT: of interest up to size_
   std::size_t size_ = 0;
};

bool is_wire_name(std::string_view wire) noexcept
{
   std::size_t i = 0;
   while (i < wire.size() && wire[i] != 0) {
      if (byte_at(wire, i) > max_label)
         return false;
      i += 1U + byte_at(wire, i);
   }
   return i + 1 == wire.size() && wire.size() <= max_wire;
}

// The length bytes are below 'A', so lower-casing the whole wire form changes labels only.
static_assert(max_label < 'A');

}  // namespace

std::optional<name> name::from_text(std::string_view text)
{
   if (text == ".")
      return name{};
   if (text.empty())
      return std::nullopt;
   wire_form read;
   while (!text.empty())
      if (!read.take_label(text))
         return std::nullopt;
   name made{read.with_root()};
   made.bytes_.to_lower();
   return made;
}

std::optional<name> name::from_wire(std::string_view wire)
{
   if (!is_wire_name(wire))
      return std::nullopt;
   name read{wire};
   read.bytes_.to_lower();
   return read;
}

std::string name::to_text() const
{
   auto text = to_absolute_text();
   if (!is_root())
      text.pop_back();
   return text;
}

std::string name::to_absolute_text() const
{
   return absolute_name_text(wire());
}

std::size_t name::label_count() const noexcept
{
   return label_starts{wire()}.count;
}

std::string_view name::label(std::size_t i) const noexcept
{
   label_starts const starts{wire()};
   return i < starts.count ? label_at(wire(), starts.at[i]) : std::string_view{};
}

name name::parent() const
{
   return is_root() ? name{} : name{wire().substr(1U + byte_at(wire(), 0))};
}

name name::suffix(std::size_t count) const
{
   label_starts const starts{wire()};
   if (count >= starts.count)
      return *this;
   return count == 0 ? name{} : name{wire().substr(starts.at[starts.count - count])};
}

std::optional<name> name::child(std::string_view label) const
{
   if (label.size() + 1 + wire().size() > max_wire)
      return std::nullopt;
   std::string longer;
   if (!append_label(longer, label))
      return std::nullopt;
   longer += wire();
   return name{std::string_view{longer}};
}

bool name::is_subdomain_of(name const& ancestor) const noexcept
{
   auto rest = wire();
   while (rest.size() > ancestor.wire().size())
      rest.remove_prefix(1U + byte_at(rest, 0));
   return rest == ancestor.wire();
}

std::strong_ordering name::operator<=>(name const& other) const noexcept
{
   label_starts const mine{wire()};
   label_starts const theirs{other.wire()};
   for (std::size_t i = 1; i <= std::min(mine.count, theirs.count); ++i) {
      auto const order = label_at(wire(), mine.at[mine.count - i])
                            .compare(label_at(other.wire(), theirs.at[theirs.count - i]));
      if (order != 0)
         return order <=> 0;
   }
   return mine.count <=> theirs.count;
}

}  // namespace dnslint::dns
