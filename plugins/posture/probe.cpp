// SPDX-License-Identifier: Apache-2.0
#include "posture.hpp"

#include <dnslint/plugin.hpp>

#include <array>

namespace posture {
namespace {

dnslint::task probe(dnslint::context cx)
{
   std::array const needed{
      cx.fact("mx.null_mx"),
      cx.fact("mx.accepts_mail"),
      cx.fact("spf.records"),
      cx.fact("spf.denies_all")};
   for (auto const& fact : needed)
      if (fact.unknown())
         co_return cx.unknown(fact.cause());
   observation seen;
   seen.null_mx = needed[0].boolean().value_or(false);
   seen.accepts_mail = needed[1].boolean().value_or(false);
   seen.spf_records = needed[2].integer().value_or(0);
   seen.spf_denies_all = needed[3].boolean().value_or(false);
   cx.facts().set("mail", to_text(posture_of(seen)));
}

}  // namespace
}  // namespace posture

DNSLINT_PLUGIN("posture", "0.1.0", dnslint::make_probe<posture::probe>("posture"))
