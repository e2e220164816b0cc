// SPDX-License-Identifier: Apache-2.0
// Any lines as the TXT records of a synthetic DNS: evaluation and survey end within their limits.
#include "check_host.hpp"
#include "ending.hpp"
#include "survey.hpp"
#include "tests/fuzz/require.hpp"
#include "void_limit.hpp"

#include <dnslint/when_all.hpp>

#include <cstdint>
#include <optional>

namespace {

using spf::lookup;
using spf::lookup_status;
using spf::record_type;

// Names lead to lines and addresses by their length and last byte, so that includes meet records.
class lines_as_dns final : public spf::asker {
public:
   explicit lines_as_dns(std::string_view text)
   {
      for (;;) {
         auto const end = text.find('\n');
         lines_.emplace_back(text.substr(0, end));
         if (end == std::string_view::npos || lines_.size() == 16)
            return;
         text.remove_prefix(end + 1);
      }
   }

   dnslint::co<lookup> ask(std::string name, record_type type) override
   {
      require(!name.empty() && name.size() <= 253, "names fit into the DNS");
      lookup found;
      auto const key = name.size() + static_cast<unsigned char>(name.front());
      if (key % 31 == 7)
         co_return found;
      found.status = key % 5 == 3 ? lookup_status::no_name : lookup_status::no_records;
      if (key % 5 > 2)
         co_return found;
      found.status = lookup_status::records;
      found.values = values(name, type, key);
      co_return found;
   }

private:
   std::vector<std::string> values(std::string const& name, record_type type, std::size_t key) const
   {
      switch (type) {
         case record_type::txt:
            return {name == "e.test" ? lines_.front() : lines_[key % lines_.size()]};
         case record_type::mx:
            return std::vector<std::string>(key % 12, "m" + name.substr(0, 200) + ".test");
         case record_type::ptr:
            return {"h.e.test", "x.test"};
         case record_type::aaaa:
            return {"2001:db8::1"};
         case record_type::a:
            break;
      }
      return {key % 2 == 0 ? "192.0.2.1" : "198.51.100.1"};
   }

   std::vector<std::string> lines_;
};

template <class T>
T run(dnslint::co<T> work)
{
   std::optional<T> result;
   std::exception_ptr thrown;
   dnslint::detail::branch_counter counter{1, {}};
   dnslint::detail::run_branch(work, result, thrown, counter);
   require(result.has_value() && !thrown, "nothing is thrown");
   return std::move(*result);
}

void check_evaluation(spf::asker& dns, std::string_view address)
{
   auto const about =
      spf::make_identity(*spf::read_address(address), "e.test", "a+b@e.test", "h.test");
   auto const done = run(spf::check_host(dns, about));
   require(done.lookups <= 11 && done.voids <= 3, "the limits hold");
   require(
      done.lookups <= 10 || done.value == spf::result::permerror, "beyond the limit is permerror");
   require(done.questions.size() < 1000, "questions are bounded");
   require(!done.explanation || done.value == spf::result::fail, "only fail is explained");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
   std::string_view const text{reinterpret_cast<char const*>(data), size};
   lines_as_dns dns{text};
   check_evaluation(dns, "192.0.2.1");
   check_evaluation(dns, "2001:db8::2");
   spf::survey_limits const limits;
   auto const s = run(spf::survey_records(dns, "e.test", limits));
   require(s.tree.size() <= limits.lines, "the tree is bounded");
   require(s.lookups.known >= 0, "counts are right");
   auto const allowed = spf::find_allowed(s.records, "e.test");
   require(allowed.special.size() <= 20 && allowed.widest.size() <= 5, "lists are bounded");
   auto const victims = spf::find_void_victims(s.records, "e.test", allowed.all);
   require(victims.terms.size() <= 20, "terms named are bounded");
   auto const ending = spf::find_ending(s.records, "e.test");
   require(!ending.result || !ending.result->empty(), "an ending is a text");
   return 0;
}
