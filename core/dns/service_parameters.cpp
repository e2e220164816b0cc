// SPDX-License-Identifier: Apache-2.0
#include "core/dns/service_parameters.hpp"

#include "core/base/encode.hpp"
#include "core/dns/presentation.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cstdint>

namespace dnslint::dns {
namespace {

std::uint16_t u16_at(std::string_view s, std::size_t i) noexcept
{
   return static_cast<std::uint16_t>(
      (static_cast<std::uint8_t>(s[i]) << 8U) | static_cast<std::uint8_t>(s[i + 1]));
}

bool always(std::string_view /*value*/) noexcept
{
   return true;
}

// Section 8: keys in ascending order, "mandatory" itself not among them.
bool is_key_list(std::string_view value) noexcept
{
   std::uint16_t last = 0;
   for (; value.size() >= 2; value.remove_prefix(2)) {
      if (u16_at(value, 0) <= last)
         return false;
      last = u16_at(value, 0);
   }
   return value.empty() && last != 0;
}

// Section 7.1.1: one or more protocol ids, each with its length before it.
bool is_protocol_list(std::string_view value) noexcept
{
   bool any = false;
   while (!value.empty()) {
      auto const length = static_cast<std::uint8_t>(value.front());
      if (length == 0 || length >= value.size())
         return false;
      value.remove_prefix(1U + length);
      any = true;
   }
   return any;
}

bool is_empty(std::string_view value) noexcept
{
   return value.empty();
}

bool is_port(std::string_view value) noexcept
{
   return value.size() == 2;
}

template <std::size_t Size>
bool is_address_list(std::string_view value) noexcept
{
   return !value.empty() && value.size() % Size == 0;
}

void append_item(std::string& list, std::string_view item)
{
   if (!list.empty())
      list += ',';
   list += item;
}

std::string key_text(std::uint16_t key);

std::string key_list_text(std::string_view value)
{
   std::string list;
   for (std::size_t i = 0; i != value.size(); i += 2)
      append_item(list, key_text(u16_at(value, i)));
   return list;
}

// Section 2.1: a comma within an item is escaped for the list, and all of the list for the value.
std::string protocol_list_text(std::string_view value)
{
   std::string list;
   while (!value.empty()) {
      auto const id = value.substr(1, static_cast<std::uint8_t>(value.front()));
      std::string item;
      for (char const c : id)
         item += (c == ',' || c == '\\' ? "\\" : "") + std::string(1, c);
      append_item(list, item);
      value.remove_prefix(1 + id.size());
   }
   bool const plain = std::ranges::all_of(list, [](char c) {
      return c > ' ' && c <= '~' && std::string_view{"\\\"();"}.find(c) == std::string_view::npos;
   });
   return plain ? list : quoted(list);
}

std::string port_text(std::string_view value)
{
   return std::to_string(u16_at(value, 0));
}

template <int Family, std::size_t Size>
std::string address_list_text(std::string_view value)
{
   std::string list;
   for (; !value.empty(); value.remove_prefix(Size)) {
      std::array<char, INET6_ADDRSTRLEN> text{};
      inet_ntop(Family, value.data(), text.data(), text.size());
      append_item(list, text.data());
   }
   return list;
}

// One key of the registry (section 14.3.2).
struct parameter_key {
   std::string_view name;
   bool (*is_value)(std::string_view) noexcept;
   std::string (*to_text)(std::string_view);
};

std::string no_text(std::string_view /*value*/)
{
   return {};
}

// By number.
constexpr std::array<parameter_key, 7> keys{{
   {"mandatory", is_key_list, key_list_text},
   {"alpn", is_protocol_list, protocol_list_text},
   {"no-default-alpn", is_empty, no_text},
   {"port", is_port, port_text},
   {"ipv4hint", is_address_list<4>, address_list_text<AF_INET, 4>},
   {"ech", always, base::base64},
   {"ipv6hint", is_address_list<16>, address_list_text<AF_INET6, 16>},
}};

std::string key_text(std::uint16_t key)
{
   return key < keys.size() ? std::string{keys[key].name} : "key" + std::to_string(key);
}

std::string parameter_text(std::uint16_t key, std::string_view value)
{
   if (value.empty())
      return key_text(key);
   return key_text(key) + '=' + (key < keys.size() ? keys[key].to_text(value) : quoted(value));
}

// What stands before a value: its key and its length.
constexpr std::size_t head_size = 4;

}  // namespace

bool is_service_parameters(std::string_view bytes) noexcept
{
   int last = -1;
   while (!bytes.empty()) {
      if (bytes.size() < head_size || u16_at(bytes, 2) > bytes.size() - head_size)
         return false;
      auto const key = u16_at(bytes, 0);
      auto const value = bytes.substr(head_size, u16_at(bytes, 2));
      if (key <= last || (key < keys.size() && !keys[key].is_value(value)))
         return false;
      last = key;
      bytes.remove_prefix(head_size + value.size());
   }
   return true;
}

std::string service_parameters_text(std::string_view bytes)
{
   std::string text;
   while (!bytes.empty()) {
      auto const value = bytes.substr(head_size, u16_at(bytes, 2));
      if (!text.empty())
         text += ' ';
      text += parameter_text(u16_at(bytes, 0), value);
      bytes.remove_prefix(head_size + value.size());
   }
   return text;
}

}  // namespace dnslint::dns
