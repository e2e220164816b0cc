// SPDX-License-Identifier: Apache-2.0
#include "core/plugin/library.hpp"

#include <dnslint/abi.h>

#include <boost/dll/shared_library.hpp>

#include <exception>
#include <vector>

namespace dnslint::plugin {
namespace {

// The libraries are leaked on purpose: their destruction at exit would unload code that static
// objects may still call.
std::vector<boost::dll::shared_library>& loaded()
{
   static auto* const libraries = new std::vector<boost::dll::shared_library>;
   return *libraries;
}

}  // namespace

base::result<dnslint_plugin const*> load_library(std::string const& path)
{
   using boost::dll::load_mode::rtld_local;
   using boost::dll::load_mode::rtld_now;
   // Only the throwing overload has the reason that the dynamic linker gives.
   try {
      boost::dll::shared_library library{path, rtld_now | rtld_local};
      auto const* code = &library.get<dnslint_plugin const>("dnslint_plugin_v0");
      loaded().push_back(std::move(library));
      return code;
   } catch (std::exception const& e) {
      return base::error_in(path, std::string{"the plugin cannot be loaded: "} + e.what());
   }
}

}  // namespace dnslint::plugin
