// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/json.hpp"
#include "tests/support/process.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::tests {

using words = std::vector<std::string>;

words joined(words all, words const& more);

// The built command with these arguments.
words command(words const& arguments);
ended_process dnslint(words const& arguments, std::string input = {});

// A folder for the files of one test, gone with it.
class work_folder {
public:
   work_folder();
   work_folder(work_folder const&) = delete;
   work_folder& operator=(work_folder const&) = delete;
   ~work_folder();

   std::filesystem::path const& path() const noexcept { return path_; }
   // The file's path.
   std::string write(std::string const& name, std::string_view text) const;
   std::string at(std::string const& name) const { return (path_ / name).string(); }

private:
   std::filesystem::path path_;
};

std::string read_file(std::filesystem::path const& path);

// Check id -> outcome, of one domain of a report.
using outcomes = std::map<std::string, std::string, std::less<>>;
outcomes outcomes_of(json const& domain);
// Whether the check does not apply although no question was answered: to what nobody has stated or
// asked for.
bool needs_no_answer(std::string const& id);

// The check `id` of a domain of a report; throws when there is none.
json check_of(json const& domain, std::string_view id);

// The lab that tools/try audits, and its domains.
std::string sample_lab();
words sample_domains();

}  // namespace dnslint::tests
