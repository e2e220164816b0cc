// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/dns/name.hpp"
#include "core/scan/siphash.hpp"

#include <cstddef>
#include <vector>

namespace dnslint::scan {

// Which names have been met, for lists of millions: keeps 16 bytes of keyed digest a name, in a
// table that is at most three quarters full, and not the names. Two names with one digest would
// lose the second; by chance that takes 2^64 names, and without the key nobody can choose such two.
class name_set {
public:
   explicit name_set(digest_key const& key);

   // False when it is there already.
   bool add(dns::name const& n);
   bool contains(dns::name const& n) const noexcept;
   std::size_t size() const noexcept { return size_; }

private:
   digest128 digest_of(dns::name const& n) const noexcept;
   // Where `d` stands, or the free place where it belongs.
   std::size_t place(digest128 const& d) const noexcept;
   void grow();

   digest_key key_;
   std::vector<digest128> table_;  // a power of two; a free place is all zero
   std::size_t size_ = 0;
};

}  // namespace dnslint::scan
