// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace dnslint::plugin::tests {

// A folder that only this test writes to; gone with the object.
class scratch_folder {
public:
   scratch_folder()
   {
      std::string name = std::filesystem::temp_directory_path() / "dnslint-test-XXXXXX";
      if (mkdtemp(name.data()) == nullptr)
         throw std::runtime_error{"no temporary folder"};
      path_ = name;
   }
   scratch_folder(scratch_folder const&) = delete;
   scratch_folder& operator=(scratch_folder const&) = delete;
   ~scratch_folder()
   {
      std::error_code ignored;
      std::filesystem::permissions(path_, std::filesystem::perms::owner_all, ignored);
      std::filesystem::remove_all(path_, ignored);
   }

   std::string path() const { return path_; }
   std::string write(std::string const& name, std::string const& bytes) const
   {
      auto const file = path_ / name;
      std::ofstream{file, std::ios::binary} << bytes;
      std::filesystem::permissions(file, std::filesystem::perms{0644});
      return file;
   }

private:
   std::filesystem::path path_;
};

inline std::string read_bytes(std::string const& file)
{
   std::ifstream in{file, std::ios::binary};
   return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace dnslint::plugin::tests
