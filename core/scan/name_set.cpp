// SPDX-License-Identifier: Apache-2.0
#include "core/scan/name_set.hpp"

#include <utility>

namespace dnslint::scan {
namespace {

constexpr std::size_t first_places = 1024;
constexpr digest128 free_place{};

}  // namespace

name_set::name_set(digest_key const& key)
: key_{key}
, table_(first_places)
{}

digest128 name_set::digest_of(dns::name const& n) const noexcept
{
   auto digest = siphash128(n.wire(), key_);
   if (digest == free_place)
      digest[0] = 1;
   return digest;
}

bool name_set::contains(dns::name const& n) const noexcept
{
   return table_[place(digest_of(n))] != free_place;
}

bool name_set::add(dns::name const& n)
{
   auto const digest = digest_of(n);
   if ((size_ + 1) * 4 > table_.size() * 3)
      grow();
   auto& at = table_[place(digest)];
   if (at == digest)
      return false;
   at = digest;
   ++size_;
   return true;
}

std::size_t name_set::place(digest128 const& d) const noexcept
{
   auto const mask = table_.size() - 1;
   auto i = d[0] & mask;
   while (table_[i] != free_place && table_[i] != d)
      i = (i + 1) & mask;
   return i;
}

void name_set::grow()
{
   auto const old = std::exchange(table_, std::vector<digest128>(table_.size() * 2));
   for (auto const& d : old)
      if (d != free_place)
         table_[place(d)] = d;
}

}  // namespace dnslint::scan
