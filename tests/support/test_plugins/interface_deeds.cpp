// SPDX-License-Identifier: Apache-2.0
#include "deeds.hpp"

#include <limits>
#include <new>
#include <string>

namespace interface_deeds {

void settle_of_another(dnslint::context& cx)
{
   cx.settle("deeds/double-free", false);
}
void settle_of_nobody(dnslint::context& cx)
{
   cx.settle("spf/present", false);
}
void settle_twice(dnslint::context& cx)
{
   cx.settle("deeds/settle-twice", false);
   cx.settle("deeds/settle-twice", true);
}
void settle_strangely(dnslint::context& cx)
{
   cx.settle("deeds/settle-strangely", static_cast<dnslint::outcome>(17));
}
void read_undeclared(dnslint::context& cx)
{
   static_cast<void>(cx.fact("spf.record").is_null());
}
void publish_undeclared(dnslint::context& cx)
{
   cx.facts().set("nothing_of_the_kind", 1);
}
void publish_wrong_type(dnslint::context& cx)
{
   cx.facts().set("wrong", "text");
}
void publish_twice(dnslint::context& cx)
{
   cx.facts().set("twice", 1);
   cx.facts().set("twice", 2);
}
void publish_infinite(dnslint::context& cx)
{
   cx.facts().set("infinite", std::numeric_limits<double>::infinity());
}
void flood_values(dnslint::context& cx)
{
   for (auto i = 0; i != 100'000; ++i)
      cx.facts().set("flood", i);
}
void flood_bytes(dnslint::context& cx)
{
   cx.facts().set("bytes", std::string(4'000'000, 'x'));
}
void throw_number(dnslint::context&)
{
   throw 7;
}
void throw_allocation(dnslint::context&)
{
   throw std::bad_alloc{};
}

}  // namespace interface_deeds
