// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/option_descriptions.hpp"

#include <array>

namespace dnslint::command {
namespace {

using kind = option_description::kind;

constexpr std::array serving_options{
   option_description{
      "listen",
      kind::many,
      "ADDR:PORT",
      "serve here, over UDP and TCP; port 0 picks one; repeatable (default: 127.0.0.1:0)"},
   option_description{
      "allow-remote", kind::flag, "", "listen on addresses that are not loopback, too"},
   option_description{
      "seed", kind::one, "N", "seed of the faults 'drop' and 'reorder' (default: 0)"}};

constexpr std::array plugin_folders_options{option_description{
   "plugins", kind::many, "DIR", "load plugins from here, too; a folder or a file; repeatable"}};

constexpr std::array journals_options{option_description{
   "list,l", kind::one, "FILE", "the list that was audited: say which of its domains are missing"}};

constexpr std::array format_only_options{
   option_description{"format", kind::one, "NAME", "text or json (default: text)"}};

constexpr std::array tests_options{
   option_description{"format", kind::one, "NAME", "text or junit (default: text)"},
   option_description{"output,o", kind::one, "FILE", "write the result there"}};

constexpr std::array scaffold_options{
   option_description{"in", kind::one, "DIR", "make it in this folder (default: the current one)"}};

constexpr std::array plugin_check_options{
   option_description{
      "plugins", kind::many, "DIR", "plugins whose facts this one needs are here, too; repeatable"},
   option_description{"seed", kind::one, "N", "seed of the random records (default: 0)"},
   option_description{
      "case-time", kind::one, "TIME", "how long one case may take: 500ms, 1m (default: 10s)"},
   option_description{"format", kind::one, "NAME", "text or junit (default: text)"}};

}  // namespace

option_list serving()
{
   return {"Serving", serving_options};
}

option_list plugin_folders()
{
   return {"Plugins", plugin_folders_options};
}

option_list journals()
{
   return {"Journals", journals_options};
}

option_list format_only()
{
   return {"Output", format_only_options};
}

option_list tests()
{
   return {"Output", tests_options};
}

option_list scaffold()
{
   return {"Where to", scaffold_options};
}

option_list plugin_check()
{
   return {"How", plugin_check_options};
}

}  // namespace dnslint::command
