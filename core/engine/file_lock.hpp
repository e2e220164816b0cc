// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"

#include <optional>
#include <string>

namespace dnslint::engine {

// The right to write a file. It holds against other processes, by whatever name they know the file,
// as long as this lives.
class file_lock {
public:
   // Makes an empty file where there is none. Null while somebody else has the lock.
   static base::result<std::optional<file_lock>> take(std::string const& path);
   file_lock(file_lock&& from) noexcept;
   file_lock& operator=(file_lock&& from) noexcept;
   ~file_lock();

   // There was no such file before.
   bool made_file() const noexcept { return made_file_; }
   // The path still leads to the locked file.
   bool is_of(std::string const& path) const;

private:
   file_lock(int descriptor, bool made_file) noexcept
   : descriptor_{descriptor}
   , made_file_{made_file}
   {}

   int descriptor_ = -1;
   bool made_file_ = false;
};

}  // namespace dnslint::engine
