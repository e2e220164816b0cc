// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lookup.hpp"

#include <dnslint/when_all.hpp>

#include <exception>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace spf::tests {

// DNS as a table. A name that stands nowhere does not exist; one that stands there for another type
// has no such records; an entry without values fails.
class synthetic_dns final : public asker {
public:
   using key = std::pair<std::string, record_type>;

   synthetic_dns() = default;
   explicit synthetic_dns(std::map<key, std::vector<std::string>> records)
   : records_{std::move(records)}
   {}

   dnslint::co<lookup> ask(std::string name, record_type type) override
   {
      asked.emplace_back(name, type);
      lookup found;
      found.why = {dnslint::cause_class::transient, "timeout", {}};
      auto const entry = records_.find({name, type});
      if (entry != records_.end()) {
         if (!entry->second.empty())
            found.status = lookup_status::records;
         found.values = entry->second;
         co_return found;
      }
      auto const same_name = records_.lower_bound({name, record_type::txt});
      bool const exists = same_name != records_.end() && same_name->first.first == name;
      found.status = exists ? lookup_status::no_records : lookup_status::no_name;
      found.denied_by = "test";
      co_return found;
   }

   std::vector<key> asked;

private:
   std::map<key, std::vector<std::string>> records_;
};

// Runs a coroutine that never has to wait.
template <class T>
T run(dnslint::co<T> work)
{
   std::optional<T> result;
   std::exception_ptr thrown;
   dnslint::detail::branch_counter counter{1, {}};
   dnslint::detail::run_branch(work, result, thrown, counter);
   if (thrown)
      std::rethrow_exception(thrown);
   return std::move(*result);
}

}  // namespace spf::tests
