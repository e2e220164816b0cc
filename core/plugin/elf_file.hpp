// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::plugin {

// A shared object read as data: nothing of it is mapped or run. The file is hostile; every offset
// and count in it is checked. Owns the file's bytes.
class elf_file {
public:
   // Refuses, with the reason, what this machine could not load: no ELF, another class, byte order
   // or machine, not a shared object, more than 64 MiB.
   static base::result<elf_file> open(std::string const& path);
   static base::result<elf_file> from_bytes(std::string bytes, std::string const& path);

   std::string_view bytes() const noexcept { return bytes_; }

   // The contents of the section `name`; null when there is none. Borrowed.
   std::optional<std::string_view> section(std::string_view name) const;
   // Names of the defined global and weak symbols of .dynsym, sorted.
   std::vector<std::string> exported_symbols() const;

private:
   explicit elf_file(std::string bytes)
   : bytes_{std::move(bytes)}
   {}

   std::string bytes_;
};

}  // namespace dnslint::plugin
