// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/scan_run.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <unistd.h>
#include <utility>

namespace dnslint::tests {

namespace fs = std::filesystem;

words joined(words all, words const& more)
{
   all.insert(all.end(), more.begin(), more.end());
   return all;
}

words command(words const& arguments)
{
   words all{DNSLINT_COMMAND};
   std::ranges::copy(arguments, std::back_inserter(all));
   return all;
}

ended_process dnslint(words const& arguments, std::string input)
{
   return run(command(arguments), std::move(input));
}

work_folder::work_folder()
{
   auto pattern = (fs::temp_directory_path() / "dnslint-test-XXXXXX").string();
   if (mkdtemp(pattern.data()) == nullptr)
      throw std::runtime_error{"cannot make a folder"};
   path_ = pattern;
}

work_folder::~work_folder()
{
   std::error_code ignored;
   fs::remove_all(path_, ignored);
}

std::string work_folder::write(std::string const& name, std::string_view text) const
{
   auto const path = path_ / name;
   fs::create_directories(path.parent_path());
   std::ofstream{path, std::ios::binary} << text;
   return path.string();
}

std::string read_file(fs::path const& path)
{
   std::ifstream in{path, std::ios::binary};
   if (!in)
      throw std::runtime_error{"cannot read " + path.string()};
   return {std::istreambuf_iterator<char>{in}, {}};
}

bool needs_no_answer(std::string const& id)
{
   return id == "posture/as-stated" || id == "spf/txt-only";
}

outcomes outcomes_of(json const& domain)
{
   outcomes all;
   for (auto const& id : domain["passed"].items())
      all.emplace(id.text(), "pass");
   for (auto const& [reason, ids] : domain["not_applicable"].members())
      for (auto const& id : ids.items())
         all.emplace(id.text(), "not-applicable");
   for (auto const& check : domain["findings"].items())
      all.emplace(check["id"].text(), check["outcome"].text());
   return all;
}

json check_of(json const& domain, std::string_view id)
{
   for (auto const& check : domain["findings"].items())
      if (check["id"].text() == id)
         return check;
   auto const all = outcomes_of(domain);
   auto const found = all.find(id);
   if (found == all.end())
      throw std::runtime_error{"no check " + std::string{id} + " of " + domain["domain"].text()};
   return json::parse("{\"id\":\"" + found->first + "\",\"outcome\":\"" + found->second + "\"}");
}

std::string sample_lab()
{
   return DNSLINT_SOURCE_DIR "/tools/sample/lab.yaml";
}

words sample_domains()
{
   words all;
   std::istringstream lines{read_file(DNSLINT_SOURCE_DIR "/tools/sample/domains.txt")};
   for (std::string line; std::getline(lines, line);)
      if (!line.starts_with('#'))
         all.push_back(line);
   return all;
}

}  // namespace dnslint::tests
