// SPDX-License-Identifier: Apache-2.0
// Any bytes as the record of a DKIM key, and as a key: what is read is bounded, and no key is
// longer than its bytes.
#include "key_record.hpp"
#include "tests/fuzz/require.hpp"

#include <cstdint>

namespace {

void check_key(dkim::public_key const& key, std::size_t bytes)
{
   require(key.is_read() == (key.bits != 0), "a key that was read has a length");
   require(key.bits <= 8 * bytes, "a key is not longer than its bytes");
}

void check_record(dkim::key_record const& key, std::size_t size)
{
   require(key.errors.size() <= dkim::most_entries, "errors are bounded");
   for (auto const& e : key.errors)
      require(e.column >= 1 && e.column <= size + 1, "columns lie in the record");
   require(key.unknown_tags.size() <= dkim::most_entries, "names are bounded");
   require(key.hashes.size() <= dkim::most_entries, "words are bounded");
   require(key.services.size() <= dkim::most_entries, "words are bounded");
   require(!key.is_discarded || !key.errors.empty(), "who discards a record says why");
   require(!key.is_usable() || (key.is_read && !key.is_revoked), "a usable key was read");
   check_key(key.is_read ? key.key : dkim::public_key{"not read", 0, {}}, size);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
   std::string_view const text{reinterpret_cast<char const*>(data), size};
   check_record(dkim::read_key_record(text), size);
   check_key(dkim::read_rsa_key(text), size);
   check_key(dkim::read_ed25519_key(text), size);
   dkim::is_meant_as_key(text);
   return 0;
}
