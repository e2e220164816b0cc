// SPDX-License-Identifier: Apache-2.0
#include "core/plugin/file_trust.hpp"

#include <filesystem>
#include <system_error>

namespace dnslint::plugin {
namespace {

namespace fs = std::filesystem;

bool world_writable(fs::path const& path, std::error_code& error)
{
   auto const status = fs::status(path, error);
   return !error && (status.permissions() & fs::perms::others_write) != fs::perms::none;
}

}  // namespace

std::optional<base::diagnostic> distrust(std::string const& path)
{
   std::error_code error;
   auto const real = fs::canonical(path, error);
   if (error)
      return base::error_in(path, "the plugin cannot be read: " + error.message());
   if (!fs::is_regular_file(real, error))
      return base::error_in(path, "the plugin is refused: it is not a regular file");
   if (world_writable(real, error))
      return base::error_in(
         path, "the plugin is refused: anyone may write to the file", "chmod o-w " + real.string());
   if (world_writable(real.parent_path(), error))
      return base::error_in(
         path,
         "the plugin is refused: anyone may write to its folder",
         "chmod o-w " + real.parent_path().string());
   if (error)
      return base::error_in(path, "the plugin cannot be examined: " + error.message());
   return std::nullopt;
}

}  // namespace dnslint::plugin
