// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::plugin {

// A shared object that is read as data and neither mapped nor run. The file may be hostile, so
// every offset and count in it is checked. Owns the bytes of the file.
class elf_file {
public:
   // Reads a file of at most 64 MiB. An error says why this machine could not load it: no ELF file,
   // another class, byte order or machine, or no shared object.
   static base::result<elf_file> open(std::string const& path);
   static base::result<elf_file> from_bytes(std::string bytes, std::string const& path);

   std::string_view bytes() const noexcept { return bytes_; }

   // The content of the section `name`, borrowed from this object. Null if there is no such
   // section.
   std::optional<std::string_view> section(std::string_view name) const;
   // The names of the global and weak symbols that .dynsym defines, sorted.
   std::vector<std::string> exported_symbols() const;

private:
   explicit elf_file(std::string bytes)
   : bytes_{std::move(bytes)}
   {}

   std::string bytes_;
};

}  // namespace dnslint::plugin
